import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AxeResults, RunOptions } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

/** The built site of the spec, served on this machine. */
export const siteUrl = inject("siteUrl");
/** The site of bakery.yaml, served on this machine, and its folder. */
export const bakeryUrl = inject("bakeryUrl");
/** The site with each construct of OpenAPI 3.1. */
export const harbourUrl = inject("harbourUrl");
export const bakeryFolder = inject("bakeryFolder");
/** The page that most tests are about. */
export const breadUrl = `${bakeryUrl}operations/updateBread.html`;

const endpoint = inject("browserEndpoint");
/** For `describe.skipIf`: whether this machine has no browser. tests/setup.ts prints what to install. */
export const noBrowser = endpoint === "";

let browser: Promise<Browser> | undefined;

/** Opens an empty page with storage and cookies of its own, in the browser that all tests share. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  browser ??= chromium.connect(endpoint);
  const context = await (await browser).newContext(options);
  // As long as a busy machine may need.
  context.setDefaultTimeout(120_000);
  return context.newPage();
}

/** Opens an address as if from another site: a change of the anchor alone would load nothing. */
export async function openAfresh(page: Page, url: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(url);
}

/** The address as the page has it now: `page.url()` learns of a change a little later. */
export const addressOf = (page: Page): Promise<string> => page.evaluate(() => location.href);

/** Waits until an element has the focus. */
export const waitForFocus = (page: Page, id: string): Promise<void> => page.locator(`[id="${id}"]:focus`).waitFor();

/**
 * Collects, from now on, the errors and warnings in a page's console, uncaught errors, failed requests, and requests to
 * anything but `origin`.
 */
export function complaintsOf(page: Page, origin = siteUrl): string[] {
  const complaints: string[] = [];
  const add = (text: string) => void complaints.push(`${page.url()}: ${text}`);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") add(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => add(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => add(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) add(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) add(`another origin: ${url}`);
  });
  return complaints;
}

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const RULES = {
  /** WCAG 2.2 up to AA, and axe's best practices. */
  all: {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    // Part of WCAG 2.2, but off by default.
    rules: { "target-size": { enabled: true } },
  },
  /** The rules that depend on the theme: much faster than all of them. */
  colors: { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } },
} satisfies Record<string, RunOptions>;

/** What axe finds wrong with a page, or a part of it, as it is now: the rule, the element and the remedy, a line each. */
export async function axeFaults(page: Page, rules: keyof typeof RULES = "all", part = "html"): Promise<string[]> {
  // Evaluated by the debugger, since the page's policy forbids a script element.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const options = JSON.stringify({ ...RULES[rules], resultTypes: ["violations"] });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(part)}, ${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = "" }) => `${id}: ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`,
    ),
  );
}

/** The elements that make a page wider than its window. */
export async function overflow(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  return page.evaluate(() => {
    const { scrollWidth = 0 } = document.scrollingElement ?? {};
    if (scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map(({ tagName, className, id }) => `${tagName} ${id} ${className} is outside of ${innerWidth} px`);
  });
}
