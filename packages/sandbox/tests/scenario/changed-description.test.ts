// What an update does is read from the description: these change it, and no code.
import type { OpenApiDocument, Schema } from "@repo/openapi";
import { expect, test } from "vitest";
import { description, settings } from "../../src/description.ts";
import { readModelsApi, sandboxOfModels } from "../../src/scenario/models-api.ts";
import { ids, modelUrl, putInit, seedModel } from "./put-model.ts";

/** Sends updates to one model of a sandbox whose schemas have further properties. Returns the last response. */
async function update(added: Record<string, Record<string, Schema>>, ...bodies: object[]) {
  const changed: OpenApiDocument = structuredClone(description);
  for (const [name, properties] of Object.entries(added)) {
    const schema = changed.components?.schemas?.[name];
    if (!schema) throw new Error(`There is no schema ${name}.`);
    schema.properties = { ...schema.properties, ...properties };
  }
  const sandbox = sandboxOfModels(readModelsApi(changed, settings), {});
  let response = Response.error();
  for (const body of bodies) response = await sandbox.fetch(modelUrl(ids.newFlux), putInit(JSON.stringify(body)));
  return { body: JSON.parse(await response.text()), kept: sandbox.models.get(ids.newFlux) };
}

const inBoth = (property: Schema) => ({ UpdateModelRequest: { extra: property }, Model: { extra: property } });
const text: Schema = { type: "string" };
const size: Schema = { type: "object", properties: { width: { type: "number" }, unit: { type: ["string", "null"] } } };

test.each<[string, Record<string, Record<string, Schema>>, object[], unknown]>([
  ["a text is set", inBoth(text), [{ extra: "a" }, { extra: "b" }], "b"],
  ["what is in the request alone is set too", { UpdateModelRequest: { extra: text } }, [{ extra: "a" }], "a"],
  ["what is not sent keeps its value", inBoth(text), [{ extra: "a" }, {}], "a"],
  [
    "null unsets",
    { UpdateModelRequest: { extra: { type: ["string", "null"] } }, Model: { extra: text } },
    [{ extra: "a" }, { extra: null }],
    undefined,
  ],
  [
    "an object of the same schema is merged, and null unsets in it",
    inBoth(size),
    [{ extra: { width: 1, unit: "cm" } }, { extra: { unit: null, colour: "red" } }],
    { width: 1 },
  ],
  [
    "an object that can be null is merged and unset",
    { UpdateModelRequest: { extra: { anyOf: [size, { type: "null" }] } }, Model: { extra: size } },
    [{ extra: { width: 1 } }, { extra: null }, { extra: { width: 2 } }, { extra: { unit: "cm" } }],
    { width: 2, unit: "cm" },
  ],
  [
    "an object of another schema is replaced",
    { UpdateModelRequest: { extra: size }, Model: { extra: { type: "object" } } },
    [{ extra: { width: 1 } }, { extra: { unit: "cm" } }],
    { unit: "cm" },
  ],
  ["a list is replaced", inBoth({ type: "array", items: text }), [{ extra: ["a", "b"] }, { extra: ["c"] }], ["c"]],
  [
    "a map keeps its keys and is merged",
    inBoth({ type: "object", additionalProperties: size }),
    [{ extra: { a: { width: 1, colour: "red" } } }, { extra: { b: {} } }],
    { a: { width: 1 }, b: {} },
  ],
  [
    "an object about which the schema says nothing keeps everything",
    inBoth({ type: "object" }),
    [{ extra: { a: { b: 1 } } }],
    { a: { b: 1 } },
  ],
  [
    "an object that fits one of several schemas keeps what they name",
    inBoth({ type: "array", items: { anyOf: [size, { properties: { name: text } }] } }),
    [{ extra: [{ name: "a", colour: "red" }, { width: 1 }] }],
    [{ name: "a" }, { width: 1 }],
  ],
])("%s", async (_, added, updates, expected) => {
  const { body, kept } = await update(added, ...updates);
  expect(body.model.extra).toEqual(expected);
  expect(kept).toEqual(body.model);
});

test("a parameter of the training is set and merged", async () => {
  const { body } = await update(
    { TrainingParameters: { warmupSteps: { type: "number" } } },
    { parameters: { warmupSteps: 5 } },
    { parameters: { rank: 8 } },
  );
  expect(body.model.parameters).toEqual({ warmupSteps: 5, rank: 8 });
});

test("a property of another shape than in the model is refused as a fault, and nothing is kept", async () => {
  const { body, kept } = await update(
    { UpdateModelRequest: { extra: text }, Model: { extra: size } },
    { name: "One", extra: "a" },
  );
  expect(body).toMatchObject({
    status: 500,
    detail:
      'The sandbox failed: the answer of updateModel does not fit its schema: /model/extra must be object, is "a".',
  });
  expect(kept).toEqual(seedModel(ids.newFlux));
});
