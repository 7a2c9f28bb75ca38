import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { launchBrowser } from "@repo/testing";
import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Contender } from "./contenders.ts";

/** What it takes to read the operation. Sizes are in bytes, gzipped. */
export interface Loading {
  bytes: number;
  requests: number;
  scriptBytes: number;
  /** How many of the operation's fields stand in the page with JavaScript off. */
  fieldsWithoutScript: number;
  /** How many elements break a rule of axe, in the light and the dark theme. */
  violations: number[];
}

/** Milliseconds since the page was asked for. */
export interface Reading {
  /** The first contentful paint. */
  paint: number;
  /** When the linked field was on the screen; undefined if it never was within ten seconds. */
  field?: number;
}

const openDetails = "for (const element of document.querySelectorAll('details')) element.open = true";

/** Opens the operation with a cold cache, with JavaScript and without, and in both themes. */
export async function measureLoading(contender: Contender, origin: string, names: readonly string[]): Promise<Loading> {
  const loaded = await withPage({}, async (page) => {
    const files: { isScript: boolean; bytes: number }[] = [];
    page.on("response", async (response) => {
      if (!response.url().startsWith("http")) return;
      const body = await response.body().catch(() => Buffer.alloc(0));
      files.push({ isScript: response.request().resourceType() === "script", bytes: gzipSync(body).length });
    });
    await openOperation(page, contender, origin);
    const inline: string = await page.evaluate(
      "[...document.scripts].filter(({ src, type }) => !src && /^$|module|javascript/.test(type)).map(({ text }) => text).join('')",
    );
    return { files, inline: inline ? gzipSync(inline).length : 0 };
  });
  const sum = (files: typeof loaded.files) => files.reduce((bytes, file) => bytes + file.bytes, 0);
  const text = await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(origin + contender.operation);
    await page.evaluate(openDetails);
    return page.evaluate<string>("document.body.innerText");
  });
  const violations: number[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    // axe is a script that no page's policy allows: the policy is put aside only to examine the page.
    violations.push(
      await withPage({ bypassCSP: true, colorScheme }, async (page) => {
        await openOperation(page, contender, origin);
        await page.evaluate(openDetails);
        await page.addScriptTag({ content: axe.source });
        return page.evaluate<number>(
          "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ nodes }) => nodes).length)",
        );
      }),
    );
  }
  return {
    bytes: sum(loaded.files),
    requests: loaded.files.length,
    scriptBytes: sum(loaded.files.filter(({ isScript }) => isScript)) + loaded.inline,
    fieldsWithoutScript: namedIn(text, names),
    violations,
  };
}

/** Follows the link to a field with a cold cache and a slower CPU. */
export async function timeReading(contender: Contender, origin: string, slowdown: number): Promise<Reading> {
  return withPage({}, async (page) => {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.addInitScript({ content: `(${watchField})(${JSON.stringify(contender.fieldElement)})` });
    await page.goto(origin + contender.field, { waitUntil: "commit" });
    // Through the browser itself: a page's policy may forbid Playwright's `eval`.
    const { result } = await devTools.send("Runtime.evaluate", {
      expression: "globalThis.watched",
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value as Reading;
  });
}

const firstPaint = `new Promise((resolve) => {
  const note = (list) => {
    for (const { startTime } of list.getEntriesByName("first-contentful-paint")) resolve(startTime);
  };
  new PerformanceObserver(note).observe({ type: "paint", buffered: true });
})`;

/** Milliseconds until the first contentful paint of a page, with a cold cache and a slower CPU. */
export async function timePaint(url: string, slowdown: number): Promise<number> {
  return withPage({}, async (page) => {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.goto(url);
    const { result } = await devTools.send("Runtime.evaluate", { expression: firstPaint, awaitPromise: true });
    return result.value;
  });
}

/** A browser of its own has cold caches. */
export async function withPage<Result>(
  options: BrowserContextOptions,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const browser = await launchBrowser();
  try {
    return await work(await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options }));
  } finally {
    await browser.close();
  }
}

/** Opens the operation, and waits until it is shown and nothing was loaded for a second. */
async function openOperation(page: Page, { operation, shown }: Contender, origin: string): Promise<void> {
  let last = performance.now();
  page.on("request", () => {
    last = performance.now();
  });
  await page.goto(origin + operation);
  await page.locator(shown).first().waitFor();
  while (performance.now() - last < 1000) await sleep(100);
}

/** How many of the names stand in a text as words; a name counts no more often than it is asked for. */
function namedIn(text: string, names: readonly string[]): number {
  const words = text.split(/[^\w$-]+/);
  return names.filter((name) => {
    const at = words.indexOf(name);
    if (at >= 0) words.splice(at, 1);
    return at >= 0;
  }).length;
}

/** Runs in the page before its own scripts. Resolves `globalThis.watched` with a {@link Reading}. */
const watchField = `(selector) => {
  const seen = {};
  const isOnScreen = (element) => {
    if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const { top, left, width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && top >= 0 && top < innerHeight && left >= 0 && left < innerWidth;
  };
  globalThis.watched = new Promise((resolve) => {
    const frame = () => {
      if (isOnScreen(document.querySelector(selector))) seen.field ??= performance.now();
      seen.paint ??= performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
      if (seen.paint !== undefined && (seen.field !== undefined || performance.now() > 10_000)) {
        if (seen.field !== undefined) seen.field = Math.max(seen.field, seen.paint);
        resolve(seen);
      } else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}`;
