// The example partner's site, from an origin of its own: elements, frames and oEmbed against the real program.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import vnu from "vnu-jar";
import { startSite } from "../../examples/partner-site/server.mjs";
import { kDesktop, kPhone, launch, visit } from "./browser.mjs";
import { startServer } from "./server.mjs";
import { kPassword, signInFirst } from "./people.mjs";

const kTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const kElements = ["search", "practitioner", "certificate"];
const kRoundTripsMax = 3;
const kLagMsMax = 5000; // From a revocation to whoever shows the certificate.
const kDemoKey = "tk_d3m0d3m0d3m0d3m0d3m0d3m0d3d7jk";

let server;
let site;
let browser;
before(async () => {
  server = await startServer({ args: ["--insecure-cookies", "true", "--webhook-any-target", "true"] });
  site = await startSite({ directory: server.origin });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await server?.stop();
});

const look = (options = {}, also = []) =>
  visit(browser, site.origin, { viewport: kDesktop, ...options }, undefined, [server.origin, ...also]);

/** A partner's own server that takes webhooks. `took(count)` waits for so many. */
async function startReceiver() {
  const taken = [];
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    taken.push({ at: Date.now(), headers: request.headers, message: JSON.parse(body) });
    response.end();
  });
  await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${receiver.address().port}/hook`,
    async took(count) {
      while (taken.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
      return taken;
    },
    stop: () => new Promise((resolve) => receiver.close(resolve)),
  };
}

/** Follows the change feed from now on; `until` waits for the change that is looked for, by long polls. */
async function followChanges(key) {
  const headers = { Authorization: `Bearer ${key}` };
  const lines = (await (await fetch(`${server.origin}/v1/snapshot`, { headers })).text()).trimEnd().split("\n");
  let { next } = JSON.parse(lines.at(-1));
  return {
    async until(isIt) {
      for (;;) {
        const answer = await (await fetch(`${server.origin}/v1/changes?after=${next}&wait=25`, { headers })).json();
        ({ next } = answer);
        if (answer.items.some(isIt)) return { at: Date.now() };
      }
    },
  };
}

/** All three elements have their first answer. */
async function answered(page) {
  for (const type of kElements) await page.locator(`stillpoint-${type} [part=card]`).first().waitFor();
}

async function violations(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(kTags).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`);
}

test("a partner's page shows searches and certificates by element, in a frame and by oEmbed", async () => {
  const { page, close } = await look();
  const cookies = [];
  page.on("response", async (response) => {
    if (await response.headerValue("set-cookie")) cookies.push(response.url());
  });
  await page.goto("/");
  await answered(page);
  const search = page.locator("stillpoint-search");
  assert.equal(await search.locator("[part=list] > [part=card]").count(), 3);
  assert.match(await search.locator("[part=foot]").textContent(), /As of 20\d\d-.* UTC, good until 20\d\d-/);
  const certificate = page.locator("stillpoint-certificate");
  assert.equal(await certificate.locator("[part=verdict]").textContent(), "Valid");
  assert.ok((await certificate.locator("a", { hasText: "See the whole verdict" }).getAttribute("href")).startsWith(`${server.origin}/verify?`));
  const frames = page.frames().filter((frame) => frame.url().startsWith(`${server.origin}/embed`));
  assert.equal(frames.length, 2, "the German frame and the one by oEmbed");
  await page.frameLocator("#frames iframe.tall").getByText("Zertifizierung").first().waitFor();
  const byOembed = page.locator(".oembed iframe");
  assert.equal(await byOembed.getAttribute("width"), "560");
  await page.frameLocator(".oembed iframe").locator("[data-part=marks]").waitFor();
  assert.deepEqual(await page.context().cookies(), [], "no cookies at all");
  assert.deepEqual(cookies, []);
  await close();
});

for (const [how, options] of [
  ["on a desktop, light", { viewport: kDesktop, colorScheme: "light" }],
  ["on a phone, dark", { viewport: kPhone, colorScheme: "dark", isMobile: true, hasTouch: true }],
]) {
  test(`the partner's page can be used by everybody, embedded parts included, ${how}`, async () => {
    const { page, close } = await look(options);
    await page.goto("/");
    await answered(page);
    await page.frameLocator(".oembed iframe").locator("[data-part=marks]").waitFor();
    const search = page.locator("stillpoint-search");
    await search.getByLabel("What brings you").selectOption("post_concussion");
    await search.getByRole("button", { name: "Search" }).click();
    await search.locator("[part=safety]").waitFor();
    await search.locator("[part=evidence]").waitFor();
    assert.deepEqual(await violations(page), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `the page is ${wide} px wider than the screen`);
    await close();
  });
}

