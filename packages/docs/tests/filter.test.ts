// The filters of a page: what they leave of the fields, of the tables by choice and of the samples.
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bakeryOperation, fieldsOf } from "./bakery.ts";
import { addressOf, bakeryUrl, breadUrl, complaintsOf, newPage, noBrowser, openAfresh } from "./browser.ts";

let page: Page;
let complaints: string[];
beforeAll(async () => {
  page = await newPage();
  complaints = complaintsOf(page, bakeryUrl);
});
beforeEach(() => openAfresh(page, breadUrl));

const operation = bakeryOperation("updateBread");
const allIds = fieldsOf(operation).map(({ id }) => id);

/** What each oven leaves of the settings. */
const settings: [title: string, word: string, left: string[]][] = [
  ["Deck oven", "deck", ["heat", "minutes", "steam", "crust", "stamp"]],
  ["Wood fire", "wood fire", ["heat", "minutes", "steam", "stamp"]],
  ["Rack oven", "rack", ["heat", "minutes", "steam", "passes", "stamp"]],
  ["Tunnel oven", "tunnel-oven", ["heat", "minutes", "passes", "stamp"]],
  ["Microwave", "microwave", ["minutes", "stamp"]],
];

/** The fields that remain, in the body and in the answer. */
const leftFor = (left: string[], allowed = (_: string) => true) =>
  allIds.filter((id) => {
    const [, setting] = /\.baking\.(.+)$/.exec(id) ?? [];
    return allowed(id) && (setting === undefined || left.includes(setting));
  });

/** The fields that a reader sees once everything is open. */
async function shown(): Promise<string[]> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>("details.inside")) details.open = true;
    for (const response of document.querySelectorAll(".response")) response.classList.add("chosen");
    return [...document.querySelectorAll(".field")].filter((field) => field.checkVisibility()).map(({ id }) => id);
  });
}

const body = () => page.getByRole("region", { name: /^Body / });
const answer = () => page.getByRole("region", { name: /^Response 200 / });
const choose = (title: string) => body().getByRole("radio", { name: title, exact: true }).first().click();
const parameter = (name: string) => page.evaluate((each) => new URLSearchParams(location.search).get(each), name);
const samples = () => page.locator(".language code").allTextContents();

