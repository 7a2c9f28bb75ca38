import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import type { Listening } from "../../../scripts/docs/listen.ts";
import { facts, idOf } from "./field-facts.ts";
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

const ids = facts.fields.map(idOf);
const deepest = ids.reduce((deep, id) => (id.split(".").length > deep.split(".").length ? id : deep));

/** Opens the operation's page as one who comes from elsewhere. */
async function open(rest: string, tab = page): Promise<void> {
  await tab.goto("about:blank");
  await tab.goto(`${server.url}operations/updateModel.html${rest}`);
}

/** Runs in the page: what is wrong with how a field stands in the window. */
function faultsOf(id: string): string[] {
  const field = document.getElementById(id);
  if (!field) return [`${id} is not there`];
  const faults: string[] = [];
  // What stands under the header is as good as hidden.
  const header = document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0;
  const line = (field.querySelector(".line") ?? field).getBoundingClientRect();
  if (!field.checkVisibility()) faults.push(`${id} is hidden`);
  if (line.top < header || line.bottom > innerHeight) faults.push(`${id} stands at ${line.top}, out of the window`);
  for (let above = field.parentElement; above; above = above.parentElement) {
    if (above instanceof HTMLDetailsElement && !above.open) faults.push(`${id} is in a closed element`);
  }
  return faults;
}

const faultsNow = (id: string, tab = page) => tab.evaluate(faultsOf, id);
const focused = () => page.evaluate(() => document.activeElement?.id);

describe("a link to a field", () => {
  it.each([
    ["as browsers do it", 1440, true],
    // Chromium opens and focuses by itself, so that the script's part shows only where the browser does nothing.
    ["where a browser only changes the address", 360, false],
  ])("opens what hides it, shows it and focuses it, each of the 229: %s, at %i px", async (_, width, navigates) => {
    await page.setViewportSize({ width, height: 800 });
    await open("");
    await page.evaluate(`globalThis.faultsOf = ${faultsOf}`);
    const faults = await page.evaluate(
      async ({ ids, navigates }) => {
        const faults: string[] = [];
        const { faultsOf: look } = globalThis as typeof globalThis & { faultsOf: (id: string) => string[] };
        for (const id of ids) {
          for (const details of document.querySelectorAll("details")) details.open = false;
          const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
          if (navigates) {
            location.hash = id;
          } else {
            history.replaceState(null, "", `#${id}`);
            dispatchEvent(new HashChangeEvent("hashchange"));
          }
          await changed;
          faults.push(...look(id));
          if (document.activeElement?.id !== id)
            faults.push(`${id} has no focus: ${document.activeElement?.id} has it`);
        }
        return faults;
      },
      { ids, navigates },
    );
    expect(ids).toHaveLength(229);
    expect(faults).toEqual([]);
  });

  it.each(["path.modelId", "body.parameters.learningRate", "response.model.inputs.type", ids.at(-1) ?? "", deepest])(
    "works from elsewhere: %s",
    async (id) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(`#${id}`);
      expect(await faultsNow(id)).toEqual([]);
      expect(await focused()).toBe(id);
      // The next Tab goes on from there.
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest(".field")?.id)).toBe(id);
    },
  );

  it("works when it is followed again after its field was closed", async () => {
    await open(`#${deepest}`);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details.inside")) details.removeAttribute("open");
      const link = document.createElement("a");
      link.href = location.hash;
      link.textContent = "again";
      document.querySelector("h1")?.append(link);
    });
    await page.getByRole("link", { name: "again" }).click();
    expect(await faultsNow(deepest)).toEqual([]);
    expect(await focused()).toBe(deepest);
  });

  it("lifts a filter that hides it, and leaves one that does not", async () => {
    const id = "body.parameters.classPrompt";
    await open(`?trainer=flux-lora#${id}`);
    expect(await faultsNow(id)).toEqual([]);
    expect(await focused()).toBe(id);
    expect(new URL(page.url()).search).toBe("");
    expect(await page.getByRole("radio", { name: "All" }).first().isChecked()).toBe(true);

    await open("?trainer=flux-lora#body.parameters.nbEpochs");
    expect(await faultsNow("body.parameters.nbEpochs")).toEqual([]);
    expect(new URL(page.url()).search).toBe("?trainer=flux-lora");
  });

  it("does nothing for a field that is not there", async () => {
    await open("#body.gone%");
    expect(await page.locator("h1").textContent()).toBe("Update a model");
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it("leads from a schema's page to where it is used", async () => {
    await page.goto(`${server.url}schemas/LearningRateScheduler.html`);
    await page.getByRole("link", { name: "response.model.parameters.lrScheduler" }).click();
    await page.waitForURL(/#response/);
    expect(await faultsNow("response.model.parameters.lrScheduler")).toEqual([]);
  });

  it("shows its field without JavaScript too", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    for (const id of ["body.parameters.learningRate", deepest]) {
      await open(`#${id}`, tab);
      expect(await faultsNow(id, tab)).toEqual([]);
    }
    await context.close();
  });
});