test("the partner's page and every frame are valid HTML", async () => {
  const key = new URL((await (await fetch(site.origin)).text()).match(/src="([^"]*\/embed\?[^"]*)"/)[1].replaceAll("&amp;", "&")).searchParams.get("key");
  const frame = (query) => `${server.origin}/embed?key=${key}&${query}`;
  const pages = {
    "the partner's page": `${site.origin}/`,
    "a search": frame("type=search&place=Columbus,%20OH&condition=migraine&lang=fr"),
    "a wrong search": frame("type=search&place=Nowhereville"),
    "a practitioner": frame(`type=practitioner&id=${site.practitioner}`),
    "nobody": frame("type=practitioner&id=000000000000"),
    "a certificate": frame(`type=certificate&issuer=${site.issuer}&number=${site.number}&lang=it`),
  };
  const folder = await mkdtemp(join(tmpdir(), "stillpoint-partner-"));
  const names = {};
  for (const [name, address] of Object.entries(pages)) {
    const file = join(folder, `${Object.keys(names).length}.html`);
    names[file] = name;
    await writeFile(file, await (await fetch(address)).text());
  }
  const { stderr } = await promisify(execFile)("java", ["-jar", vnu, "--format", "json", "--exit-zero-always", ...Object.keys(names)], { maxBuffer: 64 << 20 });
  await rm(folder, { recursive: true, force: true });
  const told = JSON.parse(stderr)
    .messages.filter(({ type }) => type === "error" || type === "non-document-error")
    .map(({ url, lastLine, message, extract }) => `${names[url?.replace(/^file:/, "")]}:${lastLine}: ${message} ${extract ?? ""}`);
  assert.deepEqual(told, []);
});

test("first results come within three round trips after the script, and nothing moves", async (t) => {
  const { page, close } = await look();
  // Counted, not timed: what the page asks of the directory is held until it asks nothing more, then all of it is
  // answered. Whatever could only be asked once an answer was there takes another round trip.
  const kQuietMs = 300;
  let held = [];
  let askedAt = 0;
  await page.route(`${server.origin}/**`, (route) => {
    held.push(route);
    askedAt = Date.now();
  });
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    document.addEventListener("stillpoint-answer", () => (window.firstAnswer ??= performance.now()));
  });
  await page.goto("/", { waitUntil: "commit" });
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const deadline = Date.now() + 60_000;
  let trips;
  while (!(await page.evaluate(() => window.firstAnswer))) {
    assert.ok(Date.now() < deadline, `no first answer after ${trips ?? 0} round trips`);
    if (held.length === 0 || Date.now() - askedAt < kQuietMs) {
      await pause(20);
      continue;
    }
    const round = held;
    held = [];
    if (trips !== undefined) trips += 1;
    if (round.some((route) => route.request().url().endsWith("/embed.js"))) trips ??= 0;
    await Promise.all(round.map((route) => route.continue()));
    await Promise.all(round.map(async (route) => (await route.request().response())?.finished()));
    await pause(kQuietMs);
  }
  await page.unroute(`${server.origin}/**`);
  await Promise.all(held.map((route) => route.continue()));
  await page.waitForLoadState("load");
  await answered(page);
  await page.waitForTimeout(500);
  const shifted = await page.evaluate(() => window.shifted);
  t.diagnostic(`first results ${trips} round trips after the script; layout shift ${shifted}`);
  assert.ok(trips >= 1 && trips <= kRoundTripsMax, `${trips} round trips`);
  assert.equal(shifted, 0, "layout shift");
  await close();
});