describe.skipIf(noBrowser)("a filter", () => {
  it("offers the words of the description, and nothing for its groups", async () => {
    const group = body().getByRole("group", { name: "Oven kind" });
    expect(await group.locator("label").allTextContents()).toEqual(["All", ...settings.map(([title]) => title)]);
    expect(await shown()).toEqual(allIds);
  });

  it.each(settings)(
    "leaves only what is for %s, in the fields and in the samples",
    async (title, word, settingsLeft) => {
      const before = await samples();
      await choose(title);
      const left = leftFor(settingsLeft);
      expect(left.length).toBeLessThan(allIds.length);
      expect(await shown()).toEqual(left);
      expect(await parameter("oven-kind")).toBe(word);
      // The choice holds for the whole page, and both sections count what is left.
      for (const [section, place] of [
        [body(), "body."],
        [answer(), "response."],
      ] as const) {
        const count = (ids: string[]) => ids.filter((id) => id.startsWith(place)).length;
        const text = `${count(left)} of ${count(allIds)} fields`;
        expect(await section.locator(".shown").textContent()).toBe(text);
        expect(await section.locator("h2 .count").textContent()).toBe(text);
        const outlined = page.locator(".outline").getByRole("link", { name: /^(Body|Response 200) / });
        expect((await outlined.allTextContents()).join()).toContain(`${count(left)} of ${count(allIds)}`);
      }
      expect(await page.getByRole("radio", { name: title, checked: true, includeHidden: true }).count()).toBe(2);

      // The sample is for a deck oven: it is set aside for others, and open for that one.
      const isForIt = word === "deck";
      const deck = page.locator('[data-sample="bakeInDeckOven"]');
      expect(await deck.getAttribute("open")).toBe(isForIt ? "" : null);
      expect(await deck.locator("summary").getAttribute("data-note")).toBe(isForIt ? "" : `not for ${title}`);
      expect(await samples()).toEqual(before);
      await choose("All");
      expect(await page.locator(".set-aside").count()).toBe(0);
    },
  );

  it("survives a reload and going back, and All removes it", async () => {
    const left = leftFor(["heat", "minutes", "steam", "crust", "stamp"]);
    await choose("Deck oven");
    await page.reload();
    expect(await shown()).toEqual(left);
    await page.getByRole("link", { name: "BakingSettings" }).first().click();
    await page.waitForURL(/BakingSettings/);
    await page.goBack();
    expect(await parameter("oven-kind")).toBe("deck");
    expect(await shown()).toEqual(left);
    await choose("All");
    expect(await page.evaluate(() => location.search)).toBe("");
    expect(await shown()).toEqual(allIds);
  });

  it("is undone by going back, and goes along to other pages", async () => {
    await choose("Deck oven");
    await choose("Rack oven");
    await page.goBack();
    expect(await parameter("oven-kind")).toBe("deck");
    expect(await shown()).toEqual(leftFor(["heat", "minutes", "steam", "crust", "stamp"]));
    await page.getByRole("link", { name: "BakingSettings" }).first().click();
    await page.waitForURL(/BakingSettings\.html\?oven-kind=deck$/);
    expect(await shown()).toEqual(["heat", "minutes", "steam", "crust", "stamp"]);
  });

  it("survives following a link to a field", async () => {
    await choose("Deck oven");
    await body().getByRole("button", { name: "Open all" }).click();
    await page.getByRole("link", { name: "crust", exact: true }).first().click();
    expect(await addressOf(page)).toMatch(/\?oven-kind=deck#body\.baking\.crust$/);
    await page.goBack();
    expect(await parameter("oven-kind")).toBe("deck");
  });

  it("ignores an unknown word", async () => {
    await page.goto(`${breadUrl}?oven-kind=gone&filling-kind=%3Cb%3E`);
    expect(await shown()).toEqual(allIds);
  });

  it("works on the page of the schema", async () => {
    await page.goto(`${bakeryUrl}schemas/BakingSettings.html?oven-kind=tunnel-oven`);
    expect(await shown()).toEqual(["heat", "minutes", "passes", "stamp"]);
  });

  it("works together with another filter", async () => {
    await choose("Seeds");
    await choose("Microwave");
    const left = leftFor(["minutes", "stamp"]);
    expect(await shown()).toEqual(left);
    await choose("Cream");
    const creamy = left.filter((id) => !id.endsWith(".roasted"));
    expect(creamy.length).toBeLessThan(left.length);
    expect(await shown()).toEqual(creamy);
    await page.reload();
    expect(await shown()).toEqual(creamy);
    expect(complaints).toEqual([]);
  });
});

/** The rows of the visible table of a field, as readers see them; nothing if there is none. */
async function table(id: string): Promise<string[][]> {
  await shown();
  const rows = page.locator(`[id="${id}"] > table:visible tr:visible`);
  return Promise.all((await rows.all()).map((row) => row.locator("th:visible, td:visible").allInnerTexts()));
}

const LONG = '"a long text | without an end, in one line, of which the table must not become too wide"';

describe.skipIf(noBrowser)("the table of what differs from choice to choice", () => {
  it("has a row for each word and each group, and no empty column", async () => {
    expect(await table("body.baking.heat")).toEqual([
      ["Oven kind", "Default", "Limits"],
      ["Deck oven", "240", "from 120 to 300"],
      ["Wood fire deprecated", "320", ""],
      ["Tunnel oven", "220", "at most 260"],
      ["Outdoors", "", "more than 90"],
    ]);
    expect(await table("response.bread.baking.minutes")).toEqual([
      ["Oven kind", "Limits", "Note"],
      ["Stone ovens", "15 or more", "The default is the weight in grams / 20."],
      ["Rack oven", "", "Use passes instead."],
    ]);
    expect(await table("body.baking.stamp")).toEqual([
      ["Oven kind", "Default", "Limits", "Note"],
      ["Stone ovens", '""', "maxLength 5", ""],
      ["Rack oven", '"RYE"', "", "Only on the crust."],
      ["Microwave", LONG, "", ""],
    ]);
    expect(await table("body.baking.steam")).toEqual([]);
  });

  it.each<[title: string, heat: string[][], minutes: string[][], stamp: string[][]]>([
    [
      "Deck oven",
      [
        ["Oven kind", "Default", "Limits"],
        ["Deck oven", "240", "from 120 to 300"],
      ],
      // What a group says holds for each word in it.
      [
        ["Oven kind", "Limits", "Note"],
        ["Stone ovens", "15 or more", "The default is the weight in grams / 20."],
      ],
      [
        ["Oven kind", "Default", "Limits"],
        ["Stone ovens", '""', "maxLength 5"],
      ],
    ],
    [
      "Rack oven",
      [],
      [
        ["Oven kind", "Note"],
        ["Rack oven", "Use passes instead."],
      ],
      [
        ["Oven kind", "Default", "Note"],
        ["Rack oven", '"RYE"', "Only on the crust."],
      ],
    ],
    [
      "Microwave",
      [],
      [],
      [
        ["Oven kind", "Default"],
        ["Microwave", LONG],
      ],
    ],
  ])("has only what holds for %s, and is hidden if that is nothing", async (title, heat, minutes, stamp) => {
    await choose(title);
    expect(await table("body.baking.heat")).toEqual(heat);
    expect(await table("body.baking.minutes")).toEqual(minutes);
    expect(await table("body.baking.stamp")).toEqual(stamp);
    await choose("All");
    expect(await table("body.baking.heat")).toHaveLength(5);
  });

  it("is a table with headers and a name, and is there without JavaScript and in print", async () => {
    const plain = await newPage({ javaScriptEnabled: false });
    await plain.goto(`${breadUrl}#body.baking.heat`);
    const heat = plain.getByRole("table", { name: "heat by oven kind" }).first();
    expect(await heat.getByRole("columnheader").allTextContents()).toEqual(["Oven kind", "Default", "Limits"]);
    expect(await heat.getByRole("rowheader").allTextContents()).toContain("Tunnel oven");
    await plain.emulateMedia({ media: "print" });
    expect(await heat.isVisible()).toBe(true);
  });
});
