// A batch of 1,000 verdicts beside 1,000 single ones, on one connection each, over the demo's certificates.
//
//   node bench/verify_batch.mjs PROGRAM [PORT]
//
// Single questions come as from twenty addresses (the server trusts this client's X-Forwarded-For), since one address is held to sixty
// at once. A partner may ask for two thousand numbers at once, so each server answers two rounds; its start gives the next its allowance.
// Rounds alternate; the median of each is told, with the server's memory after the last.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [program, port = "8690"] = process.argv.slice(2);
const kPairs = 1000;
const kServers = 5;
const kRoundsOfAServer = 2;
const kSinglesOfAnAddress = 50;
const kKey = /test key (tk_[0-9a-z]+)/;

const folder = mkdtempSync(join(tmpdir(), "stillpoint-batch-"));
const database = join(folder, "demo.db");
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function ask(method, path, headers = {}, body = "") {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, method, path, agent, headers: { ...headers, "Content-Length": Buffer.byteLength(body) } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString() }));
      answer.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Issuer and number of every certificate of the demo. */
async function certificates() {
  const pairs = [];
  const exported = spawn(program, ["export", "--database", database, "--demo", "true"], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: exported.stdout })) {
    for (const { type, number } of JSON.parse(line).credentials ?? []) {
      if (number) pairs.push({ issuer: type.split(":")[0], number });
    }
  }
  return pairs;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = async (work) => {
  const began = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - began) / 1e9;
};

/** Runs `work` with a server's key and process. */
async function with_server(work) {
  const server = spawn(program, ["demo", "--database", database, "--port", port, "--trusted-proxies", "127.0.0.1"], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((done) => server.once("exit", done));
  try {
    let said = "";
    for await (const part of server.stdout) {
      said += part;
      if (kKey.test(said)) break;
    }
    while ((await ask("GET", "/readyz")).status !== 200) await new Promise((done) => setTimeout(done, 50));
    await work(kKey.exec(said)[1], server.pid);
  } finally {
    server.kill("SIGTERM");
    await ended;
  }
}

const times = { batch: [], singles: [] };
let resident = 0;
let known = [];
let addresses = 0;

async function ask_singly(pairs) {
  for (const [i, { issuer, number }] of pairs.entries()) {
    if (i % kSinglesOfAnAddress === 0) ++addresses;
    const from = { "X-Forwarded-For": `10.1.${addresses >> 8}.${addresses & 255}` };
    const answer = await ask("GET", `/v1/verify?issuer=${encodeURIComponent(issuer)}&number=${encodeURIComponent(number)}`, from);
    if (answer.status !== 200) throw new Error(`a single question was answered ${answer.status}: ${answer.body}`);
  }
}

async function ask_at_once(pairs, key) {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  const answer = await ask("POST", "/v1/verify/batch", headers, JSON.stringify({ items: pairs }));
  const lines = answer.body.trimEnd().split("\n");
  if (answer.status !== 200 || lines.length !== kPairs || !lines.every((line) => JSON.parse(line).verdict)) {
    throw new Error(`the batch was answered ${answer.status} with ${lines.length} lines: ${lines.find((line) => !line.includes('"verdict"'))}`);
  }
}

try {
  for (let i = 0; i < kServers; ++i) {
    await with_server(async (key, pid) => {
      if (known.length === 0) known = await certificates();
      const pairs = Array.from({ length: kPairs }, (_, j) => known[j % known.length]);
      for (let round = 0; round < kRoundsOfAServer; ++round) {
        times.batch.push(await seconds(() => ask_at_once(pairs, key)));
        times.singles.push(await seconds(() => ask_singly(pairs)));
      }
      resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
    });
  }
  const [batch, singles] = [median(times.batch), median(times.singles)];
  console.log(`${kPairs} verdicts of ${known.length} certificates: a batch ${(batch * 1000).toFixed(0)} ms, single ones ${(singles * 1000).toFixed(0)} ms (${(singles / batch).toFixed(1)} times); ${resident.toFixed(0)} MiB resident`);
} finally {
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
