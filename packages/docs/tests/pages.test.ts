// Every page of the built site in a browser.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  axeFaults,
  bakeryUrl,
  breadUrl,
  complaintsOf,
  newPage,
  noBrowser,
  openAfresh,
  overflow,
  siteUrl,
} from "./browser.ts";
import { mainPages, pages } from "./site.ts";

describe.skipIf(noBrowser)("every page", () => {
  it("loads without complaint and fits a phone and a desktop", async () => {
    const page = await newPage();
    const faults = complaintsOf(page);
    expect(pages).toEqual(expect.arrayContaining(mainPages));
    for (const path of pages) {
      await page.goto(siteUrl + path);
      for (const width of [360, 1440]) {
        faults.push(...(await overflow(page, width)).map((fault) => `${path}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });
});

describe.skipIf(noBrowser).each(mainPages)("%s", (path) => {
  it("passes axe, wide and narrow, light and dark", async () => {
    const page = await newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(siteUrl + path);
    expect(await axeFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await axeFaults(page, "colors")).toEqual([]);
    for (const width of [320, 768, 2560, 360]) expect(await overflow(page, width)).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
  });

  it("loads without complaint and fits its window without JavaScript", async () => {
    const page = await newPage({ javaScriptEnabled: false });
    const complaints = complaintsOf(page);
    await page.goto(siteUrl + path);
    for (const width of [320, 768, 1440]) expect(await overflow(page, width)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(noBrowser)("an operation's page", () => {
  it("passes axe with each of its parts in use, light and dark, and loads nothing from another origin", async () => {
    const page = await newPage({ viewport: { width: 1440, height: 900 } });
    const faults = complaintsOf(page, bakeryUrl);
    const look = async (part: string) => {
      for (const [colorScheme, rules] of [
        ["dark", "colors"],
        ["light", "all"],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        faults.push(...(await axeFaults(page, rules, part)).map((fault) => `${colorScheme}: ${fault}`));
      }
    };
    await page.goto(`${breadUrl}#body.baking.heat`);
    await openEverything(page);
    for (const width of [320, 1440]) faults.push(...(await overflow(page, width)));
    await look("html");
    await page.getByRole("radio", { name: "Deck oven" }).first().check({ force: true });
    await page.getByRole("button", { name: "Close all" }).last().click();
    await look("#body");
    await page.getByRole("button", { name: "Compose a request" }).click();
    await page.locator(".composer input").first().waitFor();
    await look("dialog[open]");
    await page.locator(".compose-close").click();
    await page.locator(".search-open").click();
    await page.getByRole("searchbox").fill("oven");
    await page.locator(".results a").first().waitFor();
    await look("dialog[open]");
    await page.locator("dialog.search").getByRole("button", { name: "Close" }).click();
    await page.setViewportSize({ width: 360, height: 900 });
    await page.getByRole("button", { name: "Pages" }).click();
    await look("#-pages");
    expect(faults).toEqual([]);
  });

  it.each([360, 1440])("does not move while it loads on a slow processor, at %i px", async (width) => {
    const page = await newPage({ viewport: { width, height: 900 } });
    const debug = await page.context().newCDPSession(page);
    await debug.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    for (const address of ["", "?oven-kind=rack"]) {
      await openAfresh(page, breadUrl + address);
      // By then the scripts have changed the page.
      const changed = page.locator(address ? ".field[hidden]" : ".copy").first();
      await changed.waitFor({ state: "attached" });
      expect(await page.evaluate(layoutShifts), address).toEqual([]);
    }
    await page.context().close();
  });
});

async function openEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

/** Runs in the page: whatever has moved since it began to load. */
async function layoutShifts(): Promise<string[]> {
  const shifts: string[] = [];
  const seen = (list: PerformanceObserverEntryList) =>
    shifts.push(...list.getEntries().map((one) => JSON.stringify(one)));
  new PerformanceObserver(seen).observe({ type: "layout-shift", buffered: true });
  // When the browser is idle after two frames, everything is in its place and the observer has been told.
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => requestIdleCallback(resolve));
  return shifts;
}
