import { describe, expect, test } from "vitest";
import { fillPath } from "../src/path.ts";
import { type Problem, validateUpdateModel } from "../src/validate/index.ts";

const path = { modelId: "model_1" };

/** Each problem as `in pointer rule`. */
function brief(problems: Problem[]): string[] {
  return problems.map((problem) => `${problem.in} ${problem.pointer} ${problem.rule}`);
}

/** The problems of a request that the types would refuse. */
function validate(...args: unknown[]): Problem[] {
  return Reflect.apply(validateUpdateModel, undefined, args);
}

describe("a request that can be sent has no problems", () => {
  test.each<[string, unknown]>([
    ["an empty update", { path, body: {} }],
    ["with the query", { path, query: { originalAssets: true }, body: { name: "Moonlit Noir" } }],
    ["with the client's own options", { path, body: {}, headers: { a: "b" }, timeout: 5, signal: null }],
    ["that unsets", { path, body: { classSlug: null, epoch: null, thumbnail: null } }],
    ["with fields that are undefined", { path, query: { originalAssets: undefined }, body: { name: undefined } }],
    ["with fields that are not documented", { path, body: { colour: "red", parameters: { colour: "red" } } }],
    ["with a key of 40 characters beyond the BMP", { path, body: { parameters: { wandbKey: "🔑".repeat(40) } } }],
    ["within the ranges of its trainer", { path, body: { type: "flux.1-lora", parameters: { rank: 64 } } }],
  ])("%s", (_, request) => {
    expect(validate(request)).toEqual([]);
  });
});

describe("the problems of a request", () => {
  test("come together, sorted by part and pointer", () => {
    const body = {
      name: 5,
      type: "flux.1-lora",
      thumbnail: {},
      concepts: Array.from({ length: 11 }, (_, index) =>
        index === 9 ? { scale: "1" } : { modelId: "model_2", scale: "1" },
      ),
      parameters: {
        rank: 128,
        lrScheduler: "fast",
        learningRate: "high",
        samplePrompts: ["a"],
        sampleSourceImages: [],
      },
    };
    expect(brief(validate({ path: {}, query: { originalAssets: "yes" }, body }))).toEqual([
      "path /modelId required",
      "query /originalAssets type",
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => `body /concepts/${index}/scale type`),
      "body /concepts/9/modelId required",
      "body /concepts/9/scale type",
      "body /concepts/10/scale type",
      "body /name type",
      "body /parameters/learningRate type",
      "body /parameters/lrScheduler enum",
      "body /parameters/rank rank-range",
      "body /parameters/sampleSourceImages sample-pairs-length",
      "body /thumbnail type",
    ]);
  });

  test("say what is wrong, and what was found", () => {
    const body = {
      classSlug: 5,
      concepts: "one",
      name: ["a"],
      parameters: {
        seed: Number.NaN,
        batchSize: 10n,
        optimizeFor: "x".repeat(100),
        wandbKey: "k".repeat(41),
        rank: 65,
      },
      promptEmbedding: () => {},
      shortDescription: Symbol("text"),
    };
    expect(validate({ path, query: { originalAssets: 1 }, body }, { trainer: "flux-lora" })).toEqual([
      { in: "query", pointer: "/originalAssets", rule: "type", message: "must be boolean, is 1" },
      { in: "body", pointer: "/classSlug", rule: "type", message: "must be string or null, is 5" },
      { in: "body", pointer: "/concepts", rule: "type", message: 'must be array, is "one"' },
      { in: "body", pointer: "/name", rule: "type", message: "must be string, is an array" },
      { in: "body", pointer: "/parameters/batchSize", rule: "type", message: "must be number, is 10n" },
      {
        in: "body",
        pointer: "/parameters/optimizeFor",
        rule: "enum",
        message: `must be one of "likeness", is "${"x".repeat(59)}…"`,
      },
      {
        in: "body",
        pointer: "/parameters/rank",
        rule: "rank-range",
        message: "must be from 2 to 64 for Flux LoRA training, is 65",
      },
      { in: "body", pointer: "/parameters/seed", rule: "type", message: "must be number, is NaN" },
      {
        in: "body",
        pointer: "/parameters/wandbKey",
        rule: "maxLength",
        message: "must NOT have more than 40 characters",
      },
      { in: "body", pointer: "/promptEmbedding", rule: "type", message: "must be string, is a function" },
      { in: "body", pointer: "/shortDescription", rule: "type", message: "must be string, is Symbol(text)" },
    ]);
  });

  test("never show the key of Weights & Biases", () => {
    const keys = ["20251123", 20251123, 20251123n, ["20251123"], { 20251123: true }, "20251123".repeat(6)];
    for (const wandbKey of keys) {
      const problems = validate({ path, body: { parameters: { wandbKey } } });
      expect(problems).toHaveLength(wandbKey === keys[0] ? 0 : 1);
      expect(JSON.stringify(problems)).not.toContain("20251123");
    }
  });

  test("name the parts that are missing", () => {
    const missing = ["path /modelId required", "body  required"];
    expect(brief(validate({}))).toEqual(missing);
    expect(brief(validate({ path: null, query: null, body: undefined }))).toEqual(missing);
    expect(brief(validate({ path, body: null }))).toEqual(["body  type"]);
    expect(brief(validate({ path: 5, query: [], body: "{}" }))).toEqual(["path  type", "query  type", "body  type"]);
  });
});

