// A verifier's day: the queue, a check at the source, a list from an issuer, a revocation, and what clients then read.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kDesktop, launch, visit } from "./browser.mjs";
import { usable } from "./inspect.mjs";
import { day, makeAccount, signInFirst, yesterday } from "./people.mjs";
import { makeDirectory } from "./server.mjs";

const kIssuer = "bcta_na";

let directory;
let origin;
let browser;

const person = (name, number) => ({
  external_ids: [{ system: "members", value: number }],
  name: { display: name },
  locations: [{ city: "Columbus", jurisdiction: "US-OH", country: "US" }],
  credentials: [{ type: `${kIssuer}:rcst:1`, number, issued: "2020-01-01" }],
});

before(async () => {
  directory = await makeDirectory();
  await directory.bring(
    [person("Amara Lindqvist", "RCST-4471"), person("Bela Horvath", "RCST-4472"), person("Carla Nye", "RCST-4473")],
    "members' consent",
  );
  await makeAccount(directory, { mail: "vera@example.org", name: "Vera", roles: ["verifier"] });
  origin = await directory.open();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await directory?.close();
});

const verdict = async (query = "") =>
  (await fetch(`${origin}/v1/verify?issuer=${kIssuer}&number=RCST-4471${query}`)).json();

test("a verifier checks at the source, takes in a list, and revokes", async (t) => {
  const { page, close } = await visit(browser, origin, { viewport: kDesktop });
  page.setDefaultTimeout(8000);
  await signInFirst(page, "vera@example.org");

  await t.test("what nobody checked yet waits in the queue", async () => {
    await page.goto("/admin/queue");
    assert.equal(await page.locator("tbody tr").count(), 3);
    await usable(page, "the queue");
    const row = page.getByRole("row", { name: /Amara Lindqvist/ });
    await row.getByRole("button", { name: /Take it/ }).click();
    await page.getByText("It is yours now.").waitFor();
    assert.match(await page.getByRole("row", { name: /Amara Lindqvist/ }).textContent(), /Vera/);
    assert.equal((await verdict()).status, "unverified");
  });

  await t.test("a check without what was seen is not taken, and nothing typed is lost", async () => {
    await page.getByRole("row", { name: /Amara Lindqvist/ }).getByRole("link").click();
    await page.getByText("no check at the source").waitFor();
    await usable(page, "the certificate");
    await page.getByLabel("How it was checked").selectOption("register_page");
    await page.getByLabel("Address of the page").fill("https://register.example.org/4471");
    await page.getByLabel("Day of the check").fill(day(3));
    await page.getByLabel("What came of it").selectOption("matched");
    await page.getByRole("button", { name: "Record the check" }).click();
    await page.getByText("The name that the source has is missing.").waitFor();
    assert.equal(await page.getByLabel("Address of the page").inputValue(), "https://register.example.org/4471");
    await usable(page, "the certificate with a fault");
  });

  await t.test("a check with its evidence makes the certificate valid", async () => {
    await page.getByLabel("Name", { exact: true }).fill("Lindqvist, Amara");
    await page.getByLabel("Number", { exact: true }).fill("RCST-4471");
    await page.getByLabel("Evidence").setInputFiles({ name: "page.txt", mimeType: "text/html", buffer: Buffer.from("<script>alert(1)</script> RCST-4471") });
    await page.getByRole("button", { name: "Record the check" }).click();
    await page.getByText("The check is recorded.").waitFor();
    const answer = await verdict();
    assert.equal(answer.status, "valid");
    assert.equal(answer.last_check.method, "register_page");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Evidence" }).click();
    assert.match((await download).suggestedFilename(), /^[0-9a-f]{64}\.txt$/, "a file to keep, never a page");
  });

  await t.test("a list from the issuer confirms what agrees and queues the rest", async () => {
    await page.goto("/admin/rosters");
    await usable(page, "the lists");
    const list = "number;name;status\r\nRCST-4472;Horvath, Bela;active\r\nRCST-9999;Nia New;active\r\n";
    await page.getByLabel("Who made it").selectOption(kIssuer);
    await page.getByLabel("The list").setInputFiles({ name: "members.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await page.getByRole("button", { name: "Take it in" }).click();
    await page.getByText("1 of 2 rows are confirmed").waitFor();
    await usable(page, "the lists after one");
    await page.goto("/admin/queue");
    await page.getByRole("row", { name: /In a list, not on record/ }).waitFor();
    assert.equal(await page.getByRole("row", { name: /Missing from a list/ }).count(), 2);
  });

  await t.test("the only verifier revokes alone, with a reason", async () => {
    await page.getByRole("row", { name: /Missing from a list.*Amara/ }).getByRole("link").click();
    await page.getByLabel("What is to become of it").selectOption("revoke");
    await page.getByLabel("Reason").fill("Code of ethics, section 2.");
    await page.getByLabel("For colleagues").fill("Three complaints.");
    await page.getByLabel("Revoking alone").fill("Nobody else verifies here.");
    await page.getByRole("button", { name: "Change it" }).click();
    await page.getByText("Its standing is changed.").waitFor();
    await usable(page, "a revoked certificate");
    const now = await verdict();
    assert.equal(now.status, "revoked");
    assert.equal(now.event.reason, "Code of ethics, section 2.");
    assert.equal((await verdict(`&as_of=${yesterday()}`)).status, "valid", "yesterday it still was");
    const found = await (await fetch(`${origin}/v1/practitioners?q=Lindqvist`)).json();
    assert.match(found.items[0].checklist.items[0].code, /revoked/, "the very next search knows");
    const profile = await (await fetch(`${origin}/practitioners/${found.items[0].id}`)).text();
    assert.match(profile, /revoked/);
    assert.doesNotMatch(profile, /Three complaints/, "what is for colleagues stays among them");
  });
  await close();
});
