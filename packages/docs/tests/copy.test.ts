// The copy buttons. All tests share one clipboard: only this file uses it.
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { newPage, noBrowser, operationUrl, siteUrl } from "./browser.ts";
import { siteFiles } from "./site.ts";

let page: Page;
beforeAll(async () => {
  page = await newPage({ permissions: ["clipboard-read", "clipboard-write"] });
  // Without setTimeout, a button keeps saying that it has copied.
  await page.addInitScript("setTimeout = () => 0");
});

/** Copies the visible code within an element. */
async function copyFrom(within: Locator): Promise<string> {
  await within.locator(".copy:visible").click();
  await within.locator(".copy:visible", { hasText: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await within.locator("pre:visible").textContent());
  return copied;
}

describe.skipIf(noBrowser)("the copy button", () => {
  it.each(["curl", "client", "fetch", "json"])(
    "copies each sample as the page and its Markdown show it: %s",
    async (language) => {
      await page.goto(operationUrl);
      await page.locator(`.tabs input[value="${language}"]`).check();
      const samples = await page.locator("details.sample").all();
      expect(samples).toHaveLength(4);
      for (const sample of samples) {
        if ((await sample.getAttribute("open")) === null) await sample.locator("summary").click();
        expect(siteFiles.get("operations/updateModel.md")).toContain(`\n${await copyFrom(sample)}\n\`\`\``);
      }
    },
  );

  it("copies what the filter leaves of a sample", async () => {
    await page.goto(`${operationUrl}?trainer=musubi`);
    await page.locator('.tabs input[value="json"]').check();
    const sample = page.locator('details.sample[data-sample="setFluxLoraParameters"]');
    await sample.locator("summary").click();
    const copied = await copyFrom(sample);
    expect(copied).toContain("learningRate");
    expect(copied).not.toContain("nbEpochs");
  });

  it("copies the example of the response", async () => {
    await page.goto(operationUrl);
    const example = page.locator("details.example").first();
    await example.locator("summary").click();
    expect(JSON.parse(await copyFrom(example))).toHaveProperty("model.id");
  });

  it.each(["index.html", "guides/client.html"])("copies the code of %s", async (path) => {
    await page.goto(siteUrl + path);
    expect(await copyFrom(page.locator(".code").first())).not.toBe("");
  });
});
