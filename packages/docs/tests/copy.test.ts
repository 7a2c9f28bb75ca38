// The copy buttons. All tests share one clipboard: only this file uses it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { bakeryFolder, bakeryUrl, breadUrl, newPage, noBrowser } from "./browser.ts";

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
      await page.goto(breadUrl);
      await page.locator(`.tabs input[value="${language}"]`).check();
      const samples = await page.locator("details.sample").all();
      expect(samples).toHaveLength(2);
      const markdown = readFileSync(join(bakeryFolder, "operations/updateBread.md"), "utf8");
      for (const sample of samples) {
        if ((await sample.getAttribute("open")) === null) await sample.locator("summary").click();
        expect(markdown).toContain(`\n${await copyFrom(sample)}\n\`\`\``);
      }
    },
  );

  it("copies the example of the response", async () => {
    await page.goto(breadUrl);
    const example = page.locator("details.example[open]").first();
    expect(JSON.parse(await copyFrom(example))).toHaveProperty("bread.id");
  });

  it.each(["index.html", "guides/kneading.html"])("copies the code of %s", async (path) => {
    await page.goto(bakeryUrl + path);
    expect(await copyFrom(page.locator(".code").first())).not.toBe("");
  });
});
