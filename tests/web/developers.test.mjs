// A developer tries the interface on its own page, with and without scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kDesktop, kPhone, launch, visit } from "./browser.mjs";
import { startServer } from "./server.mjs";

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function readyToAsk(page) {
  await page.goto("/");
  await page.getByRole("link", { name: "For developers" }).click();
  await page.getByRole("link", { name: "/v1/practitioners/search" }).first().click();
  const form = page.locator("#searchByGet form");
  await form.getByLabel("place").fill("London");
  await form.getByLabel("condition").fill("");
  await form.getByLabel("require").fill("");
  return form;
}

test("with scripts the answer stands below the form", async () => {
  const { page, close } = await visit(browser, server.origin, { viewport: kDesktop });
  const form = await readyToAsk(page);
  await form.getByRole("button", { name: /^Ask/ }).click();
  const listing = form.locator(".listing");
  await listing.waitFor();
  assert.equal(JSON.parse(await listing.textContent()).where.name, "London, GB");
  assert.match(await form.locator(".said").textContent(), /\/v1\/practitioners\?.*place=London.* 200/);
  await form.getByLabel("limit").fill("nine");
  await form.getByRole("button", { name: /^Ask/ }).click();
  await form.getByText(/ 400 /).waitFor();
  assert.equal(JSON.parse(await listing.textContent()).errors[0].where, "limit");
  await close();
});

test("without scripts the form leads to the answer", async () => {
  const options = { viewport: kPhone, javaScriptEnabled: false, isMobile: true, hasTouch: true };
  const { page, close } = await visit(browser, server.origin, options);
  const form = await readyToAsk(page);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => new URL(response.url()).pathname === "/v1/practitioners"),
    form.getByRole("button", { name: /^Ask/ }).click(),
  ]);
  assert.equal(answer.status(), 200);
  assert.equal(new URL(answer.url()).searchParams.get("place"), "London");
  await close();
});
