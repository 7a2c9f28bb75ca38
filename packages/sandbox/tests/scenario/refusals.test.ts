import { expect, test } from "vitest";
import { createSandbox } from "../../src/index.ts";
import { ids, modelUrl, putInit, refusedUpdate, seedModel } from "./put-model.ts";

const read = async (response: Response) => ({ status: response.status, ...JSON.parse(await response.text()) });

test("404 for an unknown model, with the ids of at most ten", async () => {
  const few = await createSandbox().fetch(modelUrl("model_x"), putInit("{}")).then(read);
  expect(few.detail).toContain(`No model has the id "model_x". The sandbox has ${ids.trainedFlux}, `);
  const models = Array.from({ length: 12 }, (_, index) => ({ ...seedModel(ids.newFlux), id: `model_${index}` }));
  const many = await createSandbox({ models }).fetch(modelUrl("model_x"), putInit("{}"));
  expect((await read(many)).detail).toContain("model_9 and 2 more.");
  const none = await createSandbox({ models: [] }).fetch(modelUrl("model_x"), putInit("{}"));
  expect((await read(none)).detail).toContain("The sandbox has no models.");
});

test("400 for every problem at once: query, schema and rules", async () => {
  const body = {
    name: 5,
    type: "sd-xl-lora",
    concepts: [{ scale: "1" }],
    parameters: { wandbKey: "k".repeat(41), maxTrainSteps: 50_000 },
  };
  const { problems, detail } = await refusedUpdate(createSandbox(), ids.trainedFlux, body, "?originalAssets=maybe");
  expect(detail).toBe("The request has 7 problems.");
  expect(problems.map((problem) => [problem.in, problem.pointer, problem.rule, problem.message])).toEqual([
    ["query", "/originalAssets", "type", 'must be boolean, is "maybe"'],
    ["body", "/concepts/0/modelId", "required", "is required"],
    ["body", "/concepts/0/scale", "type", 'must be number, is "1"'],
    ["body", "/name", "type", "must be string, is 5"],
    ["body", "/parameters/maxTrainSteps", "max-train-steps-range", "must be from 0 to 40000 for SDXL, is 50000"],
    ["body", "/parameters/wandbKey", "maxLength", "must NOT have more than 40 characters"],
    ["body", "/type", "type-only-while-new", expect.stringContaining('is "trained"')],
  ]);
});

test.each([
  ["a wrong key", "other-key:sandbox-secret", {}],
  ["the default credentials, if others are set", "sandbox-key:sandbox-secret", { apiKey: "mine" }],
])("401 for %s", async (_, credentials, options) => {
  const init = putInit("{}", { authorization: `Basic ${btoa(credentials)}` });
  expect((await createSandbox(options).fetch(modelUrl(ids.newFlux), init)).status).toBe(401);
});

test("credentials may be given", async () => {
  const sandbox = createSandbox({ apiKey: "clé", apiSecret: "a:b" });
  const { authorization } = sandbox.credentials;
  expect(Buffer.from(authorization.slice("Basic ".length), "base64").toString()).toBe("clé:a:b");
  expect((await sandbox.fetch(modelUrl(ids.newFlux), putInit("{}", { authorization }))).status).toBe(200);
});

test("pages opened from a file may use the seed models, but not given ones", async () => {
  const put = async (options: object) =>
    (await createSandbox(options).fetch(modelUrl(ids.newFlux), putInit("{}", { origin: "null" }))).status;
  const models = [seedModel(ids.newFlux)];
  expect([await put({}), await put({ models }), await put({ models, allowOrigins: ["null"] })]).toEqual([
    200, 403, 200,
  ]);
});