test("a search is used by keyboard alone and told to those who hear the page", async () => {
  const { page, outside, close } = await look();
  const asked = [];
  page.on("request", (request) => asked.push(request));
  await page.goto("/");
  await answered(page);
  const search = page.locator("stillpoint-search");
  await search.getByLabel("City or ZIP code").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Denver");
  await page.keyboard.press("Tab");
  await page.keyboard.press("m"); // Chooses the first condition that begins so.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await search.getByRole("status").filter({ hasText: /therapists? found/ }).waitFor({ state: "attached" });
  await search.getByText("Denver").first().waitFor();
  const requests = asked.filter((request) => request.url().startsWith(`${server.origin}/v1/embed`));
  assert.ok(requests.every((request) => !/Denver|condition/.test(request.url())), "what is asked stays out of addresses");
  assert.ok(requests.at(-1).postData().includes("place=Denver"));
  await search.getByText("Show more").focus();
  const first = await search.locator("[part=name]").first().textContent();
  await page.keyboard.press("Enter");
  await search.locator("[part=name]").first().filter({ hasNotText: first }).waitFor();
  await search.getByLabel("City or ZIP code").fill("Nowhereville-on-Sea");
  await page.keyboard.press("Enter");
  await search.getByRole("alert").getByText("This could not be searched.").waitFor();
  const field = search.getByLabel("City or ZIP code");
  assert.equal(await field.inputValue(), "Nowhereville-on-Sea", "nothing typed is lost");
  assert.equal(await field.getAttribute("aria-invalid"), "true", "an empty value would say that it is right");
  assert.ok(await field.evaluate((one) => one.getRootNode().getElementById(one.getAttribute("aria-describedby")).textContent.length > 0));
  await field.fill("Columbus, OH");
  await page.keyboard.press("Enter");
  await search.getByText("Columbus").first().waitFor();
  for (const name of ["aria-invalid", "aria-describedby"]) assert.equal(await field.getAttribute(name), null, name);
  assert.deepEqual(outside, []);
  await close();
});

test("without scripts the page shows frames, and their forms work", async () => {
  const { page, close } = await look({ javaScriptEnabled: false });
  await page.goto("/");
  const frame = page.frameLocator("stillpoint-search iframe");
  await frame.locator("[data-part=card]").first().waitFor();
  await frame.getByLabel("What brings you").selectOption("migraine");
  await frame.getByRole("button", { name: "Search" }).click();
  await frame.getByText("What is known: Migraine").waitFor();
  const address = page.frames().find((one) => one.url().includes("/embed?type=search&key") && one.url().includes("&s="));
  assert.ok(address, "what is asked is sealed in the frame's address");
  await page.frameLocator("stillpoint-certificate iframe").getByText("Valid").first().waitFor();
  await close();
});

test("each element speaks the page's language, or its own", async () => {
  const { page, close } = await look();
  await page.goto("/");
  await answered(page);
  const element = page.locator("stillpoint-certificate");
  for (const [language, word] of [["de", "Gültig"], ["fr", "Valide"], ["es", "Válido"], ["it", "Valido"], ["nl", "Geldig"], ["tlh", "Valid"]]) {
    await element.evaluate((one, lang) => one.setAttribute("lang", lang), language);
    await element.getByText(word, { exact: true }).first().waitFor();
  }
  await close();
});

test("a frame tells its height to the partner's page alone", async () => {
  const { page, close } = await look();
  await page.addInitScript(() => {
    window.told = [];
    addEventListener("message", ({ origin, data }) => window.told.push({ origin, data }));
  });
  await page.goto("/");
  await page.locator(".oembed").scrollIntoViewIfNeeded();
  await page.waitForFunction(() => window.told.length >= 2);
  for (const { origin, data } of await page.evaluate(() => window.told)) {
    assert.equal(origin, server.origin);
    assert.equal(data.type, "stillpoint:height");
    assert.ok(data.height > 100, `${data.height} px`);
  }
  await close();
});

test("a frame asks no sooner where the visitor's clock is ahead", async () => {
  const { page, close } = await look();
  await page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 86_400_000;
    window.waits = [];
    const setTimer = window.setTimeout.bind(window);
    window.setTimeout = (work, after, ...given) => {
      window.waits.push(after);
      return setTimer(work, after, ...given);
    };
  });
  await page.goto(`${server.origin}/embed?type=certificate&key=${kDemoKey}&issuer=${site.issuer}&number=${site.number}`);
  await page.waitForFunction(() => window.waits.length > 0);
  assert.deepEqual(await page.evaluate(() => window.waits), [300_000], "when its answer expires, by its own two times");
  await close();
});

test("a script without a key says in the console what it lacks", async () => {
  const { page } = await look();
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  await page.goto("/");
  await page.evaluate((src) => {
    const script = Object.assign(document.createElement("script"), { src });
    return new Promise((resolve) => {
      script.onload = resolve;
      document.head.append(script);
    });
  }, `${server.origin}/embed.js?again`);
  assert.ok(told.some((text) => /needs data-key/.test(text)), told.join("\n"));
  await page.context().close();
});

