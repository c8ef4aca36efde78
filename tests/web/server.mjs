// Starts the program that is tested, over a folder of its own, and stops it.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kStartSeconds = 60;
const kStopMilliseconds = 15000;
const kMailMilliseconds = 15000;

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A folder of its own, and what the program runs with in it. */
async function settle() {
  const { STILLPOINT_BINARY: binary, ...around } = process.env;
  if (!binary) throw new Error("STILLPOINT_BINARY must name the program to test.");
  const folder = await mkdtemp(join(tmpdir(), "stillpoint-web-"));
  const env = { ...around, XDG_DATA_HOME: folder, STILLPOINT_CONNECTIONS_PER_ADDRESS: "1000" };
  return { binary, folder, env };
}

/** Starts a command that serves; what it answers at, and how to end it. */
async function serve({ binary, env }, args) {
  const child = spawn(binary, args, { env, stdio: ["ignore", "pipe", "pipe"] });
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
    child.on("exit", (code) => reject(new Error(`The program ended with ${code}:\n${said}`)));
  });
  await ready(origin);
  return {
    origin,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.removeAllListeners("exit");
      child.once("exit", () => {});
      child.kill("SIGTERM");
      if (child.exitCode === null) await Promise.race([ended, sleep(kStopMilliseconds)]);
    },
  };
}

async function ready(origin) {
  const until = Date.now() + kStartSeconds * 1000;
  while (Date.now() < until) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error("The program did not get ready.");
}

/**
 * The demonstration, with its invented people.
 * @param options.args more arguments of `stillpoint demo`.
 * @returns its origin, the path of its database, and how to stop it.
 */
export async function startServer({ args = [] } = {}) {
  const place = await settle();
  const database = join(place.folder, "demo.db");
  const server = await serve(place, ["demo", "--port", "0", "--database", database, ...args]);
  return {
    origin: server.origin,
    database,
    async stop() {
      await server.stop();
      await rm(place.folder, { recursive: true, force: true });
    },
  };
}

/** Undoes a mail's quoted-printable (RFC 2045 6.7). */
function decoded(text) {
  const bytes = text.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/**
 * A directory with an empty database: `run` runs a command of the program on it, `open` serves it, `mail` reads what
 * was sent, `close` ends it all.
 */
export async function makeDirectory() {
  const place = await settle();
  const at = ["--database", join(place.folder, "directory.db")];
  let server;
  return {
    /** @returns what it printed. @param input what is typed to it. */
    run(args, input = "") {
      return new Promise((resolve, reject) => {
        const child = execFile(place.binary, [...args, ...at], { env: place.env, maxBuffer: 64 << 20 }, (error, out, told) =>
          error ? reject(new Error(`${args.join(" ")}: ${error.message}\n${told}`)) : resolve(out),
        );
        child.stdin.end(input);
      });
    },
    /** Brings people as documents. @param ground on which they are listed; none: they stay drafts. */
    async bring(people, ground) {
      const file = join(place.folder, "people.ndjson");
      await writeFile(file, people.map((one) => JSON.stringify(one)).join("\n") + "\n");
      return this.run(["import", file, "--format", "ndjson", ...(ground ? ["--list", ground] : [])]);
    },
    async open() {
      server = await serve(place, ["serve", "--port", "0", "--insecure-cookies", "true", ...at]);
      return server.origin;
    },
    /** Takes the place where mail lands away, so that none can leave; or gives it back. */
    async breakMail() {
      await rm(join(place.folder, "mail"), { recursive: true, force: true });
      await writeFile(join(place.folder, "mail"), "not a folder");
    },
    mendMail: () => rm(join(place.folder, "mail")),
    /** Waits for the mail to somebody whose text has what is looked for; the latest such. */
    async mail(to, pattern) {
      const folder = join(place.folder, "mail");
      const until = Date.now() + kMailMilliseconds;
      while (Date.now() < until) {
        const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
        for (const name of names.reverse()) {
          const text = decoded(await readFile(join(folder, name), "latin1"));
          const found = text.includes(`To: <${to}>`) && text.match(pattern);
          if (found) return found;
        }
        await sleep(50);
      }
      throw new Error(`No mail to ${to} has ${pattern}.`);
    },
    async close() {
      await server?.stop();
      await rm(place.folder, { recursive: true, force: true });
    },
  };
}
