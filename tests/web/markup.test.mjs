// Every page is HTML without an error, as the Nu validator tells.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import vnu from "vnu-jar";
import { everyPage } from "./addresses.mjs";
import { startServer } from "./server.mjs";

const run = promisify(execFile);

let server;
let folder;
before(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), "stillpoint-markup-"));
});
after(async () => {
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test("every page is valid HTML", async () => {
  const names = {};
  for (const [name, path, status] of await everyPage(server.origin)) {
    const answer = await fetch(server.origin + path.split("#")[0]);
    assert.equal(answer.status, status, path);
    assert.match(answer.headers.get("content-type"), /^text\/html; charset=utf-8$/, path);
    assert.match(answer.headers.get("x-robots-tag"), /noindex/, path);
    const file = join(folder, `${Object.keys(names).length}.html`);
    names[file] = name;
    const html = await answer.text();
    assert.match(html, /every person here is invented/, name);
    await writeFile(file, html);
  }
  const { stderr } = await run("java", ["-jar", vnu, "--format", "json", "--exit-zero-always", ...Object.keys(names)], {
    maxBuffer: 64 << 20,
  });
  const told = JSON.parse(stderr)
    .messages.filter(({ type }) => type === "error" || type === "non-document-error")
    .map(({ url, lastLine, message, extract }) => `${names[url?.replace(/^file:/, "")]}:${lastLine}: ${message} ${extract ?? ""}`);
  assert.deepEqual(told, []);
});
