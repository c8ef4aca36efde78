// A client's way from the empty page to a therapist, with and without scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { twoPeople } from "./addresses.mjs";
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
  ["without scripts, on a desktop", { viewport: kDesktop, javaScriptEnabled: false }],
  ["with scripts, on a phone", { viewport: kPhone, javaScriptEnabled: true, isMobile: true, hasTouch: true }],
  ["without scripts, on a phone", { viewport: kPhone, javaScriptEnabled: false, isMobile: true, hasTouch: true }],
];

for (const [how, options] of ways) {
  test(`a client finds a therapist ${how}`, async () => {
    const { page, close } = await visit(browser, server.origin, options);
    await page.goto("/");
    await page.getByLabel("Near", { exact: true }).fill("Columbus, OH");
    await page.getByLabel("Within").selectOption("500");
    await page.getByLabel("What brings you").selectOption("migraine");
    await page.getByRole("button", { name: "Search", exact: true }).click();

    // The condition does not stand in the address.
    await page.waitForURL(/\?s=/);
    assert.doesNotMatch(page.url(), /migraine|Columbus/);
    const count = Number.parseInt(await page.locator("#count").textContent(), 10);
    assert.ok(count > 0, "somebody is found");
    await page.getByText("What is known about migraine.").waitFor();
    assert.ok((await page.locator(".note a[href^='http']").count()) > 0, "the note names its sources");

    // Each card answers the five questions, with shape, word and ground.
    const card = page.locator(".card").first();
    assert.equal(await card.locator(".marks > li").count(), 5);
    assert.equal(await card.locator(".marks svg.mark").count(), 5);
    for (const word of await card.locator(".state").allTextContents()) {
      assert.match(word, /^(Met|Partly|Not met|Not on record|Not checked yet|Not enough to say|Not needed|Not asked)$/);
    }

    const name = await card.locator("h3 a").evaluate((link) => link.firstChild.textContent);
    await card.getByRole("link", { name: /See everything/ }).click();
    await page.waitForURL(/\/practitioners\//);
    assert.ok((await page.locator("h1").textContent()).startsWith(name));
    assert.match(await page.locator(".marks").first().textContent(), /Experience: migraine/);
    for (const heading of [/Fees and sessions/, /Certificates/, /Training/, /Client reviews/, /How fresh this is/]) {
      await page.getByRole("heading", { name: heading }).waitFor();
    }
    await page.getByRole("link", { name: /Back to the list/ }).click();
    await page.waitForURL(/\?s=/);
    assert.equal(Number.parseInt(await page.locator("#count").textContent(), 10), count);
    await close();
  });

  test(`a client takes filters away ${how}`, async () => {
    const { page, close } = await visit(browser, server.origin, options);
    await page.goto("/?language=en&language=es&accepting=true");
    const few = Number.parseInt(await page.locator("#count").textContent(), 10);
    await page.getByRole("link", { name: /Remove: Takes new clients/ }).click();
    await page.waitForURL((url) => !url.search.includes("accepting"));
    const more = Number.parseInt(await page.locator("#count").textContent(), 10);
    assert.ok(more >= few, "fewer filters, no fewer people");
    assert.match(page.url(), /language=en&language=es/);
    await page.getByRole("link", { name: "Start again" }).click();
    await page.getByRole("heading", { name: "Five questions, asked of everyone" }).waitFor();
    await close();
  });
}

test("a sealed search can lose its condition and keep the rest", async () => {
  const { page, close } = await visit(browser, server.origin, { javaScriptEnabled: false });
  await page.goto("/");
  await page.getByLabel("What brings you").selectOption("migraine");
  await page.getByRole("checkbox", { name: "Takes new clients" }).check();
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.waitForURL(/\?s=/);
  await page.getByRole("link", { name: /Remove: Migraine/ }).click();
  await page.waitForURL(/\?accepting=true/);
  assert.equal(await page.getByText("What is known about").count(), 0);
  await close();
});

test("the walk through a long list goes on, and repeats nobody", async () => {
  const { page, close } = await visit(browser, server.origin, { javaScriptEnabled: false });
  await page.goto("/?sort=name");
  const seen = new Set();
  for (let i = 0; i < 3; ++i) {
    for (const href of await page.locator(".card h3 a").evaluateAll((links) => links.map(({ href }) => href))) {
      assert.ok(!seen.has(href), `${href} came twice`);
      seen.add(href);
    }
    await page.getByRole("link", { name: /More therapists/ }).click();
    await page.waitForURL(/cursor=/);
  }
  assert.equal(seen.size, 60);
  await page.getByRole("link", { name: /Back to the first/ }).click();
  await page.waitForURL(/sort=name/);
  await close();
});

test("the safety notice comes before any result, and where there is none", async () => {
  const { page, close } = await visit(browser, server.origin, { javaScriptEnabled: false });
  await page.goto("/");
  await page.getByText("When to ask a clinician first").click();
  await page.getByRole("checkbox", { name: /aneurysm/i }).check();
  await page.getByRole("button", { name: "Show what to ask" }).click();
  await page.waitForURL(/\?s=/);
  const order = await page.evaluate(() => {
    const notice = document.querySelector(".safety");
    const card = document.querySelector(".card");
    return notice.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING;
  });
  assert.ok(order, "the notice stands first");
  await page.getByText("More filters").click();
  await page.getByLabel("Name, school or other words").fill("no such words anywhere");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.getByRole("heading", { name: "Nobody on record matches all of this" }).waitFor();
  await page.getByRole("heading", { name: "Ask a clinician first" }).waitFor();
  await page.getByRole("link", { name: /Without the words/ }).click();
  await page.locator(".card").first().waitFor();
  await close();
});

test("where nobody matches, the page says what would bring somebody", async () => {
  const { page, close } = await visit(browser, server.origin, { javaScriptEnabled: false });
  await page.goto("/?place=Columbus,%20OH&min_training_hours=5000");
  await page.getByRole("heading", { name: "Nobody on record matches all of this" }).waitFor();
  const way = page.getByRole("listitem").filter({ hasText: "Without the training hours" });
  const promised = Number.parseInt((await way.textContent()).split(":").at(-1), 10);
  await way.getByRole("link").click();
  await page.waitForURL((url) => !url.search.includes("min_training_hours"));
  assert.equal(Number.parseInt(await page.locator("#count").textContent(), 10), promised);
  await close();
});

test("namesakes of a place are offered", async () => {
  const { page, close } = await visit(browser, server.origin, { javaScriptEnabled: false });
  await page.goto("/?place=Columbus&radius_km=80");
  await page.locator(".where-note a").first().click();
  await page.waitForURL(/place=Columbus%2C|place=Columbus,/);
  assert.match(await page.getByLabel("Near", { exact: true }).inputValue(), /Columbus, /);
  await close();
});

test("wrong values are told beside their fields", async () => {
  const { page, close } = await visit(browser, server.origin, { javaScriptEnabled: false });
  await page.goto("/");
  await page.getByLabel("Price up to").fill("cheap");
  await page.getByLabel("Currency").selectOption("USD");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const field = page.getByLabel("Price up to");
  assert.equal(await field.inputValue(), "cheap");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const told = await page.locator(`#${await field.getAttribute("aria-describedby")}`).textContent();
  assert.ok(told.length > 10);
  await close();
});

test("a place is completed by keyboard", async () => {
  const { page, close } = await visit(browser, server.origin);
  await page.goto("/");
  const field = page.getByLabel("Near", { exact: true });
  await field.pressSequentially("zuri");
  const offer = page.getByRole("option", { name: /Zürich/ }).first();
  await offer.waitFor();
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await field.press("ArrowDown");
  const chosen = await page.locator("[role=option][aria-selected=true]").textContent();
  await field.press("Enter");
  assert.equal(await field.inputValue(), chosen);
  assert.equal(await page.getByRole("listbox").count(), 0, "the list is closed");
  await field.press("Enter");
  await page.waitForURL(/place=/);
  await close();
});

test("the browser's own position is rounded before it is sent", async () => {
  const { page, close } = await visit(browser, server.origin, {
    geolocation: { latitude: 39.961176, longitude: -82.998794 },
    permissions: ["geolocation"],
  });
  await page.goto("/");
  await page.getByRole("button", { name: "Use my location" }).click();
  await page.getByText("rounded to about a kilometre").waitFor();
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.waitForURL(/near=/);
  assert.match(decodeURIComponent(page.url()), /near=39\.96,-83(\.00?)?(&|#|$)/);
  await close();
});

test("the map loads when it is asked for, and tells its server no page", async () => {
  const tiles = (url) => new URL(url).hostname.includes("tile");
  const { page, outside, close } = await visit(browser, server.origin, {}, tiles);
  await page.goto("/?place=London&radius_km=500#found");
  await page.waitForLoadState("networkidle");
  assert.equal(outside.length, 0, "nothing is asked before a tap");
  await page.getByRole("button", { name: "Show the map" }).click();
  await page.locator(".leaflet-marker-icon").first().waitFor();
  await page.waitForLoadState("networkidle");
  for (const { headers } of outside) {
    assert.ok(!headers.referer || headers.referer === `${server.origin}/`, `referrer ${headers.referer}`);
  }
  const pins = await page.locator(".leaflet-marker-icon").count();
  const placed = await page.locator(".card[data-lat]").count();
  assert.equal(pins, placed, "each place has its pin");
  const rings = await page.locator(".pin-area").count();
  assert.equal(rings, await page.locator('.card[data-precision="area"]').count(), "an area is no pin");
  await page.locator(".leaflet-marker-icon").first().focus();
  await page.keyboard.press("Enter");
  await page.locator(".leaflet-popup-content a").first().waitFor();
  await close();
});

test("up to four are chosen, kept in the browser, and compared", async () => {
  const { page, close } = await visit(browser, server.origin);
  await page.goto("/?sort=name");
  const buttons = page.getByRole("button", { name: /^Compare / });
  for (let i = 0; i < 2; ++i) await buttons.first().click();
  assert.equal(await page.getByRole("button", { name: /Chosen / }).count(), 2);
  await page.reload();
  assert.equal(await page.getByRole("button", { name: /Chosen / }).count(), 2, "kept over a reload");
  for (let i = 0; i < 3; ++i) await buttons.first().click();
  await page.getByText("No more than 4 fit side by side").waitFor();
  await page.getByRole("link", { name: "Compare them" }).click();
  await page.waitForURL(/\/compare\?id=/);
  assert.equal(await page.locator(".compare-table thead th").count(), 4);
  await page.getByRole("link", { name: /^Remove/ }).first().click();
  await page.waitForURL((url) => url.searchParams.getAll("id").length === 3);
  await page.goto("/?sort=name");
  assert.equal(await page.getByRole("button", { name: /Chosen / }).count(), 3, "taken away here too");
  await close();
});

test("who was found for a condition is compared by it", async () => {
  const { page, close } = await visit(browser, server.origin);
  await page.goto("/");
  await page.getByLabel("What brings you").selectOption("migraine");
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/[?&]s=/);
  const buttons = page.getByRole("button", { name: /^Compare / });
  for (let i = 0; i < 2; ++i) await buttons.first().click();
  await page.getByRole("link", { name: "Compare them" }).click();
  await page.waitForURL(/\/compare\?id=/);
  assert.equal(await page.locator(".compare-table").getByText("Not asked").count(), 0);
  assert.ok(!/migraine/.test(page.url()), "what brings somebody stays out of the address");
  await close();
});

test("comparing works by links alone", async () => {
  const { full, bare } = await twoPeople(server.origin);
  const { page, close } = await visit(browser, server.origin, { javaScriptEnabled: false });
  await page.goto(`/compare?id=${full}&id=${bare}&id=${full}&id=000000000000`);
  assert.equal(await page.locator(".compare-table thead th").count(), 2, "one person stands once");
  await page.getByText("is not shown").waitFor();
  await close();
});

test("the whole way goes by keyboard, from a link past the navigation", async () => {
  const { page, close } = await visit(browser, server.origin);
  await page.goto("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const reached = [];
  for (let i = 0; i < 12; ++i) {
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.textContent));
    await page.keyboard.press("Tab");
  }
  for (const field of ["place", "radius_km", "condition", "approach", "Search", "certified"]) {
    assert.ok(reached.includes(field), `${field} is reached: ${reached}`);
  }
  await close();
});

test("a printed page keeps the answers and loses the controls", async () => {
  const { page, close } = await visit(browser, server.origin);
  await page.goto("/?sort=best");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".ask").isVisible(), false);
  assert.equal(await page.locator(".card .why").first().isVisible(), true);
  await close();
});

test("assets are kept for ever, and a strange page name is none", async () => {
  const html = await (await fetch(`${server.origin}/`)).text();
  const path = html.match(/href="(\/assets\/style\.[0-9a-f]{16}\.css)"/)[1];
  const asset = await fetch(server.origin + path);
  assert.equal(asset.status, 200);
  assert.match(asset.headers.get("cache-control"), /immutable/);
  assert.equal((await fetch(server.origin + path.replace(/\.[0-9a-f]{16}\./, ".0000000000000000."))).status, 404);
});
