import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import type { Listening } from "../../../scripts/docs/listen.ts";
import { readSite, serveSite } from "./serve-site.ts";

let server: Listening;
let browser: Browser;
let page: Page;
let markdown: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([serveSite(), launchBrowser()]);
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  markdown = (await readSite()).get("operations/updateModel.md") ?? "";
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(async () => {
  await page.goto(`${server.url}operations/updateModel.html`);
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
});

const copied = () => page.evaluate(() => navigator.clipboard.readText());
const samples = () => page.locator("details.sample");

describe("the copy button", () => {
  it.each(["curl", "client", "fetch", "json"])("copies each sample as it is shown: %s", async (language) => {
    await page.locator(`.tabs input[value="${language}"]`).check();
    expect(await samples().count()).toBe(4);
    for (const sample of await samples().all()) {
      if ((await sample.getAttribute("open")) === null) await sample.locator("summary").click();
      // One is on show: of each sample, that in the chosen language.
      const code = sample.locator("pre:visible");
      await sample.locator(".copy:visible").click();
      const text = await copied();
      expect(text).toBe(await code.textContent());
      // And it is what the Markdown has, to the last character.
      expect(markdown).toContain(`\n${text}\n\`\`\``);
    }
  });

  it("copies what the filter leaves", async () => {
    await page.goto(`${server.url}operations/updateModel.html?trainer=musubi`);
    await page.locator(`.tabs input[value="json"]`).check();
    const sample = page.locator('details.sample[data-sample="setFluxLoraParameters"]');
    await sample.locator("summary").click();
    await sample.locator(".copy:visible").click();
    const text = await copied();
    expect(text).toContain("learningRate");
    expect(text).not.toContain("nbEpochs");
    expect(text).toBe(await sample.locator("pre:visible").textContent());
  });

  it("copies the example of the answer, and says so", async () => {
    const example = page.locator("details.example").first();
    await example.locator("summary").click();
    const button = example.locator(".copy");
    await button.click();
    expect(JSON.parse(await copied())).toHaveProperty("model.id");
    expect(await button.textContent()).toBe("Copied");
  });

  it("works on the start page and in a guide", async () => {
    for (const path of ["index.html", "guides/client.html"]) {
      await page.goto(`${server.url}${path}`);
      const code = page.locator(".code").first();
      await code.locator(".copy").click();
      expect(await copied()).toBe(await code.locator("pre").textContent());
    }
  });
});
