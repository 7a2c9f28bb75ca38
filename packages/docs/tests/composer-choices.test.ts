// The composer of a page whose fields differ from choice to choice.
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { axeFaults, bakeryUrl, breadUrl, complaintsOf, newPage, noBrowser, openAfresh } from "./browser.ts";

let page: Page;
let complaints: string[];
beforeAll(async () => {
  page = await newPage();
  complaints = complaintsOf(page, bakeryUrl);
});

async function open(search = ""): Promise<void> {
  await openAfresh(page, breadUrl + search);
  await page.locator("details.sample summary", { hasText: "Bake in a deck oven" }).click();
  await page.getByRole("button", { name: "Compose a request" }).click();
  await page.locator(".composer input").first().waitFor();
}

const composer = () => page.locator(".composer");
const field = (label: string) => composer().getByLabel(label, { exact: true });
/** The form updates once for each frame. */
const updated = () => page.evaluate(() => new Promise(requestAnimationFrame));
const problems = () => page.locator(".composer-problems li").allTextContents();

/** What the form shows of a field: its placeholder, its limits and its hint. */
async function shownOf(label: string): Promise<(string | null)[]> {
  const input = field(label);
  const ids = (await input.getAttribute("aria-describedby"))?.split(" ") ?? [];
  const described = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  const attributes = await Promise.all(["placeholder", "min", "max"].map((name) => input.getAttribute(name)));
  return [...attributes, described.slice(1).join(" ")];
}

async function setType(type: string): Promise<void> {
  await field("type").selectOption(type);
  await updated();
}

async function type(label: string, text: string): Promise<void> {
  await field(label).fill(text);
  await updated();
}

