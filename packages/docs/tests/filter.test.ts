import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import type { Listening } from "../../../scripts/docs/listen.ts";
import { complaintsOf } from "./complaints.ts";
import { facts, idOf, isFor, titles } from "./field-facts.ts";
import { serveSite } from "./serve-site.ts";

let server: Listening;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([serveSite(), launchBrowser()]);
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page, server.url);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(async () => {
  await page.goto("about:blank");
  await page.goto(`${server.url}operations/updateModel.html`);
});

const all = facts.fields.map(idOf);
const inputTypes = facts.enums["ModelInputType"]?.map(String) ?? [];

/** The fields that a reader sees once all is open. */
async function shown(): Promise<string[]> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>("details.inside")) details.open = true;
    return [...document.querySelectorAll(".field")].filter((field) => field.checkVisibility()).map(({ id }) => id);
  });
}

/** Which fields the facts leave for a trainer, or for a type of model input. */
function leftFor(parts: { trainer?: string; inputType?: string }): string[] {
  const left = facts.fields.filter((fact) => {
    const word = /^(model\.)?parameters\./.test(fact.path)
      ? parts.trainer
      : /^model\.inputs\./.test(fact.path)
        ? parts.inputType
        : undefined;
    return word === undefined || isFor(fact, word);
  });
  return left.map(idOf);
}

const section = (name: string) => page.getByRole("region", { name });
const choose = (title: string, within = "Body 45 fields") =>
  section(within).getByRole("radio", { name: title, exact: true }).click();
const search = () => new URL(page.url()).search;
const samples = () => page.locator(".language code").allTextContents();

describe("the filter by trainer", () => {
  it("offers the trainers of the description", async () => {
    const group = section("Body 45 fields").getByRole("group", { name: "Trainer" });
    expect(await group.locator("label").allTextContents()).toEqual(["All", ...Object.values(titles)]);
    expect(await shown()).toEqual(all);
  });

  it.each(Object.entries(titles))("leaves exactly the fields for %s and for all", async (word, title) => {
    await choose(title);
    const left = leftFor({ trainer: word });
    expect(left.length).toBeLessThan(229);
    expect(await shown()).toEqual(left);
    expect(search()).toBe(`?trainer=${word}`);
    // It holds for the whole page, and both sections say how many are left.
    const inBody = left.filter((id) => id.startsWith("body.")).length;
    const inResponse = left.filter((id) => id.startsWith("response.")).length;
    expect(await section("Body 45 fields").locator(".shown").textContent()).toBe(`${inBody} of 45 fields`);
    expect(await page.locator("#response .shown").textContent()).toBe(`${inResponse} of 182 fields`);
    expect(await page.getByRole("radio", { name: title, checked: true, includeHidden: true }).count()).toBe(2);
  });

  it.each(Object.entries(titles))("leaves in the samples only what %s takes, in each language", async (word, title) => {
    const others = facts.fields
      .filter((fact) => /^parameters\./.test(fact.path) && !isFor(fact, word))
      .map(({ path }) => path.slice(11));
    const names = new RegExp(`\\b(${others.join("|")})\\b`);
    const before = await samples();
    await choose(title);
    const after = await samples();
    expect(after).toHaveLength(before.length);
    // The only sample with parameters is one for Flux: the others have something to lose, and it has nothing.
    expect(before.some((code) => names.test(code))).toBe(word !== "flux-lora");
    if (word === "flux-lora") expect(after).toEqual(before);
    expect(after.filter((code) => names.test(code))).toEqual([]);
    await choose("All");
    expect(await samples()).toEqual(before);
  });

  it("is kept by a reload and by going back, and lifted by All", async () => {
    await choose("Flux LoRA");
    const left = leftFor({ trainer: "flux-lora" });
    await page.reload();
    expect(await shown()).toEqual(left);
    await page.getByRole("link", { name: "TrainingParameters" }).first().click();
    await page.waitForURL(/TrainingParameters/);
    await page.goBack();
    expect(search()).toBe("?trainer=flux-lora");
    expect(await shown()).toEqual(left);
    await page.goForward();
    await page.waitForURL(/TrainingParameters/);
    await page.goBack();
    await choose("All");
    expect(search()).toBe("");
    expect(await shown()).toEqual(all);
  });

  it("is kept while a reader goes from field to field", async () => {
    await choose("Flux LoRA");
    await section("Body 45 fields").getByRole("button", { name: "Open all" }).click();
    await page.getByRole("link", { name: "nbEpochs", exact: true }).first().click();
    expect(page.url()).toMatch(/\?trainer=flux-lora#body\.parameters\.nbEpochs$/);
    await page.goBack();
    expect(await shown()).toEqual(leftFor({ trainer: "flux-lora" }));
  });

  it("takes no notice of a word that it does not know", async () => {
    await page.goto(`${server.url}operations/updateModel.html?trainer=gone&model-input-type=%3Cb%3E`);
    expect(await shown()).toEqual(all);
  });

  it("works on the page of the schema too", async () => {
    await page.goto(`${server.url}schemas/TrainingParameters.html?trainer=elevenlabs-voice`);
    const left = facts.fields.filter(
      (fact) => fact.in === "body" && /^parameters\./.test(fact.path) && isFor(fact, "elevenlabs-voice"),
    );
    expect(await shown()).toEqual(left.map(({ path }) => path.slice(11)));
    expect(complaints).toEqual([]);
  });
});

describe("the filter by the type of a model's input", () => {
  it("leaves exactly the fields of each type, in the response", async () => {
    expect(inputTypes).toHaveLength(10);
    for (const word of inputTypes) {
      await choose(word, "Response 200 182 fields");
      expect(await shown(), word).toEqual(leftFor({ inputType: word }));
      expect(search()).toBe(`?model-input-type=${word}`);
    }
  });

  it("goes together with that by trainer", async () => {
    await choose("string", "Response 200 182 fields");
    await choose("Musubi");
    expect(await shown()).toEqual(leftFor({ trainer: "musubi", inputType: "string" }));
    await page.reload();
    expect(await shown()).toEqual(leftFor({ trainer: "musubi", inputType: "string" }));
    expect(complaints).toEqual([]);
  });
});
