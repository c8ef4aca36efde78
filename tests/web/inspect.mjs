// What every page is held to: WCAG 2.2 AA as far as axe can tell, HTML as the Nu validator tells, no sideways scrolling.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import vnu from "vnu-jar";
import { kDesktop, kPhone } from "./browser.mjs";

const run = promisify(execFile);
const kTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** The ways in which a page that stands open is looked at. */
export const kViews = [
  ["desktop, light", kDesktop, "light"],
  ["desktop, dark", kDesktop, "dark"],
  ["phone, light", kPhone, "light"],
  ["phone, dark", kPhone, "dark"],
];

/** Fails unless everybody can use the page as it stands now. */
export async function usable(page, name) {
  // What is folded away counts too; a menu would lie over what it hides, and is looked at by itself.
  await page.evaluate(() => document.querySelectorAll("details:not(.menu)").forEach((details) => (details.open = true)));
  const { violations } = await new AxeBuilder({ page }).withTags(kTags).analyze();
  const told = violations.map(
    ({ id, nodes }) => `${name}: ${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
  );
  assert.deepEqual(told, []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name}: the page is ${wide} px wider than the screen`);
}

/** The same in each of kViews. STILLPOINT_SHOTS names a folder that gets a picture of each, and one as printed. */
export async function usableInEveryView(page, name) {
  const shots = process.env.STILLPOINT_SHOTS;
  const picture = (view) => page.screenshot({ path: join(shots, `${name}-${view}.png`.replaceAll(/[ ,/]+/g, "_")), fullPage: true });
  for (const [view, viewport, colorScheme] of kViews) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    if (shots) await picture(view);
    await usable(page, `${name} (${view})`);
  }
  await page.setViewportSize(kDesktop);
  if (shots) {
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    await picture("print");
  }
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
}

/** Fails unless each page is HTML without an error. @param pages [name, text] of each. */
export async function validHtml(pages) {
  const folder = await mkdtemp(join(tmpdir(), "stillpoint-markup-"));
  try {
    const names = {};
    for (const [name, html] of pages) {
      const file = join(folder, `${Object.keys(names).length}.html`);
      names[file] = name;
      await writeFile(file, html);
    }
    const { stderr } = await run("java", ["-jar", vnu, "--format", "json", "--exit-zero-always", ...Object.keys(names)], {
      maxBuffer: 64 << 20,
    });
    const told = JSON.parse(stderr)
      .messages.filter(({ type }) => type === "error" || type === "non-document-error")
      .map(({ url, lastLine, message, extract }) => `${names[url?.replace(/^file:/, "")]}:${lastLine}: ${message} ${extract ?? ""}`);
    assert.deepEqual(told, []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
