// A small association moves over from its spreadsheets: 3,000 members, their certificates, and the issuer's list that
// confirms them, through the pages. The time that each step takes is printed, never judged.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kDesktop, launch, visit } from "./browser.mjs";
import { day, givePassword, makeAccount, signInFirst } from "./people.mjs";
import { makeDirectory } from "./server.mjs";

const kMembers = 3000;
const kStrangers = 7; // in the issuer's list, on nobody's record
const kMarried = 5; // of another name in the issuer's list
const kIssuer = "bcta_na";
const kStepMilliseconds = 240000;

const kFirst = ["Amélie", "Björn", "Chloé", "Dörte", "Émile", "Françoise", "Günther", "Zoë"];
const kLast = ["Ärmel", "Böhm", "Côté", "Dupré", "Ezra", "Føns", "Grün", "Hübner", "Ibáñez", "Jürgens"];
const members = Array.from({ length: kMembers }, (_, i) => ({
  member: `M${String(i + 1).padStart(5, "0")}`,
  name: `${kFirst[i % kFirst.length]} ${kLast[i % kLast.length]}-${i + 1}`,
  mail: `member${i + 1}@example.org`,
  number: `RC-${String(i + 1).padStart(5, "0")}`,
}));

/** "2026-11-22" as the association writes it: "22.11.2026". */
const written = (date) => date.split("-").reverse().join(".");

let directory;
let origin;
let browser;
before(async () => {
  directory = await makeDirectory();
  await makeAccount(directory, { mail: "rolf@example.org", name: "Rolf", roles: ["registrar"] });
  await makeAccount(directory, { mail: "vera@example.org", name: "Vera", roles: ["verifier"] });
  origin = await directory.open();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await directory?.close();
});

/** Uploads a spreadsheet as far as its first answer. */
async function upload(page, { name, table, text, encoding = "latin1", choices = {} }) {
  await page.goto("/admin/spreadsheets");
  await page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text, encoding) });
  await page.getByLabel("It holds").selectOption(table);
  for (const [label, value] of Object.entries(choices)) await page.getByLabel(label).selectOption(value);
  await page.getByLabel("Name of your registry").fill("members");
  await page.getByRole("button", { name: "Show what would change" }).click();
  await page.waitForLoadState();
}

const semicolons = { "Between cells stands a": "semicolon", "Written in": "windows-1252", "Dates are": "dmy" };
const counts = (page) => page.locator("p.lead").textContent();

test("3,000 members move over from spreadsheets", async (t) => {
  const rolf = await visit(browser, origin, { viewport: kDesktop });
  const vera = await visit(browser, origin, { viewport: kDesktop });
  for (const { page } of [rolf, vera]) page.setDefaultTimeout(kStepMilliseconds);
  const step = (name, run) =>
    t.test(name, async (sub) => {
      const begun = Date.now();
      await run();
      sub.diagnostic(`${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    });
  const { page } = rolf;
  await page.goto("/admin/spreadsheets");
  await givePassword(page, "rolf@example.org");
  await page.getByRole("heading", { name: "Bring a spreadsheet" }).waitFor();

  const sheet = ["Mitglied;Voller Name;E-Mail", ...members.map(({ member, name, mail }) => `${member};${name};${mail}`)].join("\r\n");
  const people = { name: "mitglieder.csv", table: "practitioners", text: sheet, choices: semicolons };
  await step("a file whose columns nobody knows is mapped, and seen before anything changes", async () => {
    await upload(page, people);
    await page.getByText("No column tells whose row it is").waitFor();
    await page.locator('[id="column.member"]').selectOption("Mitglied");
    await page.locator('[id="column.name.display"]').selectOption("Voller Name");
    await page.locator('[id="column.contact.mail"]').selectOption("E-Mail");
    await page.getByRole("button", { name: "Show again" }).click();
    await page.getByRole("row", { name: /Amélie Ärmel-1 new/ }).waitFor();
    assert.match(await counts(page), new RegExp(`${kMembers} new, 0 changed, 0 unchanged, 0 rejected`));
    const drafts = await page.request.get("/admin/practitioners.csv");
    assert.doesNotMatch(await drafts.text(), /Amélie/, "a preview changes nothing");
  });
  await step("the members are taken in", async () => {
    await page.getByRole("button", { name: "Take it in" }).click();
    await page.getByRole("heading", { name: "Taken in" }).waitFor();
    assert.match(await counts(page), new RegExp(`${kMembers} new`));
  });
  await step("the same file again is understood by itself, and changes nothing", async () => {
    await upload(page, people);
    await page.getByRole("heading", { name: "What would change" }).waitFor();
    assert.match(await counts(page), new RegExp(`0 new, 0 changed, ${kMembers} unchanged, 0 rejected`));
  });
  await step("their certificates follow, dates as the association writes them", async () => {
    const rows = members.map(({ member, number }) => `${member};${kIssuer}:rcst:1;${number};${written("2021-05-01")};${written(day(-200))}`);
    await upload(page, {
      name: "zertifikate.csv",
      table: "credentials",
      text: ["member;type;number;issued;expires", ...rows].join("\n"),
      choices: semicolons,
    });
    assert.match(await counts(page), new RegExp(`0 new, ${kMembers} changed, 0 unchanged, 0 rejected`));
    await page.getByRole("button", { name: "Take it in" }).click();
    await page.getByRole("heading", { name: "Taken in" }).waitFor();
  });
  await step("all are listed on the ground of the statutes, once their number is confirmed", async () => {
    await page.goto("/admin/consent");
    await page.getByLabel("The ground").fill("Statutes of the association, section 4");
    await page.getByLabel("Since when it holds").fill("2026-03-01");
    await page.getByRole("button", { name: /^List them/ }).click();
    await page.getByRole("button", { name: "Yes, list 3,000 people" }).click();
    await page.getByText("3,000 people are listed now").waitFor();
    const { total } = await (await fetch(`${origin}/v1/practitioners`)).json();
    assert.equal(total, kMembers);
  });

  await step("the issuer's list confirms whom it has exactly so, and queues the rest", async () => {
    const desk = vera.page;
    await signInFirst(desk, "vera@example.org");
    await desk.goto("/admin/rosters");
    const known = members.slice(0, kMembers - 10).map(({ name, number }, i) => `${number};${i < kMarried ? "Somebody Else" : name};active`);
    const strangers = Array.from({ length: kStrangers }, (_, i) => `RC-9${i}999;Nia New-${i};active`);
    const list = ["number;name;status", ...known, ...strangers].join("\n");
    await desk.getByLabel("Who made it").selectOption(kIssuer);
    await desk.getByLabel("The list").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await desk.getByRole("button", { name: "Take it in" }).click();
    const confirmed = kMembers - 10 - kMarried;
    await desk.getByText(`${confirmed} of ${kMembers - 10 + kStrangers} rows are confirmed`).waitFor();
    const { total } = await (await fetch(`${origin}/v1/practitioners?certified=true`)).json();
    assert.equal(total, confirmed, "the next search knows");
  });
  await step("the day shows what is left to do", async () => {
    const desk = vera.page;
    await desk.goto("/admin");
    await desk.getByRole("link", { name: `${kMarried} A list says otherwise` }).waitFor();
    await desk.getByRole("link", { name: "10 Missing from a list" }).waitFor();
    await desk.getByRole("link", { name: `${kStrangers} In a list, not on record` }).waitFor();
  });
  await rolf.close();
  await vera.close();
});
