// People who work on the register: how they come in at a browser.
import { createHmac } from "node:crypto";

/** Long enough, and in no list. */
export const kPassword = "quiet paper and ink, one accent";
const kStepMilliseconds = 30000;

/** What an authenticator app shows (RFC 6238). @param ahead steps of 30 seconds from now: each code is taken once. */
export function code(secret, ahead = 0) {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / kStepMilliseconds) + ahead));
  const digest = createHmac("sha1", key).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, "0");
}

/** Makes an account from the machine's command line. */
export function makeAccount(directory, { mail, name, roles }) {
  const flags = roles.flatMap((role) => ["--role", role]);
  return directory.run(["admin", "create-user", "--mail", mail, "--name", name, ...flags], `${kPassword}\n`);
}

/** Gives the mail address and the password, on the sign-in page. */
export async function givePassword(page, mail) {
  await page.getByLabel("Mail address").fill(mail);
  await page.getByLabel("Password").fill(kPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Sets up the second factor, where the program asks for one. @returns its secret. */
export async function setUpSecondFactor(page) {
  await page.waitForURL(/second-factor\/set-up/);
  const secret = (await page.locator(".steps code").first().textContent()).replaceAll(/\s/g, "");
  await page.getByRole("textbox", { name: "Code" }).fill(code(secret));
  await page.getByRole("button", { name: "Set it up" }).click();
  await page.getByRole("heading", { name: /recovery codes/i }).waitFor();
  return secret;
}

/**
 * The first sign-in of somebody whose roles need a second factor. @param path where to go; it asks for signing in.
 * @returns the factor's secret.
 */
export async function signInFirst(page, mail, path = "/admin/sign-in") {
  await page.goto(path);
  await givePassword(page, mail);
  return setUpSecondFactor(page);
}

/** Fills fields of a record's form by their paths: texts, days, choices. */
export async function fillRecord(page, fields) {
  for (const fold of await page.locator(".record .spare > summary").all()) {
    if (await fold.isVisible()) await fold.click();
  }
  for (const [path, value] of Object.entries(fields)) {
    const field = page.locator(`[id="${path}"]`);
    const isChoice = await field.evaluate((element) => element.tagName === "SELECT");
    await (isChoice ? field.selectOption(value) : field.fill(value));
  }
}

/** "2026-11-22", so many days ago. */
export const day = (ago) => new Date(Date.now() - ago * 86400000).toISOString().slice(0, 10);

/** The same time yesterday, as an instant: a day would end in its issuer's time zone, for some only this morning. */
export const yesterday = () => new Date(Date.now() - 86400000).toISOString();
