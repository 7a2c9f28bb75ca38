import type { UpdateModelRequest } from "@scenario-openapi/types";
import { describe, expect, test } from "vitest";
import { checkOf, description } from "../../src/description.ts";
import { createSandbox } from "../../src/index.ts";
import { ids, modelUrl, putInit, refusedUpdate, seedModel, updateModel } from "./put-model.ts";

const everyField = {
  classSlug: "characters-npcs-mobs-characters",
  concepts: [{ modelId: ids.trainedFlux, scale: 1.5, modelEpoch: "000001" }],
  name: "Storybook Owls",
  negativePromptEmbedding: "blurry",
  parameters: { learningRate: 0.0002, rank: 32, samplePrompts: ["an owl"], sampleSourceImages: ["asset_owl"] },
  promptEmbedding: "watercolour",
  shortDescription: "Owls as a storybook shows them.",
  thumbnail: "asset_GTrL3mq4SXWyMxkOHRxlpw",
  type: "flux.1-krea-lora",
} as const satisfies UpdateModelRequest;

describe("an update", () => {
  test("changes every field that it sends", async () => {
    const { classSlug, thumbnail, ...copied } = everyField;
    const updated = await updateModel(createSandbox(), ids.newFlux, everyField);
    expect(updated).toMatchObject(copied);
    expect(updated.class).toMatchObject({ slug: classSlug, name: "Characters" });
    expect(updated.thumbnail).toEqual({ assetId: thumbnail, url: `https://assets.example/${thumbnail}` });
  });

  test("changes nothing else, in this model or in others, and is remembered", async () => {
    const sandbox = createSandbox();
    const before = sandbox.models.list();
    await updateModel(sandbox, ids.trainedFlux, { name: "Moonlit Noir" });
    const { updatedAt } = await updateModel(sandbox, ids.trainedFlux, { shortDescription: "Two" });
    expect(sandbox.models.list()).toEqual(
      before.map((model) =>
        model.id === ids.trainedFlux ? { ...model, name: "Moonlit Noir", shortDescription: "Two", updatedAt } : model,
      ),
    );
  });

  test.each<[string, UpdateModelRequest]>([
    [ids.trainedFlux, { parameters: { rank: 8 } }],
    [ids.newVoice, { parameters: { scaleLr: true } }], // a parameter for another trainer
  ])("merges parameters key by key: %s %j", async (id, body) => {
    const { parameters } = await updateModel(createSandbox(), id, body);
    expect(parameters).toEqual({ ...seedModel(id).parameters, ...body.parameters });
  });

  test("unsets the class, the epoch and the thumbnail with null", async () => {
    const sandbox = createSandbox();
    expect(await updateModel(sandbox, ids.trainedFlux, { epoch: "000002" })).toMatchObject({ epoch: "000002" });
    expect(await updateModel(sandbox, ids.trainedFlux, { epoch: null })).not.toHaveProperty("epoch");
    await updateModel(sandbox, ids.newFlux, everyField);
    const updated = await updateModel(sandbox, ids.newFlux, { classSlug: null, thumbnail: null });
    expect(updated).not.toHaveProperty("class");
    expect(updated).not.toHaveProperty("thumbnail");
    expect(updated.name).toBe("Storybook Owls");
  });

  test("makes a class from an unknown slug", async () => {
    const updated = await updateModel(createSandbox(), ids.newFlux, { classSlug: "vehicles-hover-bike" });
    expect(updated.class).toMatchObject({
      slug: "vehicles-hover-bike",
      name: "Vehicles Hover Bike",
      category: "vehicles",
    });
  });

  test("has no effect through undocumented fields", async () => {
    const sandbox = createSandbox({ now: () => new Date("2027-01-02T03:04:05.678Z") });
    const [concept] = everyField.concepts;
    const body = `{
      "name": "One", "status": "trained", "toString": 1, "__proto__": { "status": "trained" },
      "parameters": { "rank": 8, "colour": "red" }, "concepts": [${JSON.stringify({ ...concept, colour: "red" })}]
    }`;
    const response = await sandbox.fetch(modelUrl(ids.newFlux), putInit(body));
    expect(await response.json()).toEqual({
      model: {
        ...seedModel(ids.newFlux),
        name: "One",
        parameters: { rank: 8 },
        concepts: [concept],
        updatedAt: "2027-01-02T03:04:05.678Z",
      },
    });
  });

  test.each([
    ["?originalAssets=true", "{}"],
    ["?originalAssets=false", "{}"],
    ["", '{ "thumbnail": "\\ud800" }'], // half a surrogate pair
  ])("is accepted: %s %s", async (query, body) => {
    expect((await createSandbox().fetch(modelUrl(ids.newFlux) + query, putInit(body))).status).toBe(200);
  });

  test("moves updatedAt forward even if the clock stands still or is set back", async () => {
    const times = ["2027-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z"];
    const sandbox = createSandbox({ now: () => new Date(times.shift() ?? 0) });
    const seen: string[] = [];
    while (times.length > 0) seen.push((await updateModel(sandbox, ids.newFlux, {})).updatedAt);
    expect(seen).toEqual(["2027-01-01T00:00:00.000Z", "2027-01-01T00:00:00.001Z", "2027-01-01T00:00:00.002Z"]);
  });

  test("is not lost among others at the same time", async () => {
    const sandbox = createSandbox({ now: () => new Date("2027-01-01T00:00:00.000Z") });
    const fields = ["batchSize", "nbEpochs", "nbRepeats", "seed"];
    const updates = Array.from({ length: 50 }, (_, index) => ({ parameters: { [fields[index % 4] ?? ""]: index } }));
    const updated = await Promise.all(updates.map((body) => updateModel(sandbox, ids.newFlux, body)));
    expect(new Set(updated.map(({ updatedAt }) => updatedAt)).size).toBe(50);
    expect(sandbox.models.get(ids.newFlux)?.parameters).toMatchObject(
      Object.fromEntries(fields.map((field) => [field, expect.any(Number)])),
    );
  });
});

