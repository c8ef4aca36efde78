// Everybody's work behind the sign-in, and the pages behind mailed links: what each does, that everybody can use it in
// every view, and that it is HTML.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kDesktop, launch, visit } from "./browser.mjs";
import { usable, usableInEveryView, validHtml } from "./inspect.mjs";
import { day, givePassword, makeAccount, signInFirst } from "./people.mjs";
import { makeDirectory } from "./server.mjs";

const kAlma = "alma@example.org";
const kIssuer = "bcta_na";

const person = (name, number, more = {}) => ({
  external_ids: [{ system: "members", value: number }],
  name: { display: name },
  contact: { mail: `${name.split(" ")[0].toLowerCase()}@example.org` },
  locations: [{ city: "Columbus", jurisdiction: "US-OH", country: "US" }],
  professions: [{ profession: "massage_therapist", licences: [{ jurisdiction: "US-OH", number: `L${number}`, expires: day(-40) }] }],
  credentials: [{ type: `${kIssuer}:rcst:1`, number, issued: "2020-01-01", expires: day(-75) }],
  ...more,
});

let directory;
let origin;
let browser;
let alma; // who may do everything
let somebody; // who is not signed in
const shown = []; // [name, HTML] of each page that was looked at
before(async () => {
  directory = await makeDirectory();
  const listed = [person("Amara Lindqvist", "R-1"), person("Bela Horvath", "R-2"), person("Carla Nye", "R-3")];
  await directory.bring(listed, "members' consent");
  await directory.bring([person("Dora Ito", "R-4"), person("Emil Sand", "R-5"), person("Femi Oke", "R-6")]);
  const roles = ["owner", "registrar", "verifier", "moderator", "auditor"];
  await makeAccount(directory, { mail: kAlma, name: "Alma", roles });
  await makeAccount(directory, { mail: "rolf@example.org", name: "Rolf", roles: ["registrar"] });
  origin = await directory.open();
  browser = await launch();
  alma = await watched();
  somebody = await watched();
  await alma.page.goto("/admin/sign-in");
  await look(alma, "sign-in");
  await alma.page.getByRole("button", { name: "Sign in" }).waitFor();
  await signInFirst(alma.page, kAlma);
  await look(alma, "recovery codes");
});
after(async () => {
  await browser?.close();
  await directory?.close();
});

/** A browser of somebody's own that keeps what the last page said. */
async function watched() {
  const visitor = await visit(browser, origin, { viewport: kDesktop });
  visitor.page.setDefaultTimeout(10000);
  visitor.page.on("response", (response) => {
    if (response.request().isNavigationRequest() && response.frame() === visitor.page.mainFrame()) {
      visitor.html = response.text().catch(() => null);
    }
  });
  return visitor;
}

/** Holds the page that stands open to what every page is held to. */
async function look(visitor, name) {
  await usableInEveryView(visitor.page, name);
  shown.push([name, await visitor.html]);
}

async function idOf(name) {
  const { items } = await (await fetch(`${origin}/v1/practitioners?q=${encodeURIComponent(name)}`)).json();
  assert.equal(items.length, 1, name);
  return items[0].id;
}

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

