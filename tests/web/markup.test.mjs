// Every page is HTML without an error, as the Nu validator tells.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyPage } from "./addresses.mjs";
import { validHtml } from "./inspect.mjs";
import { startServer } from "./server.mjs";

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  await server?.stop();
});

test("every page is valid HTML", async () => {
  const pages = [];
  for (const [name, path, status] of await everyPage(server.origin)) {
    const answer = await fetch(server.origin + path.split("#")[0]);
    assert.equal(answer.status, status, path);
    assert.match(answer.headers.get("content-type"), /^text\/html; charset=utf-8$/, path);
    assert.match(answer.headers.get("x-robots-tag"), /noindex/, path);
    const html = await answer.text();
    assert.match(html, /every person here is invented/, name);
    pages.push([name, html]);
  }
  await validHtml(pages);
});