describe("a refused update changes nothing", () => {
  test.each<[string, unknown]>([
    ["by the schema", { name: "One", thumbnail: 5 }],
    ["by a rule", { name: "One", type: "sd-xl-lora" }],
  ])("%s", async (_, body) => {
    const sandbox = createSandbox();
    const before = sandbox.models.list();
    await refusedUpdate(sandbox, ids.trainedFlux, body);
    expect(sandbox.models.list()).toEqual(before);
  });

  test("because the clock fails", async () => {
    const sandbox = createSandbox({
      now: () => {
        throw new Error("no clock");
      },
    });
    const before = sandbox.models.list();
    const response = await sandbox.fetch(modelUrl(ids.newFlux), putInit('{ "name": "One" }'));
    expect(await response.json()).toMatchObject({ status: 500, detail: "The sandbox failed: no clock" });
    expect(sandbox.models.list()).toEqual(before);
  });
});

test("every response fits the documented schema", async () => {
  const check = checkOf(description, { $ref: "#/components/schemas/UpdateModelResponse" });
  const updates: [string, UpdateModelRequest][] = [
    ...Object.values(ids).map((id): [string, UpdateModelRequest] => [id, {}]),
    [ids.newFlux, everyField],
    [ids.trainedFlux, { classSlug: null, epoch: null, thumbnail: null }],
    [ids.trainedFlux, { classSlug: "", epoch: "000001" }],
  ];
  for (const [id, body] of updates) {
    const model = await updateModel(createSandbox(), id, body);
    expect(check({ model }), `${id} ${JSON.stringify(body)}`).toEqual([]);
    expect(check({ model: { ...model, status: "done" } })).toHaveLength(1);
  }
});
