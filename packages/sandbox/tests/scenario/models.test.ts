import { type Model, modelStatuses } from "@scenario-openapi/types";
import { expect, test } from "vitest";
import { createSandbox, InvalidModelsError, seedModels } from "../../src/index.ts";
import { ids, seedModel, updateModel } from "./put-model.ts";

test("a sandbox starts with the seed models, and shares no updates with others", async () => {
  const sandbox = createSandbox();
  expect(sandbox.models.list()).toEqual(seedModels);
  await updateModel(sandbox, ids.newFlux, { name: "One" });
  expect(createSandbox().models.list()).toEqual(seedModels);
});

test("a sandbox starts with the given models", () => {
  const model = { ...seedModel(ids.newFlux), id: "model_mine" };
  const sandbox = createSandbox({ models: [model] });
  expect(sandbox.models.list()).toEqual([model]);
  expect(sandbox.models.get("model_mine")).toEqual(model);
  expect(sandbox.models.get(ids.newFlux)).toBeUndefined();
  expect(createSandbox({ models: [] }).models.list()).toEqual([]);
});

test("given models and returned models are copies", () => {
  const given = seedModel(ids.newFlux);
  const sandbox = createSandbox({ models: [given] });
  given.tags.push("changed");
  sandbox.models.list()[0]?.tags.push("changed");
  sandbox.models.get(given.id)?.tags.push("changed");
  expect(sandbox.models.list()).toEqual([seedModel(ids.newFlux)]);
});

test("models that do not fit the schema are refused, with pointers to every problem", () => {
  const models: Model[] = JSON.parse(
    JSON.stringify([
      seedModel(ids.newFlux),
      { ...seedModel(ids.trainedFlux), status: "done", tags: undefined },
      null,
      seedModel(ids.newFlux),
      { ...seedModel(ids.newVoice), updatedAt: 5, parameters: { wandbKey: 20251123 } },
    ]),
  );
  const start = () => createSandbox({ models });
  expect(start).toThrow(InvalidModelsError);
  expect(start).toThrow(
    [
      "The models do not fit the documented schema:",
      "  /1/tags is required",
      `  /1/status must be one of ${modelStatuses.map((status) => JSON.stringify(status)).join(", ")}, is "done"`,
      "  /2 must be object, is null",
      `  /3/id is also the id of /0: "${ids.newFlux}"`,
      "  /4/updatedAt must be string, is 5",
      "  /4/parameters/wandbKey must be string",
    ].join("\n"),
  );
});

test("the message shows the first 20 problems, and the error has them all", () => {
  const model: Model = JSON.parse(JSON.stringify({ ...seedModel(ids.newFlux), tags: Array(260_001).fill(0) }));
  const start = () => createSandbox({ models: [model] });
  expect(start).toThrow(/^[^\n]+\n( {2}\/0\/tags\/\d+ must be string, is 0\n){20} {2}and 259981 more$/);
  expect(start).toThrow(expect.objectContaining({ problems: expect.objectContaining({ length: 260_001 }) }));
});
