// Asks each operation with the examples of its own description: what a reader would try first.
import { randomUUID } from "node:crypto";

/** Without a recording: too long to be read on a page, or of something that a demonstration has not. */
const kLeftOut = new Set(["followChanges", "readPhoto", "removePhoto", "readDescription", "readVocabulary", "verifyingQueue", "listSchools", "listIssuers", "listCredentialTypes", "listJurisdictionRules", "listAccreditors"]);

async function firstOnRecord(server) {
  // The open part of the interface takes partners' keys, and no token of the administration.
  const get = async (path) => (await fetch(server.origin + path, { headers: path.startsWith("/v1/admin/") ? server.token : {} })).json();
  const found = (await get("/v1/practitioners?certified=true&limit=1")).items[0];
  const record = await get(`/v1/admin/practitioners/${found.id}`);
  const people = (await get("/v1/admin/people")).items;
  return {
    practitioner: found.id,
    credential: record.credentials?.[0]?.id,
    licence: record.professions?.flatMap(({ licences = [] }) => licences)[0]?.id,
    person: people.find(({ mail }) => mail === "robin@example.org")?.id,
  };
}

/** What a placeholder stands for: its example, or somebody on record. */
function filledIn({ path, parameters }, known) {
  return path.replaceAll(/\{([^}]+)\}/g, (_, name) => {
    const example = parameters.find((one) => one.name === name)?.example;
    const found = name !== "id" ? known[name] : path.includes("/people/") ? known.person : path.includes("/practitioners/") ? known.practitioner : undefined;
    return encodeURIComponent(example ?? found ?? "");
  });
}

/** The tag of what an update is about: of its own address, or of the record that it is below. */
export async function tagOf(address, who) {
  const above = address.replace(/\/(merge|verifications|standing|photo)$/, "");
  for (const one of [above, above.replace(/(\/practitioners\/[^/]+)\/.*$/, "$1")]) {
    const tag = (await fetch(one, { headers: who })).headers.get("ETag");
    if (tag) return tag;
  }
  return '"1"';
}

/** Headers that open an operation; null where nothing at hand does. */
export function whoAsks(ways, server) {
  const has = (name) => ways.some((way) => way[name]);
  if (ways.length === 0 || ways.some((way) => Object.keys(way).length === 0)) return {};
  if (has("token")) return server.token;
  if (has("session")) return server.session;
  return has("partnerKey") ? server.partner : null;
}

/** Examples name the address of the manual; a server that is tested has another port. */
const ofThisServer = (value, server) => String(value).replace("http://127.0.0.1:8080", server.origin);

/** @return answers: Map of operation to the JSON that it answered with success; refused: what was not taken, and why. */
export async function answersToExamples(contract, server) {
  const answers = new Map();
  const refused = [];
  const ranks = { POST: 0, GET: 1, PATCH: 2, PUT: 3, DELETE: 4 };
  const ordered = [...contract.operations].sort((a, b) => ranks[a.method] - ranks[b.method]);
  for (const operation of ordered) {
    const known = await firstOnRecord(server);
    const { value, method, parameters } = operation;
    if (kLeftOut.has(operation.id)) continue;
    const who = whoAsks(value.security ?? [], server);
    const path = filledIn(operation, known);
    if (who === null || path.includes("//") || path.endsWith("/")) continue;
    const query = new URLSearchParams();
    const headers = { ...who };
    for (const { name, in: place, example, required } of parameters) {
      if (place === "query" && example !== undefined) for (const one of [example].flat()) query.append(name, ofThisServer(one, server));
      if (place === "header" && required && example !== undefined) headers[name] = example;
    }
    if (headers["Idempotency-Key"]) headers["Idempotency-Key"] = randomUUID();
    if (headers["If-Match"]) headers["If-Match"] = await tagOf(server.origin + path, who);
    const [media, sent] = Object.entries(value.requestBody?.content ?? {})[0] ?? [];
    const body = sent && contract.resolved(Object.values(sent.examples ?? {})[0])?.value;
    if (value.requestBody && !body) continue;
    if (body) headers["Content-Type"] = media;
    const text = body && (media === "application/json" ? JSON.stringify(body) : String(new URLSearchParams(body)));
    const target = path + (query.size > 0 ? `?${query}` : "");
    const answer = await fetch(server.origin + target, { method, headers, body: text, redirect: "manual" });
    const said = await answer.text();
    const isJson = /[/+]json$/.test((answer.headers.get("Content-Type") ?? "").split(";")[0]);
    if (!answer.ok) refused.push(`the example of ${operation.id} is answered ${answer.status}: ${said}`);
    else if (isJson && said) answers.set(operation, JSON.parse(said));
  }
  return { answers, refused };
}
