// The site opened from a folder, without a server: everything works except the search.
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addressOf, complaintsOf, newPage, noBrowser, waitForFocus } from "./browser.ts";
import { deepestField, mainPages, siteFolder } from "./site.ts";

const folder = pathToFileURL(siteFolder).href;
const operation = `${folder}operations/updateModel.html`;

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
  it.each(mainPages)("%s opens", async (path) => {
    await page.goto(folder + path);
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect(await page.locator("html.js").count()).toBe(1);
  });

  it("links lead from page to page, and to a field", async () => {
    await page.goto(`${folder}index.html`);
    await page.getByRole("link", { name: "Update a model" }).first().click();
    await page.getByRole("link", { name: "TrainingParameters" }).first().click();
    await page.getByRole("link", { name: "Update a model body.parameters", exact: true }).click();
    await page.waitForURL(`${operation}#body.parameters`);
    await waitForFocus(page, "body.parameters");
    await page.goto(`${operation}#${deepestField}`);
    await waitForFocus(page, deepestField);
  });

  it("the filter works and survives a reload", async () => {
    await page.goto(operation);
    const radio = page.getByRole("radio", { name: "Flux LoRA" }).first();
    await radio.check();
    expect(await addressOf(page)).toBe(`${operation}?trainer=flux-lora`);
    await page.reload();
    expect(await radio.isChecked()).toBe(true);
    expect(await page.locator('[id="body.parameters.classPrompt"]').getAttribute("hidden")).not.toBeNull();
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

  it("the search says that it needs a server", async () => {
    await page.goto(operation);
    await page.keyboard.press("/");
    await page.getByRole("searchbox").fill("rank");
    await page.getByText("The search needs a web server: these pages are open from a file.").waitFor();
    // The browser reports that it may not load the index.
    expect(complaints.filter((text) => text.includes("uncaught:"))).toEqual([]);
    complaints.length = 0;
  });
});
