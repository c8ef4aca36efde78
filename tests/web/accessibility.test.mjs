// WCAG 2.2 AA, as far as axe can tell, on every page: on a desktop by day, on a phone by night.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { everyPage } from "./addresses.mjs";
import { kDesktop, kPhone, launch, visit } from "./browser.mjs";
import { usable } from "./inspect.mjs";
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

const views = [
  ["on a desktop, light", { viewport: kDesktop, colorScheme: "light" }],
  ["on a phone, dark", { viewport: kPhone, colorScheme: "dark", isMobile: true, hasTouch: true }],
];

for (const [how, options] of views) {
  test(`every page can be used by everybody ${how}`, async (t) => {
    for (const [name, path, status] of await everyPage(server.origin)) {
      await t.test(name, async () => {
        const { page, close } = await visit(browser, server.origin, options);
        const answer = await page.goto(path);
        assert.equal(answer.status(), status, path);
        await usable(page, name);
        await close();
      });
    }
  });
}
