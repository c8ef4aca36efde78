// From an empty database to a revoked certificate: what an owner, a practitioner, a verifier and a client do in turn,
// each at a browser of their own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kDesktop, kPhone, launch, visit } from "./browser.mjs";
import { usable } from "./inspect.mjs";
import { code, day, fillRecord, givePassword, kPassword, makeAccount, setUpSecondFactor, yesterday } from "./people.mjs";
import { makeDirectory } from "./server.mjs";

const kOlga = "olga@example.org";
const kVera = "vera@example.org";
const kAmara = "amara@example.org";
const kNumber = "CGP-0417";
const kSource = "https://guild.example.org/register/0417";
const kReason = "Code of ethics, section 2.";

let directory;
let origin;
let browser;
before(async () => {
  directory = await makeDirectory();
  await makeAccount(directory, { mail: kOlga, name: "Olga", roles: ["owner", "registrar"] });
  origin = await directory.open();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await directory?.close();
});

/** Registers a row of a registry, from its list. */
async function register(page, list, fields) {
  const navigation = page.getByRole("navigation", { name: "Administration" });
  await navigation.getByText("More", { exact: true }).click();
  await navigation.getByRole("link", { name: list, exact: true }).click();
  await page.getByRole("link", { name: "Register", exact: true }).click();
  await fillRecord(page, fields);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. It is in force from now on.").waitFor();
}

/** The first question's line, as clients see it of somebody on this page. */
const certification = (page) => page.locator(".marks > li").first();

