// What the pages remember and say while a reader goes through them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { bakeryFolder, bakeryUrl, breadUrl, newPage, noBrowser, openAfresh } from "./browser.ts";

let page: Page;
beforeAll(async () => {
  page = await newPage({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
});

const visible = (selector: string) => page.locator(selector).and(page.locator(":visible"));

describe.skipIf(noBrowser)("a reload", () => {
  it("keeps what was open and the place, also after a link to a field", async () => {
    await openAfresh(page, `${breadUrl}#body.baking`);
    await page.locator("#response").getByRole("button", { name: "Open all" }).click();
    await page.locator('[id="response.bread.type"] .name').first().click();
    await page.mouse.wheel(0, 500);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    const before = await page.evaluate(() => ({ top: scrollY, height: document.documentElement.scrollHeight }));
    await page.reload();
    await page.locator(".copy").first().waitFor({ state: "attached" });
    expect(await page.evaluate(() => ({ top: scrollY, height: document.documentElement.scrollHeight }))).toEqual(
      before,
    );
  });
});

describe.skipIf(noBrowser)("the language of the samples", () => {
  it("is chosen once for all pages, and another one is shown where a page lacks it", async () => {
    await openAfresh(page, breadUrl);
    await page.getByRole("radio", { name: "JSON" }).check({ force: true });
    expect(await visible(".language").getAttribute("data-language")).toBe("json");
    await openAfresh(page, `${bakeryUrl}operations/createBread.html`);
    expect(await visible(".language").getAttribute("data-language")).toBe("json");
    expect(await page.getByRole("radio", { name: "JSON" }).isChecked()).toBe(true);
    await openAfresh(page, `${bakeryUrl}operations/listBreads.html`);
    expect(await visible(".language").getAttribute("data-language")).toBe("curl");
  });
});

describe.skipIf(noBrowser)("the responses", () => {
  it("are shown one at a time, and a link shows the one that it leads into", async () => {
    await openAfresh(page, breadUrl);
    const shown = () => visible(".response").evaluateAll((all) => all.map(({ id }) => id));
    expect(await shown()).toEqual(["response"]);
    await page.getByRole("radio", { name: "Others" }).check({ force: true });
    expect(await shown()).toEqual(["default"]);
    await page.getByRole("link", { name: /^Response 200/ }).click();
    await expect.poll(shown).toEqual(["response"]);
    await page.emulateMedia({ media: "print" });
    expect((await shown()).length).toBeGreaterThan(1);
    await page.emulateMedia({ media: "screen" });
  });

  it("are all there without JavaScript", async () => {
    const still = await newPage({ javaScriptEnabled: false });
    await still.goto(breadUrl);
    expect(await still.locator(".response:visible").count()).toBe(await still.locator(".response").count());
    expect(await still.locator(".response").count()).toBeGreaterThan(1);
    await still.context().close();
  });
});

describe.skipIf(noBrowser)("copying", () => {
  it("is announced to screen readers", async () => {
    await openAfresh(page, breadUrl);
    await page.locator(".copy:visible").first().click();
    await page.getByRole("status").and(page.locator(":text('Copied')")).first().waitFor({ state: "attached" });
  });

  it("takes the whole page as Markdown", async () => {
    await openAfresh(page, breadUrl);
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const markdown = readFileSync(join(bakeryFolder, "operations/updateBread.md"), "utf8");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(markdown);
  });
});

describe.skipIf(noBrowser)("a heading", () => {
  it("has a link of its own", async () => {
    await openAfresh(page, breadUrl);
    await page.getByRole("link", { name: "Link to Body" }).click();
    expect(await page.evaluate(() => location.hash)).toBe("#body");
  });
});

describe.skipIf(noBrowser)("the keyboard", () => {
  it("reaches the filter of the body in a few steps", async () => {
    await openAfresh(page, breadUrl);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the body");
    await page.keyboard.press("Enter");
    for (let steps = 0; steps < 4; steps++) {
      await page.keyboard.press("Tab");
      if (await page.locator(".filter :focus").count()) return;
    }
    expect.fail("The filter is more than four steps away");
  });
});

describe.skipIf(noBrowser)("without JavaScript", () => {
  let still: Page;
  beforeAll(async () => {
    still = await newPage({ javaScriptEnabled: false });
    await still.goto(breadUrl);
  });

  it("a reader can open every field", async () => {
    const deepest = still.locator('[id="response.bread.flour.mill.river.depthInMetres"]');
    expect(await deepest.isVisible()).toBe(false);
    const closed = still.locator("details.inside:not([open])", { has: deepest });
    while ((await closed.count()) > 0) await closed.first().locator("> summary").click();
    expect(await deepest.isVisible()).toBe(true);
    await still.evaluate(() => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>("details.inside")) details.open = true;
    });
    expect(await still.locator(".field:visible").count()).toBe(await still.locator(".field").count());
  });

  it("there is no control that needs JavaScript, and the menu of a phone works", async () => {
    expect(await still.locator(".script:visible, .copy:visible, .search-open:visible, .theme:visible").count()).toBe(0);
    await still.setViewportSize({ width: 360, height: 740 });
    await still.getByRole("button", { name: "Pages" }).click();
    expect(await still.getByRole("link", { name: "All schemas" }).isVisible()).toBe(true);
  });
});
