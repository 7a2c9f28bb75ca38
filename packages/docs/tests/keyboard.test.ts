// The pages by keyboard alone.
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addressOf, bakeryUrl, newPage, noBrowser, openAfresh } from "./browser.ts";

let page: Page;
beforeAll(async () => {
  page = await newPage();
});

async function open(path: string, width = 1440): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await openAfresh(page, bakeryUrl + path);
}

/** The elements that Tab has reached, and what was wrong with each. It is kept in the page. */
interface Walk {
  reached: number;
  /** Whether Tab is back where it began. */
  finished: boolean;
  missed: string[];
  /** They look the same with and without the focus. */
  unseen: string[];
  outside: string[];
}

/** Runs in the page, before the first Tab. */
function beginWalk(): void {
  const focusable = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']";
  const name = (one: Element) => `${one.tagName} ${one.id} ${one.className} ${one.textContent.trim().slice(0, 30)}`;
  // A radio button may be invisible, with its label shown for it.
  const looks = (one: Element) =>
    [one, one.nextElementSibling, one.parentElement]
      .filter((part) => part !== null)
      .map((part) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor } =
          getComputedStyle(part);
        const outline = outlineStyle === "none" ? "" : outlineWidth + outlineColor;
        return [outline, boxShadow, backgroundColor, borderColor];
      })
      .join();
  const expected = [...document.querySelectorAll(focusable)].filter(
    (one) =>
      one.checkVisibility({ visibilityProperty: true }) &&
      // Of radio buttons, Tab reaches the chosen one, and the arrows the others.
      !(one instanceof HTMLInputElement && one.type === "radio" && !one.checked),
  );
  const before = new Map(expected.map((one) => [one, looks(one)]));
  const missed = new Set(expected);
  const reached = new Set<Element>();
  const walk: Walk = { reached: 0, finished: false, missed: [], unseen: [], outside: [] };
  document.addEventListener("keyup", () => {
    const now = document.activeElement;
    walk.finished ||= !now || now === document.body || reached.has(now);
    if (!now || walk.finished) return;
    walk.reached = reached.add(now).size;
    missed.delete(now);
    walk.missed = [...missed].map(name);
    if (looks(now) === before.get(now)) walk.unseen.push(name(now));
    const { top, bottom, left, right } = now.getBoundingClientRect();
    const header = now.closest(".top, .skip") ? null : document.querySelector(".top");
    const ceiling = header?.getBoundingClientRect().bottom ?? 0;
    if (bottom <= ceiling || top >= innerHeight || right <= 0 || left >= innerWidth) walk.outside.push(name(now));
  });
  Object.assign(globalThis, { walk });
}

describe.skipIf(noBrowser)("Tab", () => {
  it.each([
    ["index.html", 1440, 15],
    ["operations/updateBread.html", 360, 15],
    ["operations/updateBread.html with everything open", 1440, 60],
    ["guides/kneading.html", 360, 10],
  ])("reaches all of %s at %i px, and shows where it is", async (path, width, atLeast) => {
    await open(path.split(" ")[0] ?? "", width);
    if (path.endsWith("open")) {
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
    }
    await page.evaluate(beginWalk);
    let walk: Walk;
    do {
      for (let presses = 0; presses < 20; presses++) await page.keyboard.press("Tab");
      walk = await page.evaluate<Walk>("walk");
    } while (!walk.finished);
    expect(walk.reached).toBeGreaterThan(atLeast);
    expect(walk).toMatchObject({ missed: [], unseen: [], outside: [] });
  });

  it("goes first to a link that skips to the text", async () => {
    await open("guides/kneading.html");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the text");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.locator("main :focus").count()).toBe(1);
  });
});

describe.skipIf(noBrowser)("on the operation's page", () => {
  beforeEach(() => open("operations/updateBread.html"));
  const focused = () => page.locator(":focus");
  const isVisible = (selector: string) => page.locator(selector).isVisible();

  it("the theme changes from the system's to dark, light and back", async () => {
    const theme = () => page.locator("html").getAttribute("data-theme");
    await page.locator(".theme").focus();
    const seen = [];
    for (const key of ["Enter", "Space", "Space"]) {
      await page.keyboard.press(key);
      seen.push(await theme());
    }
    expect(seen).toEqual(["dark", "light", null]);
  });

  it("/ opens the search, the arrows go through its results, and Escape closes it", async () => {
    await page.locator(".theme").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("oven");
    const second = page.locator(".results a").nth(1);
    await second.waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await focused().getAttribute("href")).toBe(await second.getAttribute("href"));
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await focused().getAttribute("type")).toBe("search");
    await page.keyboard.press("Escape");
    expect(await isVisible("dialog.search")).toBe(false);
    expect(await focused().getAttribute("class")).toBe("theme");
  });

  it("Ctrl+K opens the search, and Enter goes to the first result", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("crust");
    await page.locator(".results a").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#body\.baking\.crust$/);
    expect(await isVisible("dialog.search")).toBe(false);
  });

  it("/ opens the search from a radio button, and is a letter in a text field", async () => {
    await page.locator("#body fieldset.filter input:checked").first().focus();
    await page.keyboard.press("/");
    await page.getByRole("searchbox").waitFor();
    await page.keyboard.type("a/b");
    expect(await page.getByRole("searchbox").inputValue()).toBe("a/b");
  });

  it("the menu of a narrow window opens, and closes by Escape and by a link", async () => {
    await page.setViewportSize({ width: 360, height: 900 });
    const menu = page.locator("#-pages");
    await page.getByRole("button", { name: "Pages" }).press("Enter");
    expect(await menu.isVisible()).toBe(true);
    await page.keyboard.press("Tab");
    expect(await focused().textContent()).toBe("Start page");
    await page.keyboard.press("Escape");
    expect(await menu.isVisible()).toBe(false);
    expect(await focused().getAttribute("aria-label")).toBe("Pages");
    await page.keyboard.press("Space");
    await menu.getByRole("link", { name: /^Response 200/ }).press("Enter");
    await menu.waitFor({ state: "hidden" });
    expect(await addressOf(page)).toMatch(/#response$/);
  });

  it("the composer keeps the focus and gives it back", async () => {
    await page.getByRole("button", { name: "Compose a request" }).press("Enter");
    await page.locator(".composer input").first().waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator("dialog :focus").count()).toBe(1);
    await page.keyboard.press("Escape");
    expect(await isVisible("dialog.compose-dialog")).toBe(false);
    expect(await focused().textContent()).toMatch(/Compose a request/);
  });
});