describe("what is known of the model", () => {
  test("lets more rules apply", () => {
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

test.each(["", ".", "..", "...", "a/b", "%2e%2e", "é", "\ud800", "a\udc00b", "🔑", " ", "\n", "a\n.."])(
  "the client refuses the path that a check refuses, and no other: %j",
  (modelId) => {
    const problems = validate({ path: { modelId }, body: {} });
    if (problems.length === 0)
      expect(fillPath("/models/{modelId}", { modelId })).toBe(`/models/${encodeURIComponent(modelId)}`);
    else {
      expect(brief(problems)).toEqual(["path /modelId path-segment"]);
      expect(() => fillPath("/models/{modelId}", { modelId })).toThrow("nothing was sent");
    }
  },
);

describe("nothing makes it throw", () => {
  const cyclic: Record<string, unknown> = {};
  for (const field of ["name", "concepts", "parameters", "type", "self"]) cyclic[field] = cyclic;
  const list: unknown[] = [];
  list.push(list);

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a number", Number.NaN],
    ["a text", "text"],
    ["a symbol", Symbol("request")],
    ["a function", () => {}],
    ["a list", []],
    ["an object in itself", { path: cyclic, query: cyclic, body: cyclic }],
    ["a list in itself", { path: list, query: list, body: { concepts: list, parameters: { samplePrompts: list } } }],
    ["objects without a prototype", Object.assign(Object.create(null), { body: Object.create(null) })],
    ["a class", { path: Map, query: new Map(), body: { name: new Date(Number.NaN) } }],
  ])("%s", (_, value) => {
    for (const request of [value, { path: value, query: value, body: value }, { path, body: { parameters: value } }]) {
      for (const problem of validate(request)) expect(problem.rule).not.toBe("unreadable");
      expect(validate(request, { model: value, trainer: value })).toBeInstanceOf(Array);
      expect(validate(request, value)).toBeInstanceOf(Array);
    }
  });

  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const error = Object.defineProperty(new Error(), "message", {
    get() {
      throw error;
    },
  });
  const thrower = {
    get() {
      throw error;
    },
    has() {
      throw error;
    },
    ownKeys() {
      throw error;
    },
    getPrototypeOf() {
      throw error;
    },
  };

  test.each<[string, object]>([
    ["a revoked proxy", revoked.proxy],
    ["a proxy that throws", new Proxy({}, thrower)],
    [
      "getters that throw",
      Object.defineProperties(
        {},
        Object.fromEntries("modelId originalAssets name".split(" ").map((name) => [name, thrower])),
      ),
    ],
  ])("%s, which is unreadable", (_, value) => {
    const unreadable = ["path  unreadable", "query  unreadable", "body  unreadable"];
    expect(brief(validate({ path: value, query: value, body: value }))).toEqual(unreadable);
    expect(brief(validate({ path, body: { parameters: value, concepts: [value] } }, { model: value }))).toContain(
      "body  unreadable",
    );
  });

  test("a list that throws, where none may be", () => {
    const value = new Proxy([], thrower);
    expect(brief(validate({ path, query: value, body: value }))).toEqual(["query  type", "body  type"]);
  });

  test("a model that throws", () => {
    const model = new Proxy({}, thrower);
    expect(brief(validate({ path, body: { epoch: "1" } }, { model }))).toEqual(["body  unreadable"]);
    expect(brief(validate({ path, body: {} }, model))).toEqual(["body  unreadable"]);
    expect(brief(validate(model))).toEqual(["path  unreadable", "query  unreadable", "body  unreadable"]);
  });

  test("more than anyone would send", () => {
    const million = Array.from({ length: 1_000_000 }, () => "a");
    expect(validate({ path, body: { parameters: { samplePrompts: million, sampleSourceImages: million } } })).toEqual(
      [],
    );
    expect(validate({ path, body: { concepts: million } })).toHaveLength(1_000);
    expect(validate({ path, body: { name: "a".repeat(2 ** 28), parameters: "a".repeat(2 ** 28) } })).toHaveLength(1);
  });

  test("a list of four billion holes", () => {
    const holes = new Array(2 ** 32 - 1);
    const body = { type: "flux.1-kontext-lora", concepts: holes, parameters: { samplePrompts: holes } };
    const pointers = validate({ path, body }).map(({ pointer }) => pointer);
    expect(pointers.slice(0, 2)).toEqual(["/concepts/0", "/concepts/1"]);
    expect(pointers.filter((pointer) => pointer.startsWith("/concepts/"))).toHaveLength(1_000);
    expect(pointers.filter((pointer) => pointer.startsWith("/parameters/samplePrompts/"))).toHaveLength(1_000);
  });
});
