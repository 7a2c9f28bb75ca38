import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import type { Listening } from "../../../scripts/docs/listen.ts";
import { serveSite } from "./serve-site.ts";

let server: Listening;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([serveSite(), launchBrowser()]);
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function open(path: string, width = 1440): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.goto("about:blank");
  await page.goto(`${server.url}${path}`);
}

/** What the walk through a page has found. It is kept in the page. */
interface Walk {
  /** Notes the element that has the focus now; true once the walk is at its end. */
  step(): boolean;
  result(): { reached: number; missed: string[]; unseen: string[]; outside: string[] };
}

/** Runs in the page, before the first Tab. */
function beginWalk(): void {
  const canFocus = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']";
  const name = (one: Element) => `${one.tagName} ${one.id} ${one.className} ${one.textContent.trim().slice(0, 30)}`;
  // A radio button may be invisible itself and have its label shown for it.
  const looks = (one: Element) =>
    [one, one.nextElementSibling, one.parentElement]
      .map((part) => {
        if (!part) return "";
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor } =
          getComputedStyle(part);
        return [
          outlineStyle,
          outlineStyle === "none" ? "" : outlineWidth + outlineColor,
          boxShadow,
          backgroundColor,
          borderColor,
        ];
      })
      .join();
  const expected = [...document.querySelectorAll<HTMLElement>(canFocus)].filter(
    (one) =>
      one.checkVisibility({ visibilityProperty: true }) &&
      // Of radio buttons, Tab reaches the one that is chosen, and the arrows the others.
      !(one instanceof HTMLInputElement && one.type === "radio" && !one.checked),
  );
  const before = new Map(expected.map((one) => [one, looks(one)]));
  const reached = new Set<Element>();
  const unseen: string[] = [];
  const outside: string[] = [];
  const walk: Walk = {
    step() {
      const now = document.activeElement;
      if (!now || now === document.body || reached.has(now)) return true;
      reached.add(now);
      if (before.has(now as HTMLElement) && looks(now) === before.get(now as HTMLElement)) unseen.push(name(now));
      const { top, bottom, left, right } = now.getBoundingClientRect();
      const header = now.closest(".top, .skip")
        ? 0
        : (document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0);
      if (bottom <= header || top >= innerHeight || right <= 0 || left >= innerWidth) outside.push(name(now));
      return false;
    },
    result: () => ({
      reached: reached.size,
      missed: expected.filter((one) => !reached.has(one)).map(name),
      unseen,
      outside,
    }),
  };
  Object.assign(globalThis, { walk });
}

async function walkThrough(): Promise<ReturnType<Walk["result"]>> {
  await page.evaluate(beginWalk);
  for (let steps = 0; steps < 1_500; steps++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate("walk.step()")) break;
  }
  return page.evaluate<ReturnType<Walk["result"]>>("walk.result()");
}

describe("Tab alone", () => {
  it.each([
    ["index.html", 1440],
    ["operations/updateModel.html", 1440],
    ["operations/updateModel.html", 360],
    ["schemas/TrainingParameters.html", 1440],
    ["guides/client.html", 360],
  ])("reaches everything of %s at %i px, and shows where it is", async (path, width) => {
    await open(path, width);
    const { reached, ...faults } = await walkThrough();
    expect(reached).toBeGreaterThan(15);
    expect(faults).toEqual({ missed: [], unseen: [], outside: [] });
  });

  it("reaches everything of the operation when all of it is open", { timeout: 120_000 }, async () => {
    await open("operations/updateModel.html");
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    const { reached, ...faults } = await walkThrough();
    expect(reached).toBeGreaterThan(229);
    expect(faults).toEqual({ missed: [], unseen: [], outside: [] });
  });

  it("comes to the text first, through the first link of all", async () => {
    await open("guides/client.html");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Skip to the text");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
  });
});

