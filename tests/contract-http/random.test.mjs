// Random requests, allowed and not, at every operation of the interface: none is answered with a fault of ours, and each
// answer is as described. STILLPOINT_SEED repeats a run, STILLPOINT_RUNS lengthens it.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { allowed, hostile, spoilt } from "./arbitrary.mjs";
import { contractOf } from "./contract.mjs";
import { tagOf, whoAsks } from "./examples.mjs";
import { startServer } from "./server.mjs";

const kSeed = Number(process.env.STILLPOINT_SEED ?? Date.now() % 2 ** 31);
const kRunsEach = Number(process.env.STILLPOINT_RUNS ?? 15);

let server;
let contract;
let known; // ids and keys on record, by the name of the placeholder that takes them
before(async () => {
  console.log(`seed ${kSeed}, ${kRunsEach} requests of each operation`);
  server = await startServer();
  contract = await contractOf(server.origin);
  known = await whatIsOnRecord();
});
after(() => server?.stop());

async function read(path) {
  const answer = await fetch(server.origin + path, { headers: server.token });
  return answer.json();
}

async function whatIsOnRecord() {
  const lines = (await read("/v1/admin/practitioners?limit=20")).items;
  const records = await Promise.all(lines.slice(0, 8).map(({ id }) => read(`/v1/admin/practitioners/${id}`)));
  const made = await fetch(`${server.origin}/v1/admin/people`, {
    method: "POST",
    headers: { ...server.token, "Content-Type": "application/json", "Idempotency-Key": randomUUID() },
    body: JSON.stringify({ mail: "sam@example.org", name: "Sam", roles: ["registrar"] }),
  });
  const keys = {};
  for (const table of ["accreditors", "schools", "issuers"]) keys[table] = (await read(`/v1/admin/${table}`))[table].map(({ key }) => key);
  keys["credential-types"] = (await read("/v1/admin/credential-types"))["credential-types"].map((row) => `${row.issuer}:${row.code}:${row.version}`);
  keys["jurisdiction-rules"] = (await read("/v1/admin/jurisdiction-rules"))["jurisdiction-rules"].map((row) => `${row.jurisdiction}:${row.profession}`);
  return {
    id: lines.map(({ id }) => id),
    people: [(await made.json()).person.id],
    credential: records.flatMap(({ credentials = [] }) => credentials.map(({ id }) => id)),
    licence: records.flatMap(({ professions = [] }) => professions.flatMap(({ licences = [] }) => licences.map(({ id }) => id))),
    keys,
  };
}

/** Values on record that a placeholder may stand for. */
function onRecord({ path }, name) {
  if (name === "key") return known.keys[path.split("/")[3]] ?? [];
  if (path.startsWith("/v1/admin/people")) return known.people;
  if (path.startsWith("/v1/admin/practitioners") || path.startsWith("/v1/practitioners")) return known[name] ?? [];
  return [];
}

/** A text for a parameter: allowed, on record, or neither. */
function parameterText(operation, { name, in: place, schema, example }) {
  const given = contract.resolved(schema).type === "array" ? contract.resolved(schema).items : schema;
  const texts = [{ weight: 3, arbitrary: allowed(contract, given).map(String) }];
  const recorded = place === "path" ? onRecord(operation, name) : [];
  if (recorded.length > 0) texts.push({ weight: 6, arbitrary: fc.constantFrom(...recorded) });
  if (example !== undefined && !Array.isArray(example)) texts.push({ weight: 2, arbitrary: fc.constant(String(example)) });
  texts.push({ weight: 1, arbitrary: place === "header" ? fc.string({ unit: "grapheme-ascii", maxLength: 30 }) : hostile });
  return fc.oneof(...texts);
}

function parametersOf(operation, place) {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  const always = place === "path" ? parameters.map(({ name }) => name) : [];
  return fc.record(Object.fromEntries(parameters.map((one) => [one.name, parameterText(operation, one)])), { requiredKeys: always });
}

