// Starts the program that is tested, with an invented directory of its own, and stops it.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const kStartSeconds = 60;

/**
 * @param options.args more arguments of `stillpoint demo`.
 * @returns its origin, the path of its database, and how to stop it.
 */
export async function startServer({ args = [] } = {}) {
  const binary = process.env.STILLPOINT_BINARY;
  if (!binary) throw new Error("STILLPOINT_BINARY must name the program to test.");
  const folder = await mkdtemp(join(tmpdir(), "stillpoint-web-"));
  const database = join(folder, "demo.db");
  const child = spawn(binary, ["demo", "--port", "0", "--database", database, ...args], {
    env: { ...process.env, XDG_DATA_HOME: folder, STILLPOINT_CONNECTIONS_PER_ADDRESS: "1000" },
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
    child.on("exit", (code) => reject(new Error(`The program ended with ${code}:\n${said}`)));
  });
  await ready(origin);
  return {
    origin,
    database,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.removeAllListeners("exit");
      child.once("exit", () => {});
      child.kill("SIGTERM");
      if (child.exitCode === null) await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15000))]);
      await rm(folder, { recursive: true, force: true });
    },
  };
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
