// How the pages are laid out, from a phone to a wide screen, in both themes, in forced colours and in print.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { axeFaults, bakeryUrl, breadUrl, harbourUrl, newPage, noBrowser, openAfresh, overflow } from "./browser.ts";

const BAKERY_PAGES = ["index", "operations/updateBread", "schemas/BakingSettings", "errors"].map(
  (path) => `${bakeryUrl}${path}.html`,
);
/** With constructs that most descriptions do not have. */
const HARBOUR_PAGES = [
  "index",
  "operations/watchShips",
  "operations/listLogs",
  "operations/delete",
  "schemas/Vessel",
].map((path) => `${harbourUrl}${path}.html`);
const WIDTHS = [320, 360, 768, 1280, 1440, 2560];
/** The widths at which something is cut off or too wide first. */
const OUTERMOST = new Set([320, 1280, 2560]);

let page: Page;
beforeAll(async () => {
  page = await newPage();
});

interface Box {
  left: number;
  right: number;
  width: number;
}

/** Runs in the page: the boxes of the fields, of what is beside or above them, and of the space for both. */
function boxes(section: string) {
  const box = (selector: string): Box | undefined =>
    document.querySelector(section)?.querySelector(`:scope > ${selector}`)?.getBoundingClientRect().toJSON();
  const { paddingLeft, paddingRight } = getComputedStyle(document.querySelector("main") as Element);
  const main = document.querySelector("main")?.clientWidth ?? 0;
  return {
    content: main - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight),
    reference: box(".reference"),
    samples: box(".samples"),
  };
}

describe.skipIf(noBrowser).each(WIDTHS)("at %i px", (width) => {
  it("samples are beside the fields from a content width of 1,090 px, and above them below it", async () => {
    await page.setViewportSize({ width, height: 900 });
    await openAfresh(page, breadUrl);
    for (const section of [".operation > .columns", ".response.chosen"]) {
      const { content, reference, samples } = await page.evaluate(boxes, section);
      if (!reference || !samples) throw new Error(`${section} has no fields, or no samples`);
      const isBeside = samples.left >= reference.right;
      expect(isBeside, section).toBe(content >= 1090);
      if (!isBeside) continue;
      expect(reference.width, section).toBeGreaterThanOrEqual(640);
      expect(samples.width, section).toBeGreaterThanOrEqual(400);
    }
  });

  it("nothing is cut off, in both themes, in forced colours and in print", async () => {
    const faults: string[] = [];
    for (const path of [...BAKERY_PAGES, ...(OUTERMOST.has(width) ? HARBOUR_PAGES : [])]) {
      await page.emulateMedia({});
      await openAfresh(page, path);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      for (const media of [
        { colorScheme: "light" },
        { colorScheme: "dark" },
        { forcedColors: "active" },
        { media: "print" },
      ] as const) {
        await page.emulateMedia(media);
        const found = [...(await overflow(page, width)), ...(await page.evaluate(cutOff))];
        faults.push(...found.map((fault) => `${path} ${JSON.stringify(media)}: ${fault}`));
      }
    }
    await page.emulateMedia({ media: "screen", forcedColors: "none", colorScheme: "light" });
    expect(faults).toEqual([]);
  });
});

/** Runs in the page: the elements that hide a part of their own text. Code scrolls, and the name of the API is shortened. */
function cutOff(): string[] {
  return [...document.querySelectorAll<HTMLElement>("main *, .foot *")]
    .filter((one) => one.checkVisibility() && getComputedStyle(one).overflowX === "hidden" && !one.closest(".of"))
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    .map(({ tagName, className, textContent }) => `${tagName}.${className} ${textContent.slice(0, 40)} is cut off`);
}

describe.skipIf(noBrowser)("constructs of OpenAPI", () => {
  it.each(["light", "dark"] as const)("are without a fault that axe finds, in the %s theme", async (colorScheme) => {
    const faults: string[] = [];
    for (const path of HARBOUR_PAGES) {
      await page.emulateMedia({ colorScheme });
      await openAfresh(page, path);
      faults.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});

describe.skipIf(noBrowser)("in forced colours", () => {
  it("what is chosen, current or found looks different from the rest", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ forcedColors: "active" });
    await openAfresh(page, `${breadUrl}?oven-kind=deck#body.baking`);
    const looks = (selector: string) =>
      page.evaluate((each) => {
        const one = document.querySelector(each);
        if (!one) throw new Error(`There is no ${each}`);
        const { backgroundColor, outlineStyle, borderBottomColor } = getComputedStyle(one);
        return [backgroundColor, outlineStyle, borderBottomColor].join();
      }, selector);
    const pairs: [string, string][] = [
      [".filter :checked + span", ".filter :not(:checked) + span"],
      [".tabs :checked + span", ".tabs :not(:checked) + span"],
      ["[id='body.baking']", "[id='body.note']"],
      [".side [aria-current=page]", ".side li > a:not([aria-current])"],
    ];
    for (const [one, other] of pairs) expect(await looks(one), one).not.toBe(await looks(other));
    expect(await axeFaults(page)).toEqual([]);
    await page.emulateMedia({ forcedColors: "none" });
  });
});

describe.skipIf(noBrowser)("the code", () => {
  it("is not covered by its button, and shows where it goes on", async () => {
    await page.setViewportSize({ width: 360, height: 900 });
    await openAfresh(page, breadUrl);
    await page.locator(".copy").first().waitFor({ state: "attached" });
    const covered = await page.evaluate(() =>
      [...document.querySelectorAll(".code")]
        .filter((block) => block.checkVisibility())
        .filter((block) => {
          const code = block.querySelector("code")?.getBoundingClientRect();
          const button = block.querySelector(".copy")?.getBoundingClientRect();
          return !code || !button || button.bottom > code.top;
        })
        .map(({ textContent }) => textContent.slice(0, 40)),
    );
    expect(covered).toEqual([]);
  });
});

describe.skipIf(noBrowser)("the sidebar", () => {
  it("keeps the current schema in view, in the order of names, and marks the field that is read", async () => {
    await page.setViewportSize({ width: 1440, height: 500 });
    await openAfresh(page, `${bakeryUrl}schemas/FillingKind.html`);
    const current = page.locator(".side [aria-current=page]");
    await expect
      .poll(() =>
        current.evaluate((link) => {
          const { top, bottom } = link.getBoundingClientRect();
          const view = link.closest(".side")?.getBoundingClientRect();
          return view !== undefined && top >= view.top && bottom <= view.bottom;
        }),
      )
      .toBe(true);
    const names = await page.locator(".side details > ul > li > a").allTextContents();
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en")));
    await openAfresh(page, `${breadUrl}#body.note`);
    await page.locator(".outline [data-here]", { hasText: "note" }).waitFor();
  });
});

describe.skipIf(noBrowser)("code", () => {
  it("has a font in which all characters are equally wide", async () => {
    await openAfresh(page, breadUrl);
    const widths = await page.evaluate(() => {
      const code = document.querySelector("main code") as HTMLElement;
      return ["iiii", "MMMM"].map((text) => {
        code.textContent = text;
        return code.getBoundingClientRect().width;
      });
    });
    expect(widths[0]).toBe(widths[1]);
  });
});
