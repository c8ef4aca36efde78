// What following costs those who search: a read of changes that finds nothing new beside /healthz, by the server's own clock, and the
// 99th percentile of searches with 500 requests waiting for a change beside without, over the demo.
//
//   node bench/following.mjs PROGRAM [PORT] [ROUNDS]
//
// Each round has a server of its own: the demo's partner may ask 1,200 times at once. Rounds alternate; the median of the rounds is told.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const [program, port = "8710", rounds = "7"] = process.argv.slice(2);
const kReads = 400;
const kWaiting = 500;
const kSearches = 3000;
const kClients = 4;
const kKey = /test key (tk_[0-9a-z]+)/;
const kConditions = ["migraine", "neck_pain", "tmj", "tinnitus"];
const kPlaces = ["Columbus,%20OH", "Denver,%20CO", "Portland,%20OR", "London", "Toronto", "Vienna"];

const folder = mkdtempSync(join(tmpdir(), "stillpoint-following-"));
const database = join(folder, "demo.db");
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function ask(path, { key = "", on = agent } = {}) {
  return new Promise((resolve, reject) => {
    const headers = key ? { Authorization: `Bearer ${key}` } : {};
    const request = http.get({ host: "127.0.0.1", port, path, agent: on, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on("error", reject);
    });
    request.on("error", reject);
  });
}

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function with_server(work) {
  // One partner may hold a quarter of the places to wait at.
  const places = ["--change-waiters", String(4 * kWaiting)];
  const server = spawn(program, ["demo", "--database", database, "--port", port, "--connections-per-address", "2000", ...places], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((done) => server.once("exit", done));
  try {
    let said = "";
    for await (const part of server.stdout) {
      said += part;
      if (kKey.test(said)) break;
    }
    while ((await ask("/readyz")).status !== 200) await new Promise((done) => setTimeout(done, 50));
    const key = kKey.exec(said)[1];
    const snapshot = gunzipSync((await ask("/v1/snapshot", { key })).body).toString().trimEnd();
    const { next } = JSON.parse(snapshot.slice(snapshot.lastIndexOf("\n") + 1));
    return await work({ key, next, process: server.pid });
  } finally {
    server.kill("SIGTERM");
    await ended;
  }
}

/** What the server itself took for a route so far: seconds and requests. */
async function taken(route) {
  const text = (await ask("/metrics")).body.toString();
  const figure = (what) => Number(new RegExp(`_${what}\\{route="${route}"\\} (\\S+)`).exec(text)?.[1] ?? 0);
  return { seconds: figure("sum"), requests: figure("count") };
}

async function server_time(route, path, key) {
  for (let i = 0; i < 20; ++i) await ask(path, { key });
  const before = await taken(route);
  for (let i = 0; i < kReads; ++i) {
    const { status } = await ask(path, { key });
    if (status !== 200) throw new Error(`${path}: ${status}`);
  }
  const after = await taken(route);
  return ((after.seconds - before.seconds) / (after.requests - before.requests)) * 1e6;
}

async function nothing_new() {
  return with_server(async ({ key, next }) => {
    const health = await server_time("GET /healthz", "/healthz");
    const changes = await server_time("GET /v1/changes", `/v1/changes?after=${next}`, key);
    return { health, changes };
  });
}

async function searches() {
  const times = [];
  await Promise.all(Array.from({ length: kClients }, async (_, client) => {
    const own = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (let i = 0; i < kSearches / kClients; ++i) {
      const path = `/v1/practitioners?place=${kPlaces[(i + client) % kPlaces.length]}&condition=${kConditions[i % kConditions.length]}&radius_km=${100 + (i % 50)}`;
      const began = process.hrtime.bigint();
      const { status } = await ask(path, { on: own });
      times.push(Number(process.hrtime.bigint() - began) / 1e3);
      if (status !== 200) throw new Error(`${path}: ${status}`);
    }
    own.destroy();
  }));
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)];
}

const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

async function searches_beside(waiting) {
  return with_server(async ({ key, next, process: pid }) => {
    await searches(); // warm
    const before = memory(pid);
    const on = new http.Agent({ keepAlive: false, maxSockets: waiting });
    const polls = Array.from({ length: waiting }, () => ask(`/v1/changes?after=${next}&wait=25`, { key, on }).catch(() => null));
    await new Promise((done) => setTimeout(done, 1500));
    const p99 = await searches();
    const grown = memory(pid) - before;
    const answered = waiting === 0 ? 0 : await Promise.race([Promise.any(polls).then(() => 1), new Promise((done) => setTimeout(() => done(0), 10))]);
    if (answered) throw new Error("a request did not wait for as long as the measurement took");
    on.destroy();
    return { p99, grown };
  });
}

const reads = [];
const alone = [];
const beside = [];
for (let i = 0; i < Number(rounds); ++i) {
  reads.push(await nothing_new());
  alone.push(await searches_beside(0));
  beside.push(await searches_beside(kWaiting));
}
const health = middle(reads.map((one) => one.health));
const changes = middle(reads.map((one) => one.changes));
const ratio = middle(reads.map((one) => one.changes / one.health));
const p99 = middle(alone.map((one) => one.p99));
const p99_beside = middle(beside.map((one) => one.p99));
console.log(`a read that finds nothing new: ${changes.toFixed(1)} us of server time, /healthz ${health.toFixed(1)} us: ${ratio.toFixed(2)} times (asked: at most 2)`);
console.log(`p99 of searches: ${p99.toFixed(0)} us alone, ${p99_beside.toFixed(0)} us beside ${kWaiting} waiting: ${(p99_beside / p99).toFixed(2)} times (asked: at most 1.5)`);
console.log(`memory that ${kWaiting} waiting take: ${middle(beside.map((one) => one.grown)).toFixed(1)} MB (without: ${middle(alone.map((one) => one.grown)).toFixed(1)} MB)`);
rmSync(folder, { recursive: true });
