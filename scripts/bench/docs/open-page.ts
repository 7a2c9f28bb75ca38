import { setTimeout } from "node:timers/promises";
import type { BrowserContextOptions, Page, Request } from "playwright-core";
import { launchBrowser } from "../../browser.ts";
import type { Addresses } from "./contenders.ts";
import type { Reference } from "./prepare.ts";
import { gzipped, type ServedFolder } from "./serve-folder.ts";

/** A reference that a server shows. */
export interface Shown extends Reference {
  server: ServedFolder;
}

/**
 * Shows an empty page to some work, in a browser of its own: its caches are cold. (Besides, this Chromium is one process,
 * which ends with its last page.)
 */
export async function withPage<Result>(
  { elsewhere }: Shown,
  options: BrowserContextOptions,
  work: (page: Page) => Promise<Result>,
): Promise<Result> {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    for (const [address, body] of elsewhere) {
      const headers = { "access-control-allow-origin": "*" };
      await context.route(address, (route) => route.fulfill({ body, headers, contentType: "text/javascript" }));
    }
    return await work(await context.newPage());
  } finally {
    await browser.close();
  }
}

/** Opens the operation, and waits until it is shown and for a second nothing was asked for. Returns what was. */
export async function openOperation(page: Page, { operation, shown }: Addresses, origin: string): Promise<Request[]> {
  const requests: Request[] = [];
  let last = performance.now();
  page.on("request", (request) => {
    last = performance.now();
    // What a page makes of its own bytes does not travel.
    if (/^https?:/.test(request.url())) requests.push(request);
  });
  await page.goto(origin + operation);
  await page.locator(shown).first().waitFor();
  while (performance.now() - last < 1000) await setTimeout(100);
  return requests;
}

/** The bytes that an address costs to load: 0 where nothing answers. */
export function bytesOf({ server, elsewhere }: Shown, url: string): number {
  const body = elsewhere.get(url);
  if (body) return gzipped(body).length;
  return url.startsWith(server.origin) ? (server.bytesOf(url) ?? 0) : 0;
}