function bodyOf(operation) {
  const content = operation.value.requestBody?.content;
  if (!content) return fc.constant(null);
  return fc.oneof(
    ...Object.entries(content).map(([media, { schema, examples }]) => {
      const given = Object.values(examples ?? {}).map((one) => contract.resolved(one).value);
      const fine = given.length > 0 ? fc.oneof(fc.constantFrom(...given), allowed(contract, schema)) : allowed(contract, schema);
      return fc.oneof({ weight: 3, arbitrary: fine }, { weight: 3, arbitrary: fine.chain(spoilt) }).map((value) => ({ media, value }));
    }),
    hostile.map((text) => ({ media: "application/json", raw: text })),
  );
}

function requestsOf(operation) {
  return fc.record({ path: parametersOf(operation, "path"), query: parametersOf(operation, "query"), headers: parametersOf(operation, "header"), body: bodyOf(operation), fresh: fc.boolean(), nobody: fc.integer({ min: 0, max: 19 }).map((n) => n === 0) });
}

function sentBody(body) {
  if (body === null) return {};
  if (body.media === "multipart/form-data") {
    const form = new FormData();
    const fields = body.value !== null && typeof body.value === "object" ? body.value : { value: body.value };
    for (const [name, value] of Object.entries(fields)) {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      if (["evidence", "roster", "file"].includes(name)) form.append(name, new Blob([text]), "file.bin");
      else form.append(name, text);
    }
    return { body: form };
  }
  if (body.media === "application/x-www-form-urlencoded") return { body: new URLSearchParams(Object.entries(body.value ?? {}).map(([name, value]) => [name, String(value)])) };
  return { body: body.raw ?? JSON.stringify(body.value), headers: { "Content-Type": body.media } };
}

/** Who asks: as the operation's security says, or now and then nobody. */
function credentialsOf(operation, nobody) {
  return nobody ? {} : (whoAsks(operation.value.security ?? [], server) ?? {});
}

/** What is on record, with one member of a generated body: an edit that may well be taken. */
function edited(present, body) {
  const members = Object.entries(body.value ?? {});
  const [name, value] = members[members.length - 1] ?? ["about", "Edited."];
  return JSON.stringify({ ...present, [name]: value });
}

async function ask(operation, { path, query, headers, body, fresh, nobody }) {
  let address = operation.path;
  for (const [name, value] of Object.entries(path)) address = address.replace(`{${name}}`, encodeURIComponent(value) || "-");
  const { searchParams } = new URL(server.origin);
  for (const [name, value] of Object.entries(query)) searchParams.append(name, value);
  const who = credentialsOf(operation, nobody);
  const sent = sentBody(body);
  const all = { ...headers, ...sent.headers, ...who };
  // A tag that is right, or an update would hardly ever get as far as its body.
  if (fresh && operation.parameters.some(({ name }) => name === "If-Match")) {
    all["If-Match"] = await tagOf(server.origin + address, who);
    const present = await fetch(server.origin + address, { headers: who });
    if (present.ok && operation.method === "PUT") sent.body = edited(await present.json(), body);
  }
  if (fresh && operation.parameters.some(({ name }) => name === "Idempotency-Key")) all["Idempotency-Key"] = randomUUID();
  const target = `${address}${searchParams.size > 0 ? `?${searchParams}` : ""}`;
  const answer = await fetch(server.origin + target, { method: operation.method, headers: all, body: sent.body, redirect: "manual" });
  return { target, status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

test("no request is answered otherwise than described", { timeout: 280_000 }, async (t) => {
  const counts = {};
  for (const operation of contract.operations) {
    await t.test(`${operation.method} ${operation.path}`, async () => {
      await fc.assert(
        fc.asyncProperty(requestsOf(operation), async (request) => {
          const answer = await ask(operation, request);
          counts[answer.status] = (counts[answer.status] ?? 0) + 1;
          const faults = contract.answerFaults(operation, answer);
          if (answer.status >= 500 && answer.status !== 501 && answer.status !== 503) faults.push("a fault of ours");
          assert.deepEqual(faults, [], `${answer.target} was answered ${answer.status}: ${answer.body.slice(0, 600)}`);
        }),
        { seed: kSeed, numRuns: kRunsEach, endOnFailure: true, includeErrorInReport: true },
      );
    });
  }
  console.log(`answers by status: ${JSON.stringify(counts)}`);
  assert.ok(counts[200] > 50 && counts[201] > 5 && counts[400] > 50, "neither all is refused nor all taken");
});
