// Every page of the built site, as readers meet it: both themes, three widths, with and without JavaScript.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import type { Listening } from "../../../scripts/docs/listen.ts";
import { axeFaults } from "./axe.ts";
import { complaintsOf } from "./complaints.ts";
import { pagesOf, readSite, serveSite } from "./serve-site.ts";

const themes = ["light", "dark"] as const;
const widths = [360, 768, 1440];
const operation = "operations/updateModel.html";
const mainPages = [
  "index.html",
  operation,
  "schemas/index.html",
  "schemas/TrainingParameters.html",
  "guides/client.html",
];

let server: Listening;
let browser: Browser;
let withScripts: BrowserContext;
let without: BrowserContext;
let pages: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([serveSite(), launchBrowser()]);
  [withScripts, without] = await Promise.all([browser.newContext(), browser.newContext({ javaScriptEnabled: false })]);
  pages = pagesOf(await readSite());
  expect(pages).toEqual(expect.arrayContaining(mainPages));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Runs `each` for all paths, two at a time, each in a tab of its own; returns all that it and the tabs complain of. */
async function visit(context: BrowserContext, paths: string[], each: (page: Page, path: string) => Promise<string[]>) {
  const queue = [...paths];
  const reader = async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints = complaintsOf(page, server.url);
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      complaints.push(...(await each(page, path)).map((fault) => `${path}: ${fault}`));
    }
    await page.close();
    return complaints;
  };
  return (await Promise.all([reader(), reader()])).flat();
}

/** Opens a page as one who comes from outside: a change of the anchor alone would load nothing. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${server.url}${path}`);
}

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: 900 });

/** What stands out to the right, where a page is wider than its window. */
async function tooWide(page: Page, width: number): Promise<string[]> {
  await resize(page, width);
  const found = await page.evaluate(() => {
    const { scrollWidth = 0 } = document.scrollingElement ?? {};
    if (scrollWidth <= innerWidth) return undefined;
    const out = [...document.querySelectorAll("body *")].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1,
    );
    return `${scrollWidth} px: ${out
      .map(({ tagName, className, id }) => `${tagName} ${id} ${className}`)
      .slice(0, 3)
      .join(", ")}`;
  });
  return found === undefined ? [] : [`at ${width} px it is ${found}`];
}

describe("every page", () => {
  it.each([
    ["with JavaScript", () => withScripts],
    ["without JavaScript", () => without],
  ])("%s loads without complaint, and fits its window in both themes", { timeout: 180_000 }, async (_, context) => {
    const faults = await visit(context(), pages, async (page, path) => {
      await open(page, path);
      const found: string[] = [];
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        for (const width of [...widths, ...(mainPages.includes(path) ? [320, 2560] : [])]) {
          found.push(...(await tooWide(page, width)));
        }
      }
      return found;
    });
    expect(faults).toEqual([]);
  });

  it("is without fault to axe, wide and narrow, light and dark", { timeout: 240_000 }, async () => {
    const faults = await visit(withScripts, pages, async (page, path) => {
      const found: string[] = [];
      await page.emulateMedia({ colorScheme: "light" });
      await resize(page, 1440);
      await open(page, path);
      for (const width of [1440, 360]) {
        await resize(page, width);
        found.push(...(await axeFaults(page)).map((fault) => `light, ${width} px: ${fault}`));
      }
      // Of the rules, only those about colours depend on the theme, and no colour depends on the width.
      await page.emulateMedia({ colorScheme: "dark" });
      found.push(...(await axeFaults(page, "contrast")).map((fault) => `dark: ${fault}`));
      return found;
    });
    expect(faults).toEqual([]);
  });
});

describe("the operation's page", () => {
  it.each(themes)(
    "is without fault to axe with all of it in use, in the %s theme",
    { timeout: 120_000 },
    async (colorScheme) => {
      const faults = await visit(withScripts, [operation], async (page, path) => {
        await page.emulateMedia({ colorScheme });
        await resize(page, 1440);
        await open(page, `${path}#body.parameters.rank`);
        const found: string[] = [];
        const rules = colorScheme === "light" ? "all" : "contrast";
        const look = async (what: string) =>
          void found.push(...(await axeFaults(page, rules)).map((fault) => `${what}: ${fault}`));
        await page.evaluate(() => {
          // Samples share a name: of them, one is open at a time.
          for (const details of document.querySelectorAll("details")) details.open = true;
        });
        await look("all open, at a field");
        found.push(...(await tooWide(page, 320)), ...(await tooWide(page, 1440)));
        await page.getByRole("radio", { name: "Flux LoRA" }).first().check({ force: true });
        await page.getByRole("button", { name: "Close all" }).last().click();
        await look("Flux LoRA chosen");
        await page.getByRole("button", { name: "Compose a request" }).click();
        await page.locator(".composer input").first().waitFor();
        await look("composer");
        await page.locator(".compose-close").click();
        await page.locator(".search-open").click();
        await page.getByRole("searchbox").fill("learning");
        await page.locator(".results a").first().waitFor();
        await look("search");
        await page.locator("dialog.search").getByRole("button", { name: "Close" }).click();
        await resize(page, 360);
        await page.getByRole("button", { name: "Pages" }).click();
        await look("menu");
        return found;
      });
      expect(faults).toEqual([]);
    },
  );
});

describe("while it loads", () => {
  it.each(widths)("nothing of the operation's page moves, at %i px and with a slow processor", async (width) => {
    const page = await withScripts.newPage();
    await resize(page, width);
    const cdp = await withScripts.newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    for (const address of [operation, `${operation}?trainer=flux-lora`]) {
      await open(page, address);
      await page.waitForLoadState("load");
      const shifts = await page.evaluate(
        () =>
          new Promise<string[]>((resolve) => {
            const seen: string[] = [];
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) seen.push(JSON.stringify(entry));
            }).observe({ type: "layout-shift", buffered: true });
            // Two frames after all that was under way, everything is where it stays.
            setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(seen))), 300);
          }),
      );
      expect(shifts, address).toEqual([]);
    }
    await page.close();
  });
});
