// A link to a field opens what hides the field, shows it and gives it the focus.
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { bakeryOperation, fieldsOf } from "./bakery.ts";
import { bakeryUrl, breadUrl, newPage, noBrowser, openAfresh, waitForFocus } from "./browser.ts";

const fieldIds = fieldsOf(bakeryOperation("updateBread")).map(({ id }) => id);
const DEEPEST = "response.bread.flour.mill.river.depthInMetres";

let page: Page;
beforeAll(async () => {
  page = await newPage();
});

const open = (rest: string) => openAfresh(page, breadUrl + rest);

/** Runs in the page: what is wrong with how a field stands in the window. */
function faultsOf(id: string): string[] {
  const field = document.getElementById(id);
  if (!field) return [`${id} does not exist`];
  const faults: string[] = [];
  // What is behind the header is as good as hidden.
  const header = document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0;
  const line = (field.querySelector(".line") ?? field).getBoundingClientRect();
  if (!field.checkVisibility()) faults.push(`${id} is hidden`);
  if (line.top < header || line.bottom > innerHeight) faults.push(`${id} is at ${line.top}, outside of the window`);
  for (let above = field.parentElement; above; above = above.parentElement) {
    if (above instanceof HTMLDetailsElement && !above.open) faults.push(`${id} is in a closed element`);
  }
  return faults;
}

describe.skipIf(noBrowser)("a link to a field", () => {
  it.each([
    ["by following it", 1440, true],
    // Chromium opens and focuses by itself: only this shows what our script does for other browsers.
    ["if the browser only changes the address", 360, false],
  ])("leads to each field %s, at %i px", async (_, width, navigates) => {
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
          const focus = document.activeElement?.id;
          if (focus !== id) faults.push(`${focus} has the focus instead of ${id}`);
        }
        return faults;
      },
      { ids: fieldIds, navigates },
    );
    expect(fieldIds).toContain(DEEPEST);
    expect(faults).toEqual([]);
  });

  it.each(["path.breadId", "body.baking.heat", DEEPEST])("works from another site: %s", async (id) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(`#${id}`);
    expect(await page.evaluate(faultsOf, id)).toEqual([]);
    await waitForFocus(page, id);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest(".field")?.id)).toBe(id);
  });

  it("works again after its field was closed", async () => {
    await open(`#${DEEPEST}`);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details.inside")) details.removeAttribute("open");
      const link = document.createElement("a");
      link.href = location.hash;
      link.textContent = "again";
      // Chromium opens the field by itself: only this shows what our script does for other browsers.
      link.addEventListener("click", (event) => event.preventDefault());
      document.querySelector("h1")?.append(link);
    });
    await page.getByRole("link", { name: "again" }).click();
    expect(await page.evaluate(faultsOf, DEEPEST)).toEqual([]);
    await waitForFocus(page, DEEPEST);
  });

  it("removes a filter only if it hides the field", async () => {
    await open("?oven-kind=rack#body.baking.crust");
    expect(await page.evaluate(faultsOf, "body.baking.crust")).toEqual([]);
    await waitForFocus(page, "body.baking.crust");
    expect(await page.evaluate(() => location.search)).toBe("");
    expect(await page.getByRole("radio", { name: "All" }).first().isChecked()).toBe(true);

    await open("?oven-kind=rack#body.baking.passes");
    expect(await page.evaluate(faultsOf, "body.baking.passes")).toEqual([]);
    expect(await page.evaluate(() => location.search)).toBe("?oven-kind=rack");
  });

  it("does nothing if there is no such field", async () => {
    await open("#body.gone%");
    expect(await page.locator("h1").textContent()).toBe("Change a bread");
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it("leads from a schema's page to the places that use it", async () => {
    await page.goto(`${bakeryUrl}schemas/Crust.html`);
    await page.getByRole("link", { name: "Change a bread response.bread.baking.crust" }).click();
    await page.waitForURL(/#response/);
    expect(await page.evaluate(faultsOf, "response.bread.baking.crust")).toEqual([]);
  });

  it("works without JavaScript", async () => {
    const plain = await newPage({ javaScriptEnabled: false });
    for (const id of ["body.baking.heat", DEEPEST]) {
      await openAfresh(plain, `${breadUrl}#${id}`);
      expect(await plain.evaluate(faultsOf, id)).toEqual([]);
    }
  });
});
