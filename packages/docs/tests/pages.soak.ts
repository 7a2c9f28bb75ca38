// Every page of the built site in every theme and width, with and without JavaScript.
import { describe, expect, it } from "vitest";
import { axeFaults, complaintsOf, newPage, noBrowser, overflow, siteUrl } from "./browser.ts";
import { pages } from "./site.ts";

const themes = ["light", "dark"] as const;

describe.skipIf(noBrowser)("every page", () => {
  it.each([true, false])("loads without complaint and fits its window, JavaScript: %s", async (javaScriptEnabled) => {
    const page = await newPage({ javaScriptEnabled });
    const faults = complaintsOf(page);
    for (const path of pages) {
      await page.goto(siteUrl + path);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 360, 768, 1440, 2560]) faults.push(...(await overflow(page, width)));
      }
    }
    expect(faults).toEqual([]);
  });

  it.each(themes)("passes axe, wide and narrow, in the %s theme", async (colorScheme) => {
    const page = await newPage({ colorScheme });
    const faults: string[] = [];
    for (const path of pages) {
      await page.goto(siteUrl + path);
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        faults.push(...(await axeFaults(page)).map((fault) => `${path} at ${width} px: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });
});
