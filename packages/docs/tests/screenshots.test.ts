import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import type { Listening } from "../../../scripts/docs/listen.ts";
import { takeScreenshots } from "./screenshots.ts";
import { serveSite } from "./serve-site.ts";

/** Not committed: they are there to be looked at. */
const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));

let server: Listening;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([serveSite(), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

it("writes a picture of each main page, in both themes and at each width", { timeout: 180_000 }, async () => {
  const names = await takeScreenshots(browser, server.url, folder);
  expect(names).toHaveLength(74);
  for (const name of names) {
    const picture = await readFile(join(folder, name));
    // The width stands in a PNG's header.
    expect(picture.readUInt32BE(16), name).toBe(Number(/(\d+)\.png$/.exec(name)?.[1]));
  }
});
