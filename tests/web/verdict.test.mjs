// A client checks a certificate, with and without scripts, and where they mistype its number.
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

const ways = [
  ["with scripts, on a desktop", { viewport: kDesktop, javaScriptEnabled: true }],
  ["without scripts, on a phone", { viewport: kPhone, javaScriptEnabled: false, isMobile: true, hasTouch: true }],
];

/** Somebody with a certificate that is valid, and where its verdict is. */
async function valid(origin) {
  const answer = async (path) => (await fetch(origin + path)).json();
  const { items } = await answer("/v1/practitioners?certified=true&limit=10");
  for (const { id, name } of items) {
    for (const { verify_url } of (await answer(`/v1/practitioners/${id}`)).credentials) {
      if (verify_url && (await answer(`/v1${verify_url}`)).status === "valid") return { name, verdict: verify_url };
    }
  }
  throw new Error("The demonstration has no valid certificate.");
}

for (const [how, options] of ways) {
  test(`a client checks a certificate ${how}`, async () => {
    const { name, verdict } = await valid(server.origin);
    const asked = new URL(verdict, server.origin).searchParams;
    const { page, close } = await visit(browser, server.origin, options);

    // What is printed is typed in, with a small o for a nought and without its hyphen.
    await page.goto("/");
    await page.getByRole("link", { name: /^Check/ }).first().click();
    await page.getByLabel("Who issued it").selectOption(asked.get("issuer"));
    const misread = asked.get("number").replaceAll("0", "o").replaceAll("-", "");
    await page.getByLabel("Its number, as printed").fill(misread);
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByRole("heading", { name: "No such number here" }).waitFor();
    assert.equal(await page.getByText(name).count(), 0, "a miss names nobody");
    await page.getByRole("link", { name: asked.get("number"), exact: true }).click();

    await page.getByRole("heading", { name: "Valid" }).waitFor();
    const facts = await page.locator(".verdict .facts").textContent();
    assert.ok(facts.includes(name), "the holder is named");
    for (const fact of [/hours of training/, /Last check at the issuer/, /Next check due/]) assert.match(facts, fact);
    await page.getByText("It is not a licence").waitFor();
    const code = page.locator("#share img");
    await code.scrollIntoViewIfNeeded();
    assert.ok(await code.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), "the code is drawn");
    assert.equal(await page.locator("#share a").first().textContent(), server.origin + verdict);
    await close();
  });
}
