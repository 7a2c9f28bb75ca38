// The site opened from a folder, without a server: everything works except the search.
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addressOf, bakeryFolder, complaintsOf, newPage, noBrowser, waitForFocus } from "./browser.ts";

const folder = `${pathToFileURL(bakeryFolder).href}/`;
const operation = `${folder}operations/updateBread.html`;

let page: Page;
let complaints: string[];
beforeAll(async () => {
  page = await newPage();
  complaints = complaintsOf(page, folder);
});
beforeEach(async () => {
  await page.goto("about:blank");
  complaints.length = 0;
});
afterEach(() => expect(complaints).toEqual([]));

describe.skipIf(noBrowser)("from a folder", () => {
  it.each([
    "index.html",
    "operations/updateBread.html",
    "schemas/index.html",
    "schemas/BakingSettings.html",
    "guides/kneading.html",
  ])("%s opens", async (path) => {
    await page.goto(folder + path);
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect(await page.locator("html.js").count()).toBe(1);
  });

  it("links lead from page to page, and to a field", async () => {
    await page.goto(`${folder}index.html`);
    await page.getByRole("link", { name: "Change a bread" }).first().click();
    // Whoever leaves a page while its script loads ends that, which would be a complaint.
    await page.waitForURL(operation);
    await page.getByRole("link", { name: "BakingSettings" }).first().click();
    await page.waitForURL(`${folder}schemas/BakingSettings.html`);
    await page.getByRole("link", { name: "Change a bread body.baking", exact: true }).click();
    await page.waitForURL(`${operation}#body.baking`);
    await waitForFocus(page, "body.baking");
    const deepest = "response.bread.flour.mill.river.depthInMetres";
    await page.goto(`${operation}#${deepest}`);
    await waitForFocus(page, deepest);
  });

  it("the filter works and survives a reload", async () => {
    await page.goto(operation);
    const radio = page.getByRole("radio", { name: "Rack oven" }).first();
    await radio.check();
    expect(await addressOf(page)).toBe(`${operation}?oven-kind=rack`);
    await page.reload();
    expect(await radio.isChecked()).toBe(true);
    expect(await page.locator('[id="body.baking.crust"]').getAttribute("hidden")).not.toBeNull();
  });

  it("the next page keeps the theme", async () => {
    await page.goto(`${folder}index.html`);
    await page.getByRole("button", { name: "Theme: as the system" }).click();
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    await page.goto(operation);
    expect(await background()).toBe(dark);
    await page.getByRole("button", { name: "Theme: dark" }).click();
    expect(await background()).toBe("rgb(255, 255, 255)");
    await page.getByRole("button", { name: "Theme: light" }).click();
  });

  it("a sample is selected for the reader if the browser does not let pages copy", async () => {
    await page.goto(operation);
    // Without setTimeout, the button keeps what it says.
    await page.evaluate("setTimeout = () => 0; Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    const button = page.locator("details.sample[open] .copy:visible");
    await button.click();
    expect(await button.textContent()).toBe("Press Ctrl+C");
    const selected = await page.evaluate(() => String(getSelection()));
    expect(selected).toBe(await page.locator("details.sample[open] pre:visible").textContent());
  });

  it("the composer opens", async () => {
    await page.goto(operation);
    await page.getByRole("button", { name: "Compose a request" }).click();
    await page.locator(".composer input").first().waitFor();
  });

  it("the search works", async () => {
    await page.goto(operation);
    await page.keyboard.press("/");
    await page.keyboard.type("crust");
    await page.locator(".results a").first().click();
    await page.waitForURL(/#body\.baking\.crust$/);
  });
});