describe("the keys", () => {
  beforeEach(() => open("operations/updateModel.html"));
  const focused = () => page.locator(":focus");

  it("Enter and Space open and close what is inside a field", async () => {
    const details = page.locator('[id="body.parameters"] > details');
    const isOpen = () => details.evaluate((element: HTMLDetailsElement) => element.open);
    await details.locator("> summary").focus();
    const before = await isOpen();
    await page.keyboard.press("Enter");
    expect(await isOpen()).toBe(!before);
    await page.keyboard.press("Space");
    expect(await isOpen()).toBe(before);
  });

  it("the arrows choose the language of the samples", async () => {
    const shown = () => page.locator("details.sample[open] .language:visible").getAttribute("data-language");
    expect(await shown()).toBe("curl");
    await page.locator(".tabs input:checked").focus();
    const seen: (string | null)[] = [];
    for (let presses = 0; presses < 4; presses++) {
      await page.keyboard.press("ArrowRight");
      seen.push(await shown());
    }
    expect(seen).toEqual(["client", "fetch", "json", "curl"]);
  });

  it("the arrows choose a trainer", async () => {
    await page.locator("#body fieldset.filter input:checked").focus();
    await page.keyboard.press("ArrowRight");
    expect(new URL(page.url()).search).toBe("?trainer=sd15");
    await page.keyboard.press("ArrowLeft");
    expect(new URL(page.url()).search).toBe("");
  });

  it("Enter and Space change the theme", async () => {
    await page.locator(".theme").focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.keyboard.press("Space");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("light");
    await page.keyboard.press("Space");
    expect(await page.locator("html").getAttribute("data-theme")).toBeNull();
  });

  it("/ opens the search, the arrows go through what it finds, Escape closes it", async () => {
    await page.locator(".theme").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("learning rate");
    await page.locator(".results a").nth(1).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await focused().getAttribute("href")).toBe(await page.locator(".results a").nth(1).getAttribute("href"));
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await focused().getAttribute("type")).toBe("search");
    // The first Escape may empty the field.
    await page.keyboard.press("Escape");
    if (await page.locator("dialog.search").isVisible()) await page.keyboard.press("Escape");
    expect(await page.locator("dialog.search").isVisible()).toBe(false);
    expect(await focused().getAttribute("class")).toBe("theme");
  });

  it("Enter follows what the search found", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("classPrompt");
    await page.locator(".results a").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#.*classPrompt$/);
    await page.waitForFunction(() => document.activeElement?.classList.contains("field"));
  });

  it("/ opens the search where a choice has the focus, and is a letter where text is typed", async () => {
    await page.locator("#body fieldset.filter input:checked").focus();
    await page.keyboard.press("/");
    await page.getByRole("searchbox").waitFor();
    await page.keyboard.type("a/b");
    expect(await page.getByRole("searchbox").inputValue()).toBe("a/b");
  });

  it("open the menu of a narrow window, go through it and close it", async () => {
    await open("operations/updateModel.html", 360);
    const menu = page.locator("#-pages");
    await page.getByRole("button", { name: "Pages" }).focus();
    await page.keyboard.press("Enter");
    expect(await menu.isVisible()).toBe(true);
    await page.keyboard.press("Tab");
    expect(await focused().textContent()).toBe("Start");
    await page.keyboard.press("Escape");
    expect(await menu.isVisible()).toBe(false);
    expect(await focused().getAttribute("aria-label")).toBe("Pages");
    // A link within the page closes it, as one would not see where it leads.
    await page.keyboard.press("Space");
    await menu.getByRole("link", { name: /^Response 200/ }).press("Enter");
    await menu.waitFor({ state: "hidden" });
    expect(page.url()).toMatch(/#response$/);
  });

  it("open the composer, keep the focus in it and give it back", async () => {
    const button = page.getByRole("button", { name: "Compose a request" });
    await button.press("Enter");
    await page.locator(".composer input").first().waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog.compose-dialog").isVisible()).toBe(false);
    expect(await focused().textContent()).toBe(await button.textContent());
  });
});
