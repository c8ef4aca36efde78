// One Chromium for a test file, and pages that remember what they should not have done.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

export const kDesktop = { width: 1280, height: 900 };
export const kPhone = { width: 390, height: 844 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A page in a browser context of its own, which answers every outside address itself and writes it down.
 * `close` fails the test if the page broke the content policy, raised an error, or asked outside for anything
 * that `mayAsk` does not name. Origins of `real` are asked as they are.
 */
export async function visit(browser, origin, options = {}, mayAsk = () => false, real = []) {
  const context = await browser.newContext({ viewport: kDesktop, baseURL: origin, ...options });
  const wrong = [];
  const outside = [];
  await context.route(
    (url) => url.origin !== origin && !real.includes(url.origin),
    (route) => {
      outside.push({ url: route.request().url(), headers: route.request().headers() });
      return route.fulfill({ status: 200, contentType: "image/png", body: kEmptyPng });
    },
  );
  const page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const expected = /Failed to load resource: the server responded with a status of 4\d\d/;
    if (["error", "warning"].includes(message.type()) && !expected.test(message.text())) {
      wrong.push(`${message.type()}: ${message.text()}`);
    }
  });
  return {
    page,
    outside,
    async close() {
      await context.close();
      assert.deepEqual(wrong, [], "the page broke its content policy or raised an error");
      const unasked = outside.filter(({ url }) => !mayAsk(url)).map(({ url }) => url);
      assert.deepEqual(unasked, [], "the page asked outside");
    },
  };
}

const kEmptyPng = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
