// The search of a site.
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bakeryUrl, breadUrl, complaintsOf, newPage, noBrowser, waitForFocus } from "./browser.ts";

let page: Page;
let complaints: string[];
const requests: string[] = [];

beforeAll(async () => {
  page = await newPage();
  complaints = complaintsOf(page, bakeryUrl);
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
});
beforeEach(async () => {
  await page.goto("about:blank");
  requests.length = 0;
});

const results = () => page.locator(".results a");
const state = () => page.locator(".search-state");
const searchIndex = () => requests.filter((path) => path.includes("/search"));

/** Types into the search and waits for its results. */
async function find(text: string): Promise<{ title: string; where: string }[]> {
  if (!(await page.getByRole("searchbox").isVisible())) await page.keyboard.press("/");
  await page.getByRole("searchbox").fill("");
  await state().and(page.locator(":empty")).waitFor({ state: "attached" });
  await page.getByRole("searchbox").fill(text);
  await state()
    .getByText(/place|Nothing/)
    .waitFor();
  return results().evaluateAll((links) =>
    links.map((link) => ({
      title: link.querySelector("strong")?.textContent ?? "",
      where: link.querySelector(".where")?.textContent ?? "",
    })),
  );
}

describe.skipIf(noBrowser)("the search", () => {
  it("loads its index only when it is used, and only from the site", async () => {
    await page.goto(breadUrl, { waitUntil: "networkidle" });
    expect(searchIndex()).toEqual([]);
    await find("customer");
    expect(searchIndex()).not.toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(["depthInMetres", "depth in metres"])("finds a nested field as %s", async (text) => {
    await page.goto(breadUrl);
    const found = await find(text);
    const name = "depthInMetres";
    const place = "response.bread.flour.mill.river";
    const at = found.findIndex(
      ({ title, where }) => title === name && where.startsWith(`Change a bread · ${place}, and in `),
    );
    expect(at, JSON.stringify(found)).toBeGreaterThanOrEqual(0);
    // The field itself comes before others that only have a word of it.
    expect(found.slice(0, 3).map(({ title }) => title)).toContain(name);
    await results().nth(at).click();
    await page.waitForURL(`${breadUrl}#${place}.${name}`);
    await waitForFocus(page, `${place}.${name}`);
  });

  it("finds a field on the same page by words of its description", async () => {
    await page.goto(breadUrl);
    const found = await find("goes through the oven");
    expect(found[0]?.title, JSON.stringify(found)).toBe("passes");
    await results().first().click();
    await page.locator("dialog.search").waitFor({ state: "hidden" });
    await waitForFocus(page, "body.baking.passes");
  });

  it("finds a field by what differs about it from choice to choice", async () => {
    await page.goto(breadUrl);
    const found = await find("weight in grams stone ovens");
    expect(found[0]?.title, JSON.stringify(found)).toBe("minutes");
  });

  it("finds a schema, an operation and a guide", async () => {
    await page.goto(`${bakeryUrl}schemas/Flour.html`);
    expect(await find("BakingSettings")).toContainEqual({ title: "BakingSettings", where: "Schema" });
    expect(await find("change a bread")).toContainEqual({ title: "Change a bread", where: "PUT /breads/{breadId}" });
    expect(await find("dough")).toContainEqual({ title: "Knead a dough", where: "Guide" });
    await page.getByRole("link", { name: "Knead a dough Guide" }).click();
    await page.waitForURL(`${bakeryUrl}guides/kneading.html`);
  });

  it("shows the value that was looked for, and leads to its list", async () => {
    await page.goto(bakeryUrl);
    await find("wheat-campfire");
    const hit = results().first();
    expect(await hit.locator("mark").allTextContents()).toContain("wheat-campfire");
    await hit.click();
    await page.waitForURL(/#/);
    await page.locator(".field:target .values").getByText("wheat-campfire").waitFor();
  });

  it("shows the first results, and more when asked", async () => {
    await page.goto(bakeryUrl);
    await find("t");
    const [, total] = (await state().textContent())?.match(/^20 of (\d+) places$/) ?? [];
    await page.getByRole("button", { name: "Show more" }).click();
    expect(await results().count()).toBe(Math.min(40, Number(total)));
    await page.locator(".results li:nth-child(21) a:focus").waitFor();
  });

  it("says that nothing is found, until the field is empty", async () => {
    await page.goto(bakeryUrl);
    expect(await find("qqqqzzzz")).toEqual([]);
    expect(await state().textContent()).toBe("Nothing has “qqqqzzzz”.");
    await page.getByRole("searchbox").fill("");
    await state().and(page.locator(":empty")).waitFor({ state: "attached" });
  });

  it("shows markup as text", async () => {
    await page.goto(bakeryUrl);
    await find("<img src=x onerror=alert(1)>");
    expect(await page.locator("dialog.search img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
