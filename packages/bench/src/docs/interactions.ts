import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { examined } from "./examined.ts";
import { withPage } from "./pages.ts";

/**
 * What a reader does on the page of the operation, one after the other. All fields are open from the first on, so that the
 * others have the whole page to draw.
 */
const interactions: Record<string, (page: Page) => Promise<void>> = {
  "open all": async (page) => {
    for (const section of ["#body", "#response"]) await page.locator(`${section} [data-open=all]`).click();
  },
  "choose a filter": (page) => page.locator("#body .filter label", { hasText: examined.filter }).first().click(),
  "choose a language": (page) => page.locator(".tabs label:has([name=language])").nth(1).click(),
  "choose a status": (page) => page.locator(".statuses label").nth(1).click(),
  "change the theme": (page) => page.locator("button.theme").click(),
  "open the search": (page) => page.locator("button.search-open").click(),
  "type in the search": async (page) => {
    await page.getByRole("searchbox").pressSequentially(examined.search, { delay: 50 });
    await page.locator(".results a").first().waitFor();
    await page.keyboard.press("Escape");
  },
  "open the composer": async (page) => {
    await page.locator("button.compose-open").click();
    await page.locator(".compose-dialog input").first().waitFor();
  },
  "type in the composer": (page) =>
    page
      .locator(".compose-dialog")
      .getByLabel(examined.text, { exact: true })
      .first()
      .pressSequentially("Dawn", { delay: 50 }),
};

/**
 * The slowest event of each interaction, in milliseconds from the input until the browser has drawn what it changed (Event
 * Timing, https://w3c.github.io/event-timing/, in steps of 8). Events of less than 16 ms are not told and count as 16.
 */
export async function timeInteractions(url: string, slowdown: number): Promise<Record<string, number>> {
  return withPage({}, async (page) => {
    const devTools = await page.context().newCDPSession(page);
    await page.addInitScript({ content: watchEvents });
    await page.goto(url);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const times: Record<string, number> = {};
    for (const [name, act] of Object.entries(interactions)) {
      await act(page);
      // What the last event changed is drawn, and told.
      await sleep(500);
      const { result } = await devTools.send("Runtime.evaluate", { expression: "globalThis.takeSlowest()" });
      times[name] = result.value;
    }
    return times;
  });
}

/** Runs in the page before its own scripts. `globalThis.takeSlowest()` returns the slowest event since its last call. */
const watchEvents = `
  let slowest = 16;
  const note = (entries) => {
    for (const { duration, interactionId } of entries) if (interactionId > 0) slowest = Math.max(slowest, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "event", durationThreshold: 16 });
  globalThis.takeSlowest = () => {
    note(observer.takeRecords());
    const taken = slowest;
    slowest = 16;
    return taken;
  };`;
