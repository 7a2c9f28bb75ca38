// What a user of the packages does with the grown spec. It runs in a copy of the repository, in which they are built of it.
import assert from "node:assert/strict";
import {
  type CreateModelInput,
  createScenarioClient,
  type OperationMethods,
  type UpdateModelInput,
} from "@scenario-openapi/client";
import { createClient, type FetchInit, type Operation } from "@scenario-openapi/client/runtime";
import {
  createModelBody,
  updateModelBody,
  validateCreateModel,
  validateDeleteModel,
  validateGetModel,
  validateListModels,
  validateUpdateModel,
} from "@scenario-openapi/client/validate";
import { createSandbox } from "@scenario-openapi/sandbox";
import { modelPrivacies, type TrainingParametersFor } from "@scenario-openapi/types";

const modelId = "model_eyVcnFJcR92BxBkz7N6g5w";
const create: CreateModelInput = {
  header: { "Idempotency-Key": "one" },
  body: { name: "Foxes", type: "flux.1-lora", parameters: { rampSteps: 20 } },
};
const update: UpdateModelInput = {
  path: { modelId },
  query: { originalAssets: true },
  body: { tagline: "After dark", parameters: { rampSteps: 30 } },
};
const forFlux: TrainingParametersFor<"flux-lora"> = { rampSteps: 20 };
// @ts-expect-error It is for Flux LoRA alone.
const forMusubi: TrainingParametersFor<"musubi"> = { rampSteps: 20 };
assert.deepEqual([forFlux, forMusubi], [{ rampSteps: 20 }, { rampSteps: 20 }]);
assert(modelPrivacies.includes("team"));

// Both clients send every operation, byte by byte the same.
const calls: Record<keyof OperationMethods, (client: OperationMethods) => PromiseLike<unknown>> = {
  listModels: (client) => client.listModels({ query: { types: ["flux.1-lora", "sd-xl"], pageSize: 5 } }),
  createModel: (client) => client.createModel(create),
  getModel: (client) => client.getModel({ path: { modelId } }),
  updateModel: (client) => client.updateModel(update),
  deleteModel: (client) => client.deleteModel({ path: { modelId } }),
};
const { operations } = await import(
  import.meta.resolve("@scenario-openapi/client").replace("index.js", "operations.gen.js")
);
const sandbox = createSandbox();
const baseUrl = "https://sandbox.invalid/v1";

function recording() {
  const requests: unknown[] = [];
  const fetch = (url: string, init: FetchInit) => {
    requests.push([url, init.method, [...new Headers(init.headers as Record<string, string>)].sort(), init.body]);
    return sandbox.fetch(url, init as RequestInit);
  };
  return { fetch, requests };
}

const { apiKey, apiSecret, authorization } = sandbox.credentials;
const ours = recording();
const scenario = createScenarioClient({
  apiKey,
  apiSecret,
  baseUrl,
  fetch: ours.fetch,
  headers: { "user-agent": "test" },
});
const theirs = recording();
const plain = createClient<object, OperationMethods>(operations as Record<keyof OperationMethods, Operation>, {
  baseUrl,
  fetch: theirs.fetch,
  headers: { authorization, "user-agent": "test" },
});
const answers: Record<string, unknown> = {};
for (const [name, call] of Object.entries(calls)) {
  answers[name] = await call(scenario);
  await call(plain);
}
assert.deepEqual(ours.requests, theirs.requests);
assert.equal(ours.requests.length, Object.keys(operations).length);

// The sandbox keeps what an update sets, and answers the operations that it has no state for with their examples.
const model = sandbox.models.get(modelId);
assert.deepEqual([model?.tagline, model?.parameters?.rampSteps], ["After dark", 30]);
await scenario.updateModel({ path: { modelId }, body: { tagline: null } });
assert.equal(sandbox.models.get(modelId)?.tagline, undefined);
assert.deepEqual(answers["listModels"], { models: [] });
assert.equal((answers["createModel"] as { model: { name: string } }).model.name, "Cinematic Realism");
assert.equal(answers["deleteModel"], undefined);

// Every operation has its validator, and those with a body have a Standard Schema.
const rules = (problems: readonly { rule: string }[]) => problems.map(({ rule }) => rule);
const tooMuch = { type: "flux.1-lora", parameters: { rampSteps: 501 } };
assert.deepEqual(validateListModels({ query: { types: ["sd-xl"] } }), []);
assert.deepEqual(rules(validateListModels({ query: { types: "sd-xl", pageSize: 0 } })), ["minimum", "type"]);
assert.deepEqual(rules(validateGetModel({ path: { modelId: ".." } })), ["path-segment"]);
assert.deepEqual(rules(validateDeleteModel({})), ["required"]);
assert.deepEqual(rules(validateCreateModel({ body: { name: "Foxes", ...tooMuch } })), ["required", "ramp-steps-range"]);
assert.deepEqual(rules(validateUpdateModel({ path: { modelId }, body: tooMuch })), ["ramp-steps-range"]);
const musubi = validateUpdateModel({ path: { modelId }, body: { parameters: { rank: 97 } } }, { trainer: "musubi" });
assert.equal(musubi[0]?.message, "must be from 2 to 96 for Musubi, is 97");
assert.equal(createModelBody["~standard"].validate({ name: "Foxes" }).issues?.length, 1);
assert.equal(updateModelBody["~standard"].validate({ tagline: 5 }).issues?.length, 1);

console.log("ok");
