// Takes pictures of a running program's pages, to be looked at and for docs/images:
//   node shots.mjs ORIGIN FOLDER
import { asked, twoPeople } from "./addresses.mjs";
import { kDesktop, kPhone, launch } from "./browser.mjs";

const [origin, folder] = process.argv.slice(2);
const browser = await launch();
const { full, bare } = await twoPeople(origin);
const migraine = await asked(origin, { place: "Columbus, OH", radius_km: "80", condition: "migraine", accepting: "true" });
const views = {
  desktop: { viewport: { ...kDesktop, height: 1360 } },
  phone: { viewport: kPhone, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  dark: { viewport: kDesktop, colorScheme: "dark" },
};
const pages = {
  start: "/",
  search: migraine,
  profile: `/practitioners/${full}`,
  bare: `/practitioners/${bare}`,
  compare: `/compare?id=${full}&id=${bare}`,
};
for (const [view, options] of Object.entries(views)) {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    await page.screenshot({ path: `${folder}/${name}-${view}.png` });
  }
  await page.goto(migraine);
  await page.getByRole("button", { name: "Show the map" }).click();
  await page.locator(".leaflet-marker-icon").first().waitFor();
  await page.locator(".map").scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${folder}/map-${view}.png` });
  await page.goto("/");
  await page.getByText("More filters").click();
  await page.screenshot({ path: `${folder}/filters-${view}.png`, fullPage: true });
  await context.close();
}
await browser.close();
