// Every answer that the end-to-end tests get from the interface, judged by the description. The tests run as they are, and
// record what went over their sockets (tests/e2e/raw_http.h): a proxy between would send other bytes than they do.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { contractOf } from "./contract.mjs";
import { startServer } from "./server.mjs";

const kProcesses = 2; // the tests wait more than they work
const kSwitchedOff = /SwitchedOff/; // what is switched off answers 404, described or not
const kJudgedByLine = "verifyCertificates"; // its answer is 200 whatever a pair lacks: the line of that pair says so
const kPairsMin = 300; // fewer means that the recording broke

let folder;
let contract;
let records;
before(async () => {
  const server = await startServer();
  contract = await contractOf(server.origin);
  await server.stop();
  folder = await mkdtemp(join(tmpdir(), "stillpoint-record-"));
  await Promise.all(Array.from({ length: kProcesses }, (_, shard) => run(shard)));
  records = [];
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    records.push(...text.split("\n").filter(Boolean).map((line) => JSON.parse(line)));
  }
});
after(() => folder && rm(folder, { recursive: true, force: true }));

/** One part of the tests. That they pass is another's business; that they ran is ours. */
function run(shard) {
  return new Promise((resolve, reject) => {
    const { STILLPOINT_BINARY: _, STILLPOINT_E2E: __, ...around } = process.env;
    const env = { ...around, STILLPOINT_RECORD: folder, GTEST_TOTAL_SHARDS: String(kProcesses), GTEST_SHARD_INDEX: String(shard) };
    const child = spawn(process.env.STILLPOINT_E2E, ["--gtest_brief=1"], { env, stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", reject);
    child.on("exit", resolve);
  });
}

const bytes = (digits) => Buffer.from(digits, "hex");

/** The first whole request of what was sent; null where it is none that HTTP knows. */
function requestIn(sent) {
  const end = sent.indexOf("\r\n\r\n");
  const lines = sent.subarray(0, end).toString("latin1").split("\r\n");
  const line = lines.shift().match(/^([A-Z]+) (\/\S*) HTTP\/1\.1$/);
  if (end < 0 || !line) return null;
  const headers = {};
  for (const one of lines) {
    const [, name, value] = one.match(/^([^:\s]+):\s*(.*)$/) ?? [];
    if (!name) return null;
    headers[name.toLowerCase()] = value;
  }
  try {
    const [path, query = ""] = line[2].split("?");
    decodeURIComponent(path);
    const length = Number(headers["content-length"] ?? 0);
    return { method: line[1], path, query: new URLSearchParams(query), headers, body: sent.subarray(end + 4, end + 4 + length).toString("utf8") };
  } catch {
    return null;
  }
}

function answerOf(record, request) {
  const headers = Object.fromEntries(Object.entries(record.headers).map(([name, value]) => [bytes(name).toString(), bytes(value).toString()]));
  const raw = bytes(record.body);
  const body = headers["content-encoding"] === "gzip" && raw.length > 0 ? gunzipSync(raw) : raw;
  return { status: record.status, headers, body: request.method === "HEAD" ? null : body.toString("utf8") };
}

test("every answer is as described", () => {
  const violations = [];
  const seen = new Map();
  let pairs = 0;
  for (const record of records) {
    const request = record.status === 0 ? null : requestIn(bytes(record.sent));
    if (request === null || request.method === "OPTIONS" || kSwitchedOff.test(record.test) || !contract.knows(request.path)) continue;
    const operation = contract.find(request.method, request.path);
    if (operation === null) {
      if (![405, 501].includes(record.status)) violations.push(`${record.test}: ${request.method} ${request.path} is not described and answered ${record.status}`);
      continue;
    }
    pairs += 1;
    seen.set(operation.id, (seen.get(operation.id) ?? 0) + 1);
    const answer = answerOf(record, request);
    const faults = contract.answerFaults(operation, answer);
    // What was taken is described, too: a client that keeps to the description must be able to ask it.
    if (answer.status < 300 && operation.id !== kJudgedByLine) faults.push(...contract.requestFaults(operation, request));
    for (const fault of faults) violations.push(`${record.test}: ${request.method} ${request.path} ${answer.status}: ${fault}`);
  }
  const unseen = contract.operations.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
  console.log(`${records.length} answers, ${pairs} of them of ${seen.size} operations of the interface; not asked: ${unseen.join(", ")}`);
  assert.deepEqual([...new Set(violations)], []);
  assert.ok(pairs >= kPairsMin, `${pairs} pairs were recorded`);
});
