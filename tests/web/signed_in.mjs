// An account that signs in at a browser, with its second factor.
import { createHmac } from "node:crypto";

/** Long enough, and in no list. */
export const kPassword = "quiet paper and ink, one accent";

/** What an authenticator app shows (RFC 6238). */
function code(secret) {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const digest = createHmac("sha1", key).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, "0");
}

/** Signs in for the first time, and sets up a second factor. @param path where to go; it asks for signing in. */
export async function signIn(page, { mail, path }) {
  await page.goto(path);
  await page.getByLabel("Mail address").fill(mail);
  await page.getByLabel("Password").fill(kPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/second-factor\/set-up/);
  const secret = (await page.locator(".steps code").first().textContent()).replaceAll(/\s/g, "");
  await page.getByRole("textbox", { name: "Code" }).fill(code(secret));
  await page.getByRole("button", { name: "Set it up" }).click();
  await page.getByRole("heading", { name: /recovery codes/i }).waitFor();
}