test("a pinned script loads with its digest, and not with another", async () => {
  const { versioned, integrity } = await (await fetch(`${server.origin}/v1/embed/script`)).json();
  const answer = await fetch(versioned);
  assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
  const { page } = await look();
  await page.goto("/");
  const loads = (digest) =>
    page.evaluate(
      ([src, digest]) =>
        new Promise((resolve) => {
          const script = Object.assign(document.createElement("script"), { src, integrity: digest, crossOrigin: "anonymous" });
          script.onload = () => resolve(true);
          script.onerror = () => resolve(false);
          document.head.append(script);
        }),
      [versioned, digest],
    );
  assert.equal(await loads(integrity), true);
  assert.equal(await loads(`sha384-${"A".repeat(64)}`), false);
  await page.context().close(); // The refused one is told as an error of the page.
});

test("a revocation in /admin reaches the partner's page, a wrong origin and a revoked key are refused", async (t) => {
  const { STILLPOINT_BINARY: binary, ...env } = process.env;
  execFileSync(
    binary,
    ["admin", "create-user", "--mail", "vera@example.org", "--name", "Vera", "--role", "owner", "--role", "verifier", "--role", "registrar", "--database", server.database, "--demo", "true"],
    { env, input: `${kPassword}\n` },
  );
  const admin = await visit(browser, server.origin);
  admin.page.setDefaultTimeout(15000);
  await signInFirst(admin.page, "vera@example.org", "/admin/partners");

  await t.test("a revoked certificate", async () => {
    const { page, close } = await look();
    await page.goto("/");
    await answered(page);
    const certificate = page.locator("stillpoint-certificate");
    await certificate.getByText("Valid", { exact: true }).waitFor();
    await page.evaluate(
      (src) => document.body.append(Object.assign(document.createElement("iframe"), { id: "fresh", title: "A certificate", src })),
      `${server.origin}/embed?type=certificate&key=${kDemoKey}&issuer=${site.issuer}&number=${site.number}&refresh=2`,
    );
    const frame = page.frameLocator("#fresh");
    await frame.getByText("Valid", { exact: true }).waitFor();
    const receiver = await startReceiver();
    await admin.page.goto("/admin/webhooks");
    await admin.page.getByLabel("Address").fill(receiver.url);
    await admin.page.getByRole("button", { name: "Add it and show its secret" }).click();
    await admin.page.locator("#secret").waitFor();
    const changes = await followChanges(kDemoKey);
    const { credentials } = await (await fetch(`${server.origin}/v1/practitioners/${site.practitioner}`)).json();
    const { id } = credentials.find(({ number }) => number === site.number);
    await admin.page.goto(`/admin/practitioners/${site.practitioner}/credentials/${id}`);
    await admin.page.getByLabel("What is to become of it").selectOption("revoke");
    await admin.page.getByLabel("Reason").fill("Code of ethics, section 2.");
    const alone = admin.page.getByLabel("Revoking alone");
    if (await alone.count()) await alone.fill("Nobody else verifies here.");
    const fed = changes.until(({ id, kind, credential }) => id === site.practitioner && kind === "credential" && credential.event === "revoked");
    const seen = async (where) => {
      await where.getByText("Revoked", { exact: true }).waitFor();
      return Date.now();
    };
    const shown = seen(certificate);
    const framed = seen(frame);
    const began = Date.now(); // Before the click: the lag has the change itself in it.
    await admin.page.getByRole("button", { name: "Change it" }).click();
    const [hooked] = await receiver.took(1);
    const lags = {
      "its webhook": hooked.at - began,
      "its change feed": (await fed).at - began,
      "its page": (await shown) - began,
      "a frame that asks every two seconds": (await framed) - began,
    };
    await admin.page.getByText(/standing is changed/i).waitFor();
    assert.equal(hooked.message.type, "credential.revoked");
    assert.equal(hooked.message.data.practitioner, site.practitioner);
    assert.equal(hooked.message.data.number, site.number);
    for (const [where, lag] of Object.entries(lags)) t.diagnostic(`a revocation in /admin reaches ${where} after ${lag} ms`);
    for (const [where, lag] of Object.entries(lags)) assert.ok(lag <= kLagMsMax, `${where}: ${lag} ms`);
    await receiver.stop();
    assert.equal(await certificate.getByText("Valid", { exact: true }).count(), 0, "no old tick");
    await page.locator("stillpoint-practitioner").evaluate((element) => element.refresh());
    await page.locator("stillpoint-practitioner").getByText("Revoked", { exact: true }).first().waitFor();
    await close();
  });

  await t.test("a wrong origin, then a revoked key", async () => {
    const { page } = admin;
    await page.goto("/admin/partners");
    await page.getByLabel("Name").fill("Larkfield Clinic");
    await page.getByLabel("Contact").fill("web@larkfield.example");
    await page.getByLabel("Origins").fill(site.origin);
    await page.getByRole("button", { name: /Add|Make|Register|Create/ }).click();
    await page.getByLabel("Kind").selectOption("publishable");
    await page.getByLabel("What it is for").fill("shop window");
    await page.getByRole("button", { name: "Make the key" }).click();
    const key = (await page.locator("#key").textContent()).trim();
    assert.match(key, /^pk_/);
    // The same page with the partner's key, from the partner's origin and from another.
    await site.stop();
    const own = await startSite({ directory: server.origin, key, port: Number(new URL(site.origin).port) });
    const other = await startSite({ directory: server.origin, key });
    const atHome = await visit(browser, own.origin, {}, undefined, [server.origin]);
    await atHome.page.goto("/");
    await answered(atHome.page);
    await atHome.page.frameLocator(".oembed iframe").locator("[data-part=marks]").waitFor();

    const context = await browser.newContext();
    const stranger = await context.newPage();
    const told = [];
    stranger.on("console", (message) => told.push(message.text()));
    await stranger.goto(other.origin);
    await stranger.locator("stillpoint-search [part=notice]").filter({ hasNotText: "Loading" }).waitFor();
    assert.equal(await stranger.locator("stillpoint-search [part=card]").count(), 0, "nothing is shown");
    await stranger.waitForTimeout(500);
    assert.ok(told.some((text) => /frame-ancestors/.test(text)), "the browser refuses the frame");
    await context.close();

    await page.getByRole("link", { name: "Back to the partner" }).click();
    page.once("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: /Revoke/ }).first().click();
    await atHome.page.locator("stillpoint-certificate").evaluate((element) => element.refresh());
    await atHome.page.locator("stillpoint-certificate").getByText("This page may not show the directory.").waitFor({ timeout: 5000 });
    assert.equal(await atHome.page.locator("stillpoint-certificate [part=card]").count(), 0);
    assert.equal((await fetch(`${server.origin}/embed?type=search&key=${key}`)).status, 401);
    assert.equal((await fetch(`${server.origin}/oembed?url=${encodeURIComponent(`${server.origin}/?sort=best`)}&key=${key}`)).status, 401);
    await atHome.page.context().close();
    await other.stop();
    site = own;
  });
  await admin.page.context().close();
});

test("with partners switched off none of it is there", async () => {
  const off = await startServer({ args: ["--partners", "off"] });
  try {
    for (const path of ["/embed.js", "/embed?type=search", "/embed/stillpoint-0000000000000000.js", "/v1/embed/script", "/oembed?url=x"]) {
      assert.equal((await fetch(off.origin + path)).status, 404, path);
    }
    assert.equal((await fetch(`${off.origin}/v1/embed?type=search`, { method: "POST" })).status, 404);
    assert.doesNotMatch(await (await fetch(off.origin)).text(), /oembed/);
    assert.equal((await fetch(`${off.origin}/feed?place=Denver`)).status, 200, "feeds are for readers, not for partners");
  } finally {
    await off.stop();
  }
});

test("when the service cannot be reached, the element says so and shows no old tick", async () => {
  const away = await startServer();
  const shown = await startSite({ directory: away.origin });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(shown.origin);
  await answered(page);
  await away.stop();
  for (const type of kElements) {
    const element = page.locator(`stillpoint-${type}`);
    await element.evaluate((one) => one.refresh());
    await element.getByRole("alert").getByText("cannot be reached just now").waitFor();
    assert.equal(await element.locator("[part=mark], [part=verdict]").count(), 0, "no old tick");
    await element.getByRole("button", { name: "Try again" }).waitFor();
  }
  await context.close();
  await shown.stop();
});
