// Starts the program that is tested, with an invented directory of its own and people who may do everything, and
// stops it.
import { execFileSync, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kStartSeconds = 60;
const kPassword = "violet-harbour-lantern-27";
/** The key that every demonstration has ready (README.md). */
const kTestKey = "tk_d3m0d3m0d3m0d3m0d3m0d3m0d3d7jk";
const kRoles = ["owner", "registrar", "verifier", "moderator", "auditor"];

/** What an authenticator app shows (RFC 6238). */
function code(secret, steps = 0) {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const digest = createHmac("sha1", key).update(step).digest();
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

/** Somebody at a browser, as far as signing in goes. */
class Browser {
  #origin;
  #cookies = new Map();
  constructor(origin) {
    this.#origin = origin;
  }
  get cookies() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  async get(path) {
    return this.#take(await fetch(this.#origin + path, { headers: { Cookie: this.cookies }, redirect: "manual" }));
  }
  /** Fills in the form of a page. */
  async submit(page, path, fields) {
    const html = await (await this.get(page)).text();
    const csrf = html.match(/name="csrf" value="([^"]+)"/)?.[1].replaceAll("&amp;", "&");
    const body = new URLSearchParams({ csrf, ...(typeof fields === "function" ? fields(html) : fields) });
    const headers = { Cookie: this.cookies };
    return this.#take(await fetch(this.#origin + path, { method: "POST", headers, body, redirect: "manual" }));
  }
  #take(answer) {
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return answer;
  }
}

/** Signs somebody with every role in, second factor and all. @return headers of a session, and of a token. */
async function signedIn(origin) {
  const browser = new Browser(origin);
  await browser.submit("/admin/sign-in", "/admin/sign-in", { mail: "owner@example.org", password: kPassword });
  const set = await browser.submit("/admin/second-factor/set-up", "/admin/second-factor/set-up", (html) => ({
    code: code(html.match(/secret=([A-Z2-7]+)/)[1]),
  }));
  if (![200, 303].includes(set.status)) throw new Error(`The second factor was answered ${set.status}: ${await set.text()}`);
  const me = await (await fetch(`${origin}/v1/admin/me`, { headers: { Cookie: browser.cookies } })).json();
  const session = { Cookie: browser.cookies, "X-CSRF-Token": me.csrf };
  const made = await fetch(`${origin}/v1/admin/tokens`, {
    method: "POST",
    headers: { ...session, "Content-Type": "application/json", "Idempotency-Key": randomUUID() },
    body: JSON.stringify({ name: "Tests", roles: kRoles, days: 1 }),
  });
  const token = await made.json();
  if (made.status !== 201) throw new Error(`No token was made: ${JSON.stringify(token)}`);
  return { session, token: { Authorization: `Bearer ${token.token}` } };
}

/** @return origin; partner, session and token: headers that show who asks; stop(). */
export async function startServer() {
  const binary = process.env.STILLPOINT_BINARY;
  if (!binary) throw new Error("STILLPOINT_BINARY must name the program to test.");
  const folder = await mkdtemp(join(tmpdir(), "stillpoint-contract-"));
  const database = join(folder, "demo.db");
  const around = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("STILLPOINT_")));
  const env = { ...around, XDG_DATA_HOME: folder, STILLPOINT_CONNECTIONS_PER_ADDRESS: "1000", STILLPOINT_ANONYMOUS_RATE: "0" };
  const child = spawn(binary, ["demo", "--port", "0", "--insecure-cookies", "true", "--database", database], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const origin = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No address was printed:\n${said}`)), kStartSeconds * 1000);
    const read = (chunk) => {
      said += chunk;
      const address = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (!address) return;
      clearTimeout(timer);
      resolve(address[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", (status) => reject(new Error(`The program ended with ${status}:\n${said}`)));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    if (child.exitCode === null) await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15000))]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(origin);
    const person = ["--mail", "owner@example.org", "--name", "Olive Owner", "--role", kRoles.join(",")];
    execFileSync(binary, ["admin", "create-user", ...person, "--demo", "true", "--database", database], { env, input: `${kPassword}\n` });
    return { origin, partner: { Authorization: `Bearer ${kTestKey}` }, ...(await signedIn(origin)), stop, said: () => said };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(origin) {
  const until = Date.now() + kStartSeconds * 1000;
  while (Date.now() < until) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The program did not get ready.");
}
