import type { Model, UpdateModelRequest } from "@scenario-openapi/types";
import { describe, expect, test } from "vitest";
import { readDescription } from "../src/description.ts";
import { createSandbox } from "../src/index.ts";
import { compileCheck } from "../src/schema-check.ts";
import { ids, modelUrl, putInit, refusedUpdate, seedModel, updateModel } from "./put-model.ts";

const { schemas } = readDescription().components;
const checkResponse = compileCheck({ $ref: "#/components/schemas/UpdateModelResponse" }, schemas);

const everyField: UpdateModelRequest = {
  classSlug: "characters-npcs-mobs-characters",
  concepts: [{ modelId: ids.trainedFlux, scale: 1.5, modelEpoch: "000001" }],
  name: "Storybook Owls",
  negativePromptEmbedding: "blurry",
  parameters: { learningRate: 0.0002, rank: 32, samplePrompts: ["an owl"], sampleSourceImages: ["asset_owl"] },
  promptEmbedding: "watercolour",
  shortDescription: "Owls as a storybook shows them.",
  thumbnail: "asset_GTrL3mq4SXWyMxkOHRxlpw",
  type: "flux.1-krea-lora",
};

describe("an update", () => {
  test("changes every field that it sends", async () => {
    const { classSlug, thumbnail, ...copied } = everyField;
    const updated = await updateModel(createSandbox(), ids.newFlux, everyField);
    expect(updated).toMatchObject(copied);
    expect(updated.class).toMatchObject({ slug: classSlug, name: "Characters" });
    expect(updated.thumbnail).toEqual({ assetId: thumbnail, url: `https://assets.example/${thumbnail}` });
  });

  test("changes nothing else, in that model or in others", async () => {
    const sandbox = createSandbox();
    const before = sandbox.models.list();
    const updated = await updateModel(sandbox, ids.trainedFlux, { name: "Moonlit Noir" });
    const expected = before.map((model) =>
      model.id === ids.trainedFlux ? { ...model, name: "Moonlit Noir", updatedAt: updated.updatedAt } : model,
    );
    expect(sandbox.models.list()).toEqual(expected);
  });

  test("is remembered by the next", async () => {
    const sandbox = createSandbox();
    await updateModel(sandbox, ids.newFlux, { name: "One" });
    expect(await updateModel(sandbox, ids.newFlux, { shortDescription: "Two" })).toMatchObject({
      name: "One",
      shortDescription: "Two",
    });
  });

  test("merges parameters key by key", async () => {
    const before = seedModel(ids.trainedFlux).parameters;
    const { parameters } = await updateModel(createSandbox(), ids.trainedFlux, { parameters: { rank: 8 } });
    expect(parameters).toEqual({ ...before, rank: 8 });
  });

  test("of parameters that are for another trainer is stored", async () => {
    const { parameters } = await updateModel(createSandbox(), ids.newVoice, { parameters: { scaleLr: true } });
    expect(parameters).toMatchObject({ language: "en", scaleLr: true });
  });

  test("sets an epoch, and unsets it with null", async () => {
    const sandbox = createSandbox();
    expect(await updateModel(sandbox, ids.trainedFlux, { epoch: "000002" })).toMatchObject({ epoch: "000002" });
    expect(await updateModel(sandbox, ids.trainedFlux, { epoch: null })).not.toHaveProperty("epoch");
  });

  test("unsets the class and the thumbnail with null", async () => {
    const sandbox = createSandbox();
    await updateModel(sandbox, ids.newFlux, everyField);
    const updated = await updateModel(sandbox, ids.newFlux, { classSlug: null, thumbnail: null });
    expect(updated).not.toHaveProperty("class");
    expect(updated).not.toHaveProperty("thumbnail");
    expect(updated.name).toBe("Storybook Owls");
  });

  test("makes a class from a slug that the sandbox does not know", async () => {
    const updated = await updateModel(createSandbox(), ids.newFlux, { classSlug: "vehicles-hover-bike" });
    expect(updated.class).toMatchObject({
      slug: "vehicles-hover-bike",
      name: "Vehicles Hover Bike",
      category: "vehicles",
    });
  });

  test("has no effect through fields that are not documented", async () => {
    const sandbox = createSandbox();
    const body = { name: "One", status: "trained", parameters: { rank: 8, colour: "red" }, toString: 1 };
    const response = await sandbox.fetch(modelUrl(ids.newFlux), putInit(sandbox, JSON.stringify(body)));
    const { model } = JSON.parse(await response.text());
    expect(model).toEqual({
      ...seedModel(ids.newFlux),
      name: "One",
      parameters: { rank: 8 },
      updatedAt: model.updatedAt,
    });
  });

  test.each(["true", "false"])("takes originalAssets=%s, which has no effect", async (value) => {
    const sandbox = createSandbox();
    const response = await sandbox.fetch(`${modelUrl(ids.newFlux)}?originalAssets=${value}`, putInit(sandbox, "{}"));
    expect(response.status).toBe(200);
  });

  test("takes a thumbnail that is half a surrogate pair", async () => {
    const sandbox = createSandbox();
    const response = await sandbox.fetch(modelUrl(ids.newFlux), putInit(sandbox, '{ "thumbnail": "\\ud800" }'));
    expect(response.status).toBe(200);
  });
});