test("a register begins, stands and is seen to stand", async (t) => {
  const olga = await visit(browser, origin, { viewport: kDesktop });
  const vera = await visit(browser, origin, { viewport: kDesktop });
  const amara = await visit(browser, origin, { viewport: kPhone, isMobile: true, hasTouch: true });
  const client = await visit(browser, origin, { viewport: kDesktop });
  for (const { page } of [olga, vera, amara, client]) page.setDefaultTimeout(10000);
  const origin_of_check = "The guild's bylaws, section 3";
  let record = "";
  let secret = "";

  await t.test("the owner signs in with a second factor", async () => {
    const { page } = olga;
    await page.goto("/admin");
    await givePassword(page, kOlga);
    secret = await setUpSecondFactor(page);
    await page.getByRole("link", { name: "I have kept them" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.goto("/admin/accreditors");
    await givePassword(page, kOlga);
    await page.getByRole("textbox", { name: "Code" }).fill(code(secret, 1));
    await page.getByRole("button", { name: "Go on" }).click();
    await page.waitForURL(/\/admin\/accreditors$/);
    await page.getByRole("heading", { name: "Accreditors" }).waitFor();
  });

  await t.test("she lets a verifier in, who chooses a password of her own", async () => {
    const { page } = olga;
    await page.goto("/admin/people");
    await page.getByLabel("Name", { exact: true }).fill("Vera");
    await page.getByLabel("Mail address").fill(kVera);
    await page.getByLabel(/^verifier/).check();
    await page.getByRole("button", { name: "Add them" }).click();
    const link = await page.locator("code").filter({ hasText: "/admin/password/" }).textContent();
    await vera.page.goto(link);
    await vera.page.getByLabel("New password").fill(kPassword);
    await vera.page.getByRole("button", { name: "Save the password" }).click();
    await givePassword(vera.page, kVera);
    await setUpSecondFactor(vera.page);
    await vera.page.getByRole("link", { name: "I have kept them" }).click();
    await vera.page.getByText("Nothing waits for you").waitFor();
  });

  await t.test("she registers the bodies that the field has", async () => {
    const { page } = olga;
    await register(page, "Accreditors", {
      "/name": "Commission on Bodywork Education",
      "/country": "US",
      "/origin": origin_of_check,
    });
    await register(page, "Schools", {
      "/name": "Prairie School of Stillness",
      "/country": "US",
      "/accreditations/0/accreditor": { label: "Commission on Bodywork Education" },
      "/accreditations/0/from": "2015-01-01",
      "/standing/0/standing": "active",
      "/origin": origin_of_check,
    });
    await register(page, "Issuers", {
      "/name": "Cranial Guild of the Plains",
      "/country": "US",
      "/time_zone": "America/Chicago",
      "/register_url": "https://guild.example.org/register",
      "/origin": origin_of_check,
    });
    await register(page, "Credential types", {
      "/issuer": { label: "Cranial Guild of the Plains" },
      "/name": "Craniosacral Guild Practitioner",
      "/letters": "CGP",
      "/required_hours": "400",
      "/where_to_check": "The guild's public register",
      "/recognised_by/0/accreditor": { label: "Commission on Bodywork Education" },
      "/recognised_by/0/from": "2018-01-01",
      "/origin": origin_of_check,
    });
    assert.match(page.url(), /cranial_guild_of_the_plains:cgp:1$/, "its key is made of what it is called");
  });

  await t.test("she registers a practitioner, and asks for consent", async () => {
    const { page } = olga;
    await page.getByRole("link", { name: "Practitioners", exact: true }).click();
    await page.getByRole("link", { name: "Register", exact: true }).click();
    await fillRecord(page, {
      "/name/display": "Amara Lindqvist",
      "/name/post_nominals": "CGP",
      "/contact/mail": kAmara,
      "/professions/0/profession": "massage_therapist",
      "/credentials/0/type": { label: "Craniosacral Guild Practitioner" },
      "/credentials/0/number": kNumber,
      "/credentials/0/issued": "2020-01-01",
      "/training/0/school": { label: "Prairie School of Stillness" },
      "/training/0/kind": "class",
      "/training/0/hours": "420",
      "/locations/0/city": "Columbus",
      "/locations/0/jurisdiction": "US-OH",
      "/locations/0/country": "US",
    });
    await page.getByRole("button", { name: "Register", exact: true }).click();
    await page.getByText("The practitioner is registered, as a draft.").waitFor();
    record = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Ask them by mail to confirm" }).click();
    await page.getByText("on its way to them").waitFor();
    const found = await (await fetch(`${origin}/v1/practitioners`)).json();
    assert.equal(found.total, 0, "a draft is nobody's business yet");
  });

  await t.test("the practitioner reads the mail, looks, and says yes", async () => {
    const { page } = amara;
    const [, link] = await directory.mail(kAmara, /http:\/\/\S+(\/confirm\/\S+)/);
    await page.goto(link);
    await page.getByRole("heading", { name: "Is this true, Amara Lindqvist?" }).waitFor();
    await usable(page, "the question by mail");
    await page.getByRole("button", { name: "Yes, it is true: list me" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await page.getByRole("link", { name: "See your listing" }).click();
    await page.getByRole("heading", { name: /^Amara Lindqvist/ }).waitFor();
    assert.match(await certification(page).textContent(), /Not checked yet/);
  });

  await t.test("the verifier finds it waiting, and records a check at the source", async () => {
    const { page } = vera;
    await page.goto("/admin");
    await page.getByRole("link", { name: /Never checked/ }).click();
    await page.getByRole("row", { name: /Amara Lindqvist/ }).getByRole("link", { name: /Craniosacral Guild Practitioner/ }).click();
    await page.getByLabel("How it was checked").selectOption("register_page");
    await page.getByLabel("Address of the page").fill(kSource);
    await page.getByLabel("Day of the check").fill(day(3));
    await page.getByLabel("Name", { exact: true }).fill("Lindqvist, Amara");
    await page.getByLabel("Number", { exact: true }).fill(kNumber);
    await page.getByLabel("Status", { exact: true }).fill("active");
    await page.getByLabel("What came of it").selectOption("matched");
    const seen = { name: "register.txt", mimeType: "text/plain", buffer: Buffer.from("0417 Lindqvist, Amara, active\n") };
    await page.getByLabel("Evidence").setInputFiles(seen);
    await page.getByRole("button", { name: "Record the check" }).click();
    await page.getByText("The check is recorded.").waitFor();
    await page.goto("/admin");
    await page.getByText("Nothing waits for you").waitFor();
  });

  await t.test("a client's search shows the first question met, with that check", async () => {
    const { page } = client;
    await page.goto("/");
    await page.getByText("More filters").click();
    await page.getByLabel("Name, school or other words").fill("lindqvist");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.waitForURL(/\?s=/);
    const line = certification(page);
    assert.match(await line.locator(".state").textContent(), /^Met$/);
    assert.match(await line.textContent(), /checked/);
    assert.equal(await line.locator("a.see").first().getAttribute("href"), kSource, "the evidence is a click away");
    await page.getByRole("link", { name: /See everything/ }).click();
    const check = await page.locator('[id^="verification-"]').first().textContent();
    assert.match(check, /register/, "how it was checked, by whom and when");
    await page.getByRole("link", { name: "Check it now" }).click();
    await page.getByRole("heading", { name: "Valid" }).waitFor();
    assert.match(await page.locator(".verdict .facts").textContent(), /Commission on Bodywork Education/);
    await page.goBack();
    await page.goBack();
  });

  await t.test("the verifier, the only one, revokes with a reason", async () => {
    const { page } = vera;
    await page.goto(record);
    await page.getByRole("link", { name: /Craniosacral Guild Practitioner.*CGP-0417/ }).click();
    await page.getByLabel("What is to become of it").selectOption("revoke");
    await page.getByLabel("Reason").fill(kReason);
    await page.getByLabel("For colleagues").fill("Three complaints, all upheld.");
    await page.getByLabel("Revoking alone").fill("Nobody else verifies here.");
    await page.getByRole("button", { name: "Change it" }).click();
    await page.getByText("Its standing is changed.").waitFor();
  });

  await t.test("the next search, the profile and the verdict all say so; yesterday it was valid", async () => {
    const { page } = client;
    await page.reload();
    assert.match(await certification(page).textContent(), /Not met.*revoked/is);
    await page.getByRole("link", { name: /See everything/ }).click();
    assert.match(await certification(page).textContent(), /Not met.*revoked/is);
    const certificates = await page.locator("#certificates").textContent();
    assert.ok(certificates.includes(kReason), "the public reason is public");
    assert.doesNotMatch(await page.content(), /Three complaints/, "what is for colleagues stays among them");
    await page.getByRole("link", { name: "Check it now" }).click();
    await page.getByRole("heading", { name: "Revoked" }).waitFor();
    const verdict = new URL(page.url());
    assert.equal((await (await fetch(`${origin}/v1${verdict.pathname}${verdict.search}`)).json()).status, "revoked");
    await page.goto(`${verdict.pathname}${verdict.search}&as_of=${yesterday()}`);
    await page.getByRole("heading", { name: "Valid" }).waitFor();
  });

  await t.test("the trail has every step, and holds", async () => {
    const { page } = olga;
    await page.goto("/admin/audit");
    const actions = (await page.locator("main ol h2").allTextContents()).map((text) => text.replace(/^\d+ · /, "")).reverse();
    const steps = [
      "account.create",
      "account.second_factor_set_up",
      "account.password_link",
      "account.password_set",
      "accreditor.register",
      "school.register",
      "issuer.register",
      "credential_type.register",
      "practitioner.register",
      "practitioner.ask_consent",
      "practitioner.attest",
      "credential.verify",
      "credential.revoke",
    ];
    let at = -1;
    for (const step of steps) {
      const next = actions.indexOf(step, at + 1);
      assert.ok(next > at, `${step} stands behind ${steps[steps.indexOf(step) - 1]}: ${actions.join(", ")}`);
      at = next;
    }
    await page.getByRole("link", { name: "Prove the whole trail" }).click();
    await page.getByRole("heading", { name: "The trail holds" }).waitFor();
    assert.match(await directory.run(["audit", "verify"]), /^The trail holds: \d+ entries/);
    assert.equal(actions.length, Number((await directory.run(["audit", "verify"])).match(/(\d+) entries/)[1]));
  });

  for (const { close } of [olga, vera, amara, client]) await close();
});
