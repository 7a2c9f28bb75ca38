// The site from a folder, without any server: all of it works but the search.
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { complaintsOf } from "./complaints.ts";
import { siteFolder } from "./serve-site.ts";

const site = pathToFileURL(siteFolder).href;
const operation = `${site}operations/updateModel.html`;

let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page, site);
}, 60_000);
afterAll(() => browser?.close());
beforeEach(async () => {
  await page.goto("about:blank");
  complaints.length = 0;
});

describe("from a file", () => {
  it.each([
    "index.html",
    "operations/updateModel.html",
    "schemas/index.html",
    "schemas/Model.html",
    "guides/client.html",
  ])("%s has nothing to complain of", async (path) => {
    await page.goto(`${site}${path}`);
    expect(await page.locator("h1").isVisible()).toBe(true);
    expect(await page.locator("html.js").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it("a reader goes from page to page", async () => {
    await page.goto(`${site}index.html`);
    await page.getByRole("link", { name: "Update a model" }).first().click();
    await page.getByRole("link", { name: "TrainingParameters" }).first().click();
    await page.getByRole("link", { name: "Update a model body.parameters", exact: true }).click();
    await page.waitForURL(`${operation}#body.parameters`);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("body.parameters");
    expect(complaints).toEqual([]);
  });

  it("a link to a field opens and focuses it", async () => {
    const id = "response.model.performanceStats.variants.arenaScore.ratingLower";
    await page.goto(`${operation}#${id}`);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(id);
    expect(await page.locator(`[id="${id}"]`).isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("the filter works and is in the address", async () => {
    await page.goto(operation);
    const radio = page.getByRole("radio", { name: "Flux LoRA" }).first();
    await radio.check();
    expect(page.url()).toBe(`${operation}?trainer=flux-lora`);
    expect(await page.locator('[id="body.parameters.classPrompt"]').getAttribute("hidden")).not.toBeNull();
    await page.reload();
    expect(await radio.isChecked()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("the theme stays on the next page", async () => {
    await page.goto(`${site}index.html`);
    await page.getByRole("button", { name: "Theme: as the system" }).click();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.goto(operation);
    expect(await ground()).toBe(dark);
    await page.getByRole("button", { name: "Theme: dark" }).click();
    expect(await ground()).toBe("rgb(255, 255, 255)");
    await page.getByRole("button", { name: "Theme: light" }).click();
    expect(complaints).toEqual([]);
  });

  it("a sample is copied, or marked for the key that copies it", async () => {
    await page.goto(operation);
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
    });
    const button = page.locator("details.sample[open] .copy:visible");
    await button.click();
    expect(await button.textContent()).toBe("Press Ctrl+C");
    const marked = await page.evaluate(() => String(getSelection()));
    expect(marked).toBe(await page.locator("details.sample[open] pre:visible").textContent());
    expect(complaints).toEqual([]);
  });

  it("the composer opens", async () => {
    await page.goto(operation);
    await page.getByRole("button", { name: "Compose a request" }).click();
    await page.locator(".composer input").first().waitFor();
    expect(complaints).toEqual([]);
  });

  it("the search says that it needs a server", async () => {
    await page.goto(operation);
    await page.keyboard.press("/");
    await page.getByRole("searchbox").fill("rank");
    await page.getByText("The search needs a web server: these pages are open from a file.").waitFor();
    expect(complaints.filter((text) => text.includes("thrown:"))).toEqual([]);
  });
});
