import { describe, expect, test } from "vitest";
import { createScenarioProxy } from "../../src/proxy/index.ts";
import { type Problem, updateModelBody, validateUpdateModel } from "../../src/validate/index.ts";

const path = { modelId: "model_1" };

/** Each problem as `in pointer rule`. */
function brief(problems: Problem[]): string[] {
  return problems.map((problem) => `${problem.in} ${problem.pointer} ${problem.rule}`);
}

/** The problems of a request that the types would refuse. */
function validate(...args: unknown[]): Problem[] {
  return Reflect.apply(validateUpdateModel, undefined, args);
}

describe("the problems of a request", () => {
  test("are reported together, sorted by part and pointer", () => {
    const body = {
      name: 5,
      type: "flux.1-lora",
      thumbnail: {},
      concepts: Array.from({ length: 11 }, (_, index) => (index === 9 ? {} : { modelId: "model_2", scale: "1" })),
      parameters: { rank: 128, lrScheduler: "fast", samplePrompts: ["a"], sampleSourceImages: [] },
    };
    expect(brief(validate({ path: {}, query: { originalAssets: "yes" }, body }))).toEqual([
      "path /modelId required",
      "query /originalAssets type",
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => `body /concepts/${index}/scale type`),
      "body /concepts/9/modelId required",
      "body /concepts/9/scale required",
      "body /concepts/10/scale type",
      "body /name type",
      "body /parameters/lrScheduler enum",
      "body /parameters/rank rank-range",
      "body /parameters/sampleSourceImages sample-pairs-length",
      "body /thumbnail type",
    ]);
  });

  test.each<[Record<string, unknown>, string]>([
    [
      { parameters: { optimizeFor: "all" } },
      'must be one of "likeness", is "all", which the documentation names but does not list',
    ],
    [{ parameters: { optimizeFor: "x".repeat(100) } }, `must be one of "likeness", is "${"x".repeat(59)}…"`],
  ])("tell what was found: %o", (body, message) => {
    expect(validate({ path, body }).map((problem) => problem.message)).toEqual([message]);
  });

  test("depend on what is known about the model", () => {
    const request = { path, body: { type: "sd-xl-lora", epoch: "000001", parameters: { rank: 129 } } } as const;
    expect(brief(validateUpdateModel(request))).toEqual(["body /epoch epoch-model-type"]);
    expect(brief(validateUpdateModel(request, { model: { type: "flux.1-lora", status: "training" } }))).toEqual([
      "body /epoch epoch-needs-epochs",
      "body /epoch epoch-needs-trained",
      "body /type type-only-while-new",
    ]);
    expect(brief(validateUpdateModel(request, { trainer: "musubi" }))).toEqual([
      "body /epoch epoch-model-type",
      "body /parameters/rank rank-range",
    ]);
  });
});

describe("nothing that is known about the model makes it throw", () => {
  const list: unknown[] = [];
  list.push(list);

  test.each<[string, unknown]>([
    ["null", null],
    ["a number", Number.NaN],
    ["a symbol", Symbol("model")],
    ["a function", () => {}],
    ["a list in itself", list],
    ["objects in themselves", { concepts: list, parameters: { samplePrompts: list } }],
    ["a class", Map],
  ])("%s", (_, value) => {
    for (const body of [value, { parameters: value }, { concepts: value }, { parameters: { samplePrompts: value } }]) {
      for (const context of [undefined, value, { model: value, trainer: value }]) {
        for (const problem of validate({ path, body }, context)) expect(problem.rule).not.toBe("unreadable");
      }
    }
  });

  test("what cannot be read is unreadable", () => {
    const get = () => {
      throw new Error("no");
    };
    const model = new Proxy({}, { get, has: get, ownKeys: get, getPrototypeOf: get });
    expect(brief(validate({ path, body: { epoch: "1" } }, { model }))).toEqual(["body  unreadable"]);
    expect(brief(validate({ path, body: {} }, model))).toEqual(["body  unreadable"]);
  });

  test("lists of four billion holes", () => {
    const holes = new Array(2 ** 32 - 1);
    const body = { type: "flux.1-kontext-lora", concepts: holes, parameters: { samplePrompts: holes } };
    expect(validate({ path, body })).toHaveLength(2_000);
  });
});

test("the body as a Standard Schema has the rules that need no model", () => {
  const body = { name: 5, type: "sd-xl-lora", concepts: [{ modelId: "model_1" }], epoch: "1" };
  expect(updateModelBody["~standard"].validate(body)).toMatchObject({
    issues: [
      { message: "is required", path: ["concepts", 0, "scale"] },
      { message: expect.stringContaining("can be set only on models based on"), path: ["epoch"] },
      { message: "must be string, is 5", path: ["name"] },
    ],
  });
  expect(updateModelBody["~standard"].validate({ parameters: { rank: 1 }, type: "flux.1-lora" })).toEqual({
    issues: [{ message: "must be from 2 to 64 for Flux LoRA, is 1", path: ["parameters", "rank"] }],
  });
});

test("the proxy refuses what breaks a rule", async () => {
  const proxy = createScenarioProxy({ path: "/api", authorize: () => true, apiKey: "key", apiSecret: "secret" });
  const response = await proxy(
    new Request("https://app.example/api/models/model_1", {
      method: "PUT",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ type: "sd-xl-lora", epoch: "000001" }),
    }),
  );
  expect(await response.json()).toMatchObject({ problems: [{ pointer: "/epoch", rule: "epoch-model-type" }] });
});