describe("updatedAt", () => {
  test("is the time of the update", async () => {
    const sandbox = createSandbox({ now: () => new Date("2027-01-02T03:04:05.678Z") });
    expect((await updateModel(sandbox, ids.newFlux, {})).updatedAt).toBe("2027-01-02T03:04:05.678Z");
  });

  test("moves forward while the clock stands still or is set back", async () => {
    const times = ["2027-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z"];
    const sandbox = createSandbox({ now: () => new Date(times.shift() ?? 0) });
    const seen: string[] = [];
    while (times.length > 0) seen.push((await updateModel(sandbox, ids.newFlux, {})).updatedAt);
    expect(seen).toEqual(["2027-01-01T00:00:00.000Z", "2027-01-01T00:00:00.001Z", "2027-01-01T00:00:00.002Z"]);
  });
});

describe("a refused update", () => {
  test.each<[string, unknown]>([
    ["by the schema", { name: "One", thumbnail: 5 }],
    ["by a rule", { name: "One", type: "sd-xl-lora" }],
  ])("changes nothing: %s", async (_, body) => {
    const sandbox = createSandbox();
    const before = sandbox.models.list();
    await refusedUpdate(sandbox, ids.trainedFlux, body);
    expect(sandbox.models.list()).toEqual(before);
  });

  test("changes nothing where the clock fails", async () => {
    const sandbox = createSandbox({
      now: () => {
        throw new Error("no clock");
      },
    });
    const before = sandbox.models.list();
    const response = await sandbox.fetch(modelUrl(ids.newFlux), putInit(sandbox, '{ "name": "One" }'));
    expect(response.status).toBe(500);
    expect(JSON.parse(await response.text())).toMatchObject({ status: 500, detail: "The sandbox failed: no clock" });
    expect(sandbox.models.list()).toEqual(before);
  });
});

test("fifty updates at once all count, each at its own time", async () => {
  const sandbox = createSandbox({ now: () => new Date("2027-01-01T00:00:00.000Z") });
  const fields: (keyof NonNullable<UpdateModelRequest["parameters"]>)[] = [
    "batchSize",
    "nbEpochs",
    "nbRepeats",
    "seed",
  ];
  const updates = Array.from({ length: 50 }, (_, index): UpdateModelRequest => {
    const field = fields[index % fields.length];
    return field === undefined ? {} : { parameters: { [field]: index } };
  });
  const answers = await Promise.all(updates.map((body) => updateModel(sandbox, ids.newFlux, body)));
  expect(new Set(answers.map(({ updatedAt }) => updatedAt)).size).toBe(50);
  expect(Object.keys(sandbox.models.get(ids.newFlux)?.parameters ?? {}).sort()).toEqual([...fields].sort());
});

describe("the response fits the documented schema", () => {
  const updates: [string, UpdateModelRequest][] = [
    ...createSandbox()
      .models.list()
      .map(({ id }): [string, UpdateModelRequest] => [id, {}]),
    [ids.newFlux, everyField],
    [ids.trainedFlux, { classSlug: null, epoch: null, thumbnail: null }],
    [ids.trainedFlux, { classSlug: "", epoch: "000001" }],
  ];
  test.each(updates)("%s %j", async (id, body) => {
    const model: Model = await updateModel(createSandbox(), id, body);
    expect(checkResponse({ model })).toEqual([]);
  });

  test("and the check of this test can fail", () => {
    expect(checkResponse({ model: { ...seedModel(ids.newFlux), status: "done" } })).toMatchObject([
      { pointer: "/model/status", rule: "enum" },
    ]);
  });
});