describe.skipIf(noBrowser)("the composer", () => {
  beforeEach(() => open());

  it("describes each control by what the page says of its field", async () => {
    const ids = (await field("heat").getAttribute("aria-describedby"))?.split(" ") ?? [];
    expect(await page.locator(`[id="${ids[0]}"]`).textContent()).toBe("The heat, in degrees Celsius.");
  });

  it("offers only samples that are for the chosen oven", async () => {
    const begin = composer().getByLabel("Begin with");
    const offered = () => begin.locator("option:not(:disabled)").allTextContents();
    expect(await offered()).toContain("Bake in a deck oven");
    await composer().getByLabel("Oven kind").selectOption("Rack oven");
    expect(await offered()).not.toContain("Bake in a deck oven");
    // What is filled in stays, and is none of the samples that are left.
    expect(await begin.inputValue()).toBe("");
    expect(await field("heat").inputValue()).toBe("250");
  });

  it("shows the default and the limits of what a value of the form tells", async () => {
    expect(await shownOf("heat")).toEqual(["default: 240", "120", "300", "default 240, from 120 to 300 for Deck oven"]);
    expect(await shownOf("minutes")).toEqual(["", "15", "", "1 or more · a whole number · 15 or more for Stone ovens"]);
    await setType("rye-tunnel");
    expect(await shownOf("heat")).toEqual(["default: 220", "", "260", "default 220, at most 260 for Tunnel oven"]);
    expect(await shownOf("minutes")).toEqual(["", "1", "", "1 or more · a whole number"]);
    await setType("wheat-campfire");
    expect(await shownOf("heat")).toEqual(["", "", "", "more than 90 for Outdoors"]);
    await setType("not set");
    expect(await shownOf("heat")).toEqual(["", "", "", ""]);
    await setType("wheat-fire");
    expect(await shownOf("heat deprecated")).toEqual(["default: 320", "", "", "default 320, deprecated for Wood fire"]);
    expect(complaints).toEqual([]);
  });

  it("checks these limits, and shows what breaks them at the field", async () => {
    await type("heat", "301");
    expect(await problems()).toEqual(["baking.heat must be from 120 to 300 for Deck oven, is 301"]);
    expect((await shownOf("heat")).at(-1)).toContain("must be from 120 to 300 for Deck oven, is 301");
    await setType("rye-tunnel");
    expect(await problems()).toEqual(["baking.heat must be at most 260 for Tunnel oven, is 301"]);
    await setType("mixed");
    expect(await problems()).toEqual([]);
  });

  it("prefers the choice in the filter", async () => {
    await open("?oven-kind=tunnel-oven");
    expect(await shownOf("heat")).toEqual(["default: 220", "", "260", "default 220, at most 260 for Tunnel oven"]);
    await type("heat", "280");
    expect(await problems()).toEqual(["baking.heat must be at most 260 for Tunnel oven, is 280"]);
    const choose = { detail: { key: "oven-kind", word: null } };
    await page.evaluate((init) => document.dispatchEvent(new CustomEvent("filterchange", init)), choose);
    await updated();
    expect(await shownOf("heat")).toEqual(["default: 240", "120", "300", "default 240, from 120 to 300 for Deck oven"]);
    expect(await problems()).toEqual([]);
  });

  it("takes each item of a list for itself", async () => {
    await page.locator(".composer summary", { hasText: "fillings" }).click();
    for (const [index, kind] of ["seeds", "cream"].entries()) {
      await page.getByRole("button", { name: "Add an item to fillings" }).click();
      await field("kind required").nth(index).selectOption(kind);
      await field("grams required").nth(index).fill("60");
    }
    await updated();
    expect(await problems()).toEqual(["fillings[0].grams must be at most 50 for Seeds, is 60"]);
    const max = await field("grams required").evaluateAll((all) => all.map((each) => each.getAttribute("max")));
    expect(max).toEqual(["50", "200"]);
    expect(await axeFaults(page, "all", ".composer")).toEqual([]);
  });

  it("chooses the filter for the whole page, and follows it", async () => {
    await field("Oven kind").selectOption("Tunnel oven");
    await type("heat", "280");
    expect(await problems()).toEqual(["baking.heat must be at most 260 for Tunnel oven, is 280"]);
    expect(new URL(page.url()).search).toBe("?oven-kind=tunnel-oven");
    await page.evaluate("history.back()");
    await page.waitForURL((url) => url.search === "");
    expect(await field("Oven kind").inputValue()).toBe("");
  });

  it("begins with another sample, and again", async () => {
    const name = await field("Begin with").locator(":checked").textContent();
    expect(name).toBe("Bake in a deck oven");
    await type("heat", "200");
    await page.getByRole("button", { name: "Reset" }).click();
    expect(await field("heat").inputValue()).not.toBe("200");
    const before = await page.getByRole("region", { name: "The request" }).textContent();
    await field("Begin with").selectOption({ index: 0 });
    expect(await page.getByRole("region", { name: "The request" }).textContent()).not.toBe(before);
  });

  it("says what a field is, and leads to it on the page", async () => {
    const about = composer().locator(".composer-about", { has: page.getByRole("link", { name: "Reference of heat" }) });
    const described = await page.locator('[id="body.baking.heat"] > .prose > :first-child').allTextContents();
    expect(await about.locator("p").allTextContents()).toEqual(described);
    await about.getByRole("link").click();
    await page.locator(".compose-dialog").waitFor({ state: "hidden" });
    expect(new URL(page.url()).hash).toBe("#body.baking.heat");
  });

  it("keeps the problems and the way to the request in view on a phone", async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await field("heat").focus();
    const below = await page.getByRole("group", { name: "The request as" }).boundingBox();
    expect(below?.y).toBeGreaterThan(800);
    const jump = page.getByRole("button", { name: "Go to: Request" });
    await jump.click();
    const shown = await page.getByRole("group", { name: "The request as" }).boundingBox();
    const bar = await page.locator(".composer-bar").boundingBox();
    expect(bar?.y).toBeGreaterThanOrEqual(-1);
    expect(shown?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
    expect(shown?.y).toBeLessThan(700);
    expect(await axeFaults(page, "all", ".composer")).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 720 });
  });
});
