// The filters of the operation's page, by trainer and by the type of a model's input.
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addressOf, complaintsOf, newPage, noBrowser, openAfresh, operationUrl, siteUrl } from "./browser.ts";
import { facts, fieldIds, idOf, isFor, trainers } from "./site.ts";

let page: Page;
let complaints: string[];
beforeAll(async () => {
  page = await newPage();
  complaints = complaintsOf(page);
});
beforeEach(() => openAfresh(page, operationUrl));

/** The fields that a reader sees once everything is open. */
async function shown(): Promise<string[]> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>("details.inside")) details.open = true;
    return [...document.querySelectorAll(".field")].filter((field) => field.checkVisibility()).map(({ id }) => id);
  });
}

/** The fields that the facts leave for a trainer and for a type of model input. */
function leftFor({ trainer, inputType }: { trainer?: string; inputType?: string }): string[] {
  const left = facts.fields.filter((fact) => {
    const isParameter = /^(model\.)?parameters\./.test(fact.path);
    const word = isParameter ? trainer : fact.path.startsWith("model.inputs.") ? inputType : undefined;
    return word === undefined || isFor(fact, word);
  });
  return left.map(idOf);
}

const body = () => page.getByRole("region", { name: "Body 45 fields" });
const response = () => page.getByRole("region", { name: "Response 200 182 fields" });
const choose = (title: string, section = body()) => section.getByRole("radio", { name: title, exact: true }).click();
const search = () => page.evaluate(() => location.search);
const samples = () => page.locator(".language code").allTextContents();

describe.skipIf(noBrowser)("the filter by trainer", () => {
  it("offers the trainers of the spec", async () => {
    const group = body().getByRole("group", { name: "Trainer" });
    expect(await group.locator("label").allTextContents()).toEqual(["All", ...Object.values(trainers)]);
    expect(await shown()).toEqual(fieldIds);
  });

  it.each(Object.entries(trainers))(
    "leaves only what %s takes, in the fields and in the samples",
    async (word, title) => {
      const others = facts.fields
        .filter((fact) => fact.path.startsWith("parameters.") && !isFor(fact, word))
        .map(({ path }) => path.slice("parameters.".length));
      const otherNames = new RegExp(`\\b(${others.join("|")})\\b`);
      const before = await samples();
      await choose(title);
      const left = leftFor({ trainer: word });
      expect(left.length).toBeLessThan(229);
      expect(await shown()).toEqual(left);
      expect(await search()).toBe(`?trainer=${word}`);
      // The choice holds for the whole page, and both sections count what is left.
      const count = (place: string) => left.filter((id) => id.startsWith(place)).length;
      expect(await body().locator(".shown").textContent()).toBe(`${count("body.")} of 45 fields`);
      expect(await response().locator(".shown").textContent()).toBe(`${count("response.")} of 182 fields`);
      expect(await page.getByRole("radio", { name: title, checked: true, includeHidden: true }).count()).toBe(2);

      const after = await samples();
      expect(after).toHaveLength(before.length);
      expect(after.filter((code) => otherNames.test(code))).toEqual([]);
      // The one sample with parameters is for Flux.
      expect(before.some((code) => otherNames.test(code))).toBe(word !== "flux-lora");
      await choose("All");
      expect(await samples()).toEqual(before);
    },
  );

  it("survives a reload and going back, and All removes it", async () => {
    const left = leftFor({ trainer: "flux-lora" });
    await choose("Flux LoRA");
    await page.reload();
    expect(await shown()).toEqual(left);
    await page.getByRole("link", { name: "TrainingParameters" }).first().click();
    await page.waitForURL(/TrainingParameters/);
    await page.goBack();
    expect(await search()).toBe("?trainer=flux-lora");
    expect(await shown()).toEqual(left);
    await choose("All");
    expect(await search()).toBe("");
    expect(await shown()).toEqual(fieldIds);
  });

  it("survives following a link to a field", async () => {
    await choose("Flux LoRA");
    await body().getByRole("button", { name: "Open all" }).click();
    await page.getByRole("link", { name: "nbEpochs", exact: true }).first().click();
    expect(await addressOf(page)).toMatch(/\?trainer=flux-lora#body\.parameters\.nbEpochs$/);
    await page.goBack();
    expect(await shown()).toEqual(leftFor({ trainer: "flux-lora" }));
  });

  it("ignores an unknown word", async () => {
    await page.goto(`${operationUrl}?trainer=gone&model-input-type=%3Cb%3E`);
    expect(await shown()).toEqual(fieldIds);
  });

  it("works on the page of the schema", async () => {
    await page.goto(`${siteUrl}schemas/TrainingParameters.html?trainer=elevenlabs-voice`);
    const left = leftFor({ trainer: "elevenlabs-voice" }).filter((id) => id.startsWith("body.parameters."));
    expect(await shown()).toEqual(left.map((id) => id.slice("body.parameters.".length)));
    expect(complaints).toEqual([]);
  });
});

describe.skipIf(noBrowser)("the filter by the type of a model's input", () => {
  it("leaves only the fields of each type, in the response", async () => {
    const inputTypes = facts.enums["ModelInputType"]?.map(String) ?? [];
    expect(inputTypes).toHaveLength(10);
    for (const word of inputTypes) {
      await choose(word, response());
      expect(await shown(), word).toEqual(leftFor({ inputType: word }));
      expect(await search()).toBe(`?model-input-type=${word}`);
    }
  });

  it("works together with the filter by trainer", async () => {
    await choose("string", response());
    await choose("Musubi");
    const left = leftFor({ trainer: "musubi", inputType: "string" });
    expect(await shown()).toEqual(left);
    await page.reload();
    expect(await shown()).toEqual(left);
    expect(complaints).toEqual([]);
  });
});