test("nobody ticked: listing asks once more, and says how many", async () => {
  const { page } = alma;
  await page.goto("/admin/consent");
  await look(alma, "consent");
  await page.getByLabel("The ground").fill("Statutes of the association, section 4");
  await page.getByLabel("Since when it holds").fill("2099-01-01");
  await page.getByRole("button", { name: /^List them/ }).click();
  await page.getByText("Nobody was listed: the ground is not complete.").waitFor();
  await look(alma, "consent with a day ahead");
  await page.getByLabel("Since when it holds").fill("2026-03-01");
  await page.getByRole("button", { name: /^List them/ }).click();
  await page.getByRole("heading", { name: "List 3 people?" }).waitFor();
  await look(alma, "consent for everybody");
  await page.getByRole("button", { name: "No, let me choose" }).click();
  assert.equal(await page.getByLabel("The ground").inputValue(), "Statutes of the association, section 4");
  await page.getByLabel("Dora Ito", { exact: true }).check();
  await page.getByRole("button", { name: /^List them/ }).click();
  await page.getByText("1 person is listed now").waitFor();
  await directory.mail("dora@example.org", /\/object\//);
  await page.getByLabel("The ground").fill("Statutes of the association, section 4");
  await page.getByLabel("Since when it holds").fill("2026-03-01");
  await page.getByRole("button", { name: /^List them/ }).click();
  await page.getByRole("button", { name: "Yes, list 2 people" }).click();
  await page.getByText("2 people are listed now").waitFor();
  await look(alma, "consent with nobody left");
});

test("whoever was listed so may object by the link in their mail", async () => {
  const [, link] = await directory.mail("femi@example.org", /(\/object\/\S+)/);
  const { page } = somebody;
  await page.goto(link);
  await page.getByText("Statutes of the association, section 4").waitFor();
  await look(somebody, "objection");
  await page.getByRole("button", { name: /Remove me/ }).click();
  await page.getByText("Tick this first").waitFor();
  await look(somebody, "objection without a tick");
  await page.getByLabel(/I am sure/).check();
  await page.getByRole("button", { name: /Remove me/ }).click();
  await page.getByRole("heading", { name: "You have left the directory" }).waitFor();
  await look(somebody, "left");
  await page.goto(link);
  await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
  await look(somebody, "a used link");
});

test("mail that failed is shown with its reason, and tried again", async () => {
  const { page } = alma;
  await page.goto("/admin/mail");
  await page.getByText("No mail server is set up").waitFor();
  await page.getByText("Nothing waits, and nothing was given up.").waitFor();
  await directory.breakMail();
  await page.goto(`/admin/practitioners/${await idOf("Bela Horvath")}`);
  await press(page, "Ask them by mail to confirm");
  await page.getByText("on its way to them").waitFor();
  const failed = page.getByRole("row", { name: /bela@example.org.*could not be written/ });
  for (let looks = 0; looks < 50 && (await failed.count()) === 0; looks += 1) {
    await page.goto("/admin/mail");
  }
  await look(alma, "mail that failed");
  await page.goto("/admin");
  await page.getByText("1 mail has failed").waitFor();
  await look(alma, "a day with failed mail");
  await directory.mendMail();
  await page.goto("/admin/mail");
  await failed.getByRole("button", { name: /Try again/ }).click();
  await page.getByText("It is tried again now.").waitFor();
  await directory.mail("bela@example.org", /\/confirm\//);
});

/** Opens somebody's own listing by the mail that they ask for. */
async function openOwn(visitor, mail) {
  const { page } = visitor;
  await page.goto("/mine");
  await page.getByLabel("Your mail address").fill(mail);
  await press(page, "Send me the link");
  await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  const [, link] = await directory.mail(mail, /(\/mine\/\S+)/);
  await page.goto(link);
  return link;
}

test("a listed person sees and edits what is theirs", async () => {
  const { page } = somebody;
  await page.goto("/mine");
  await look(somebody, "mine");
  await openOwn(somebody, "amara@example.org");
  await look(somebody, "a link to one's own");
  await press(page, "Open my listing");
  await page.getByRole("heading", { name: "What would raise each mark" }).waitFor();
  await look(somebody, "one's own listing");
  await press(page, "Edit and confirm");
  await look(somebody, "one's own listing, edited");
  await page.getByLabel("Website").fill("nonsense");
  await page.getByRole("button", { name: /^Save, and confirm/ }).click();
  await page.getByLabel("Website").and(page.locator("[aria-invalid]")).waitFor();
  await look(somebody, "one's own listing with a fault");
  await page.getByLabel("Website").fill("https://amara.example.org/");
  await page.getByRole("button", { name: /^Save, and confirm/ }).click();
  await page.getByText("Saved and confirmed").waitFor();
});

/** Invites a client to review Amara, and writes what they answer. */
async function review(client, stars, words) {
  const { page } = somebody;
  await page.getByLabel("Invite a client to review you").fill(client);
  await press(page, "Send the invitation");
  await page.getByRole("heading", { name: "The invitation is on its way" }).waitFor();
  await press(page, "Back to my listing");
  const [, link] = await directory.mail(client, /(\/review\/\S+)/);
  const writer = await watched();
  await writer.page.goto(link);
  await writer.page.getByLabel(stars).check();
  await writer.page.getByLabel(/^In your words/).fill(words);
  await writer.page.getByLabel(/My words may be shown/).check();
  if (stars.startsWith("5")) await look(writer, "a review to write");
  await press(writer.page, "Send my review");
  await writer.page.getByRole("heading", { name: "Thank you" }).waitFor();
  await writer.close();
}

test("a moderator publishes a review, and rejects one by a rule that is named", async () => {
  await review("client@example.org", "5 stars: Very good", "Quiet hands, clear words.");
  await review("other@example.org", "1 star: Very bad", "She cured my cousin, buy at example.org");
  const { page } = alma;
  await page.goto("/admin");
  await page.getByRole("link", { name: /2 Reviews to decide/ }).click();
  await look(alma, "reviews");
  const praise = page.locator("li.panel").filter({ hasText: "Quiet hands" });
  const advert = page.locator("li.panel").filter({ hasText: "buy at example.org" });
  await advert.getByRole("button", { name: "Reject" }).click();
  await page.getByText("A rejection names one of the published rules").waitFor();
  await page.goto("/admin/reviews");
  await advert.getByLabel("Reject by the rule").selectOption("advertisement");
  await advert.getByRole("button", { name: "Reject" }).click();
  await page.getByText("The review is rejected, and the rule is named.").waitFor();
  await praise.getByRole("button", { name: "Publish" }).click();
  await page.getByText("The review is published.").waitFor();
  await page.getByText("No review waits.").waitFor();
  await look(alma, "reviews, all decided");
  const rates = await page.getByRole("row").allTextContents();
  assert.ok(rates.some((row) => /^5 ?1 ?1 ?100%$/.test(row.trim())), rates.join(" | "));
  const profile = await (await fetch(`${origin}/practitioners/${await idOf("Amara Lindqvist")}`)).text();
  assert.match(profile, /Quiet hands/);
  assert.doesNotMatch(profile, /buy at example/);
  await somebody.page.goto("/review-rules");
  await look(somebody, "rules of reviews");
});

test("a report is told to the therapist, decided, and its outcome can be read", async () => {
  const carla = await idOf("Carla Nye");
  const { page: anyone } = somebody;
  await anyone.goto(`/report/${carla}`);
  await look(somebody, "a report to write");
  await press(anyone, "Send the report");
  await anyone.locator(".fault").first().waitFor();
  await look(somebody, "a report with faults");
  await anyone.getByLabel(/fees|price/i).first().check();
  await anyone.getByLabel(/^What is wrong, and how/).fill("She asks for more than it says.");
  await press(anyone, "Send the report");
  await anyone.getByRole("heading", { name: "Thank you" }).waitFor();
  await anyone.getByRole("link", { name: "Go on" }).click();
  await anyone.getByText("Waits for a moderator").waitFor();
  const { page } = alma;
  await page.goto("/admin/reports");
  await look(alma, "reports");
  await page.getByRole("button", { name: /Tell the therapist/ }).click();
  await page.getByText("The therapist is told").waitFor();
  await directory.mail("carla@example.org", /something in your listing is wrong/);
  await page.getByLabel("The outcome, as anyone may read it").fill("Prices were out of date.");
  await page.getByRole("button", { name: /^Uphold/ }).click();
  await page.getByText("The report is decided").waitFor();
  await look(alma, "reports, one upheld");
  await anyone.reload();
  await anyone.getByText("Prices were out of date.").waitFor();
  await look(somebody, "a report's outcome");
  await page.getByRole("button", { name: /It was set right/ }).click();
  await page.getByText("The listing has its place back.").waitFor();
});

test("the menu opens without a script, and by keyboard", async () => {
  const { page, close } = await visit(browser, origin, { viewport: kDesktop, javaScriptEnabled: false });
  await page.context().addCookies(await alma.page.context().cookies());
  await page.goto("/admin/schools");
  assert.equal(await page.getByRole("link", { name: "Issuers", exact: true }).isVisible(), false);
  await page.getByText("More", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Issuers", exact: true }).click();
  await page.getByRole("heading", { name: "Issuers" }).waitFor();
  await close();
  await alma.page.goto("/admin");
  for (const viewport of [kDesktop, { width: 390, height: 844 }]) {
    await alma.page.setViewportSize(viewport);
    await alma.page.getByText("More", { exact: true }).click();
    await usable(alma.page, "the menu");
    const rows = await alma.page.locator("header.bar nav > a:visible").evaluateAll((links) => new Set(links.map((link) => link.offsetTop)).size);
    assert.equal(rows, 1, "what is always seen stands in one row");
    await alma.page.getByText("More", { exact: true }).click();
  }
  await alma.page.setViewportSize(kDesktop);
});

/** Takes in a spreadsheet as far as its preview. */
async function previewed(page) {
  await page.goto("/admin/spreadsheets");
  const sheet = "member,name,mail,city,country\nR-1,Amara Lindqvist,amara@example.org,Bern,CH\nR-9,,x,,\n";
  await page.getByLabel("CSV file").setInputFiles({ name: "members.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.getByLabel("Name of your registry").fill("members");
  await press(page, "Show what would change");
  await page.getByRole("heading", { name: "What would change" }).waitFor();
}

test("every other page can be used by everybody, in every view", async (t) => {
  const { page } = alma;
  const amara = `/admin/practitioners/${await idOf("Amara Lindqvist")}`;
  const bela = await idOf("Bela Horvath");
  const go = (path) => () => page.goto(path);
  const follow = (path, link) => async () => {
    await page.goto(path);
    await page.getByRole("link", { name: link }).first().click();
  };
  const pages = [
    ["today", go("/admin")],
    ["queue", go("/admin/queue")],
    ["queue of one kind", go("/admin/queue?kind=new&mine=true")],
    ["rosters", go("/admin/rosters")],
    ["practitioners", go("/admin/practitioners")],
    ["practitioners of none", go("/admin/practitioners?q=nobody&listing=draft")],
    ["a new practitioner", go("/admin/practitioners/new")],
    ["a practitioner", go(amara)],
    ["a merge", go(`${amara}/merge`)],
    ["a merge with somebody", go(`${amara}/merge?with=${bela}`)],
    ["a certificate", follow(amara, /R-1$/)],
    ["a licence", follow(amara, /^Licence/)],
    ...["schools", "issuers", "credential-types", "accreditors", "jurisdiction-rules"].flatMap((list) => [
      [list, go(`/admin/${list}`)],
      [`a new row of ${list}`, go(`/admin/${list}/new`)],
      [`a row of ${list}`, async () => {
        await page.goto(`/admin/${list}`);
        await page.locator("main tbody a").first().click();
      }],
    ]),
    ["a row with faults", async () => {
      await page.goto("/admin/schools/new");
      await press(page, "Save");
    }],
    ["spreadsheets", go("/admin/spreadsheets")],
    ["a spreadsheet's preview", () => previewed(page)],
    ["the trail", go("/admin/audit")],
    ["the trail of one record", go("/admin/audit?kind=practitioner")],
    ["proof of the trail", go("/admin/audit/proof")],
    ["people", go("/admin/people")],
    ["one of the people", follow("/admin/people", "Rolf")],
    ["a link to set a password", async () => {
      await page.goto("/admin/people");
      await page.getByRole("link", { name: "Rolf" }).click();
      await press(page, "Make a link that sets one");
    }],
    ["one's account", go("/admin/account")],
    ["a token", async () => {
      await page.goto("/admin/account");
      await page.getByLabel("What is it for?").fill("The association's site");
      await page.locator("#tokens").getByLabel(/^auditor/).check();
      await press(page, "Make the token");
    }],
    ["an account with a token", go("/admin/account")],
    ["another second factor", go("/admin/second-factor/set-up")],
    ["new recovery codes", go("/admin/account/recovery-codes")],
    ["a picture", go(`${amara}/photo`)],
    ["an erasure", go(`/admin/personal-data/${bela}/erase`)],
    ["nobody to erase", go("/admin/personal-data/find?id=nobody")],
    ["personal data", go("/admin/personal-data")],
    ["settings", go("/admin/settings")],
    ["exclusion lists", go("/admin/exclusion-lists")],
    ["webhooks without partners", go("/admin/webhooks")],
    ["partners", go("/admin/partners")],
    ["a partner", async () => {
      await page.goto("/admin/partners");
      await page.getByLabel("Name").fill("Larkfield Clinic");
      await page.getByLabel("Contact").fill("web@larkfield.example");
      await page.getByLabel("Origins").fill("https://www.larkfield.example");
      await press(page, "Register them");
      await page.getByLabel("What it is for").waitFor();
    }],
    ["a partner's key", async () => {
      await page.getByLabel("What it is for").fill("shop window");
      await press(page, "Make the key");
      await page.locator("#key").waitFor();
    }],
    ["a webhook that cannot be", async () => {
      await page.goto("/admin/webhooks");
      await page.getByLabel("Address").fill("https://127.0.0.1/hook");
      await press(page, "Add it and show its secret");
      await page.locator(".problem").waitFor();
    }],
    ["a webhook's secret", async () => {
      await page.goto("/admin/webhooks");
      await page.getByLabel("Address").fill("https://hooks.larkfield.example/stillpoint");
      await press(page, "Add it and show its secret");
      await page.locator("#secret").waitFor();
    }],
    ["webhooks", go("/admin/webhooks")],
    ["no such record", go("/admin/practitioners/000000000000")],
  ];
  for (const [name, reach] of pages) {
    await t.test(name, async () => {
      await reach();
      await look(alma, name);
    });
  }
  await t.test("what one's roles do not open", async () => {
    const rolf = await watched();
    await rolf.page.goto("/admin/settings");
    await givePassword(rolf.page, "rolf@example.org");
    await rolf.page.getByRole("heading").first().waitFor();
    await look(rolf, "not permitted");
    await rolf.close();
  });
  await t.test("nobody's business", async () => {
    const rolf = await watched();
    await rolf.page.goto("/admin/people");
    await rolf.page.getByLabel("Mail address").fill("rolf@example.org");
    await rolf.page.getByLabel("Password").fill("not the password");
    await press(rolf.page, "Sign in");
    await rolf.page.locator(".problem").waitFor();
    await look(rolf, "sign-in refused");
    await rolf.close();
  });
});

test("every page is valid HTML", async () => {
  assert.ok(shown.length > 40, `${shown.length} pages were looked at`);
  await validHtml(shown);
  await alma.close();
  await somebody.close();
});
