import { sValidator } from "@hono/standard-validator";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { type Problem, updateModelBody, validateUpdateModel } from "../src/validate/index.ts";
import { clientOf, rejection } from "./client-of.ts";

const path = { modelId: "model_1" };

/** Each problem as `in pointer rule`. */
function brief(problems: Problem[]): string[] {
  return problems.map((problem) => `${problem.in} ${problem.pointer} ${problem.rule}`);
}

/** The problems of a request that the types would refuse. */
function validate(...args: unknown[]): Problem[] {
  return Reflect.apply(validateUpdateModel, undefined, args);
}

describe("a valid request has no problems", () => {
  test.each<[string, unknown]>([
    ["an empty update", { path, body: {} }],
    ["with the query", { path, query: { originalAssets: true }, body: { name: "Moonlit Noir" } }],
    ["with the client's options", { path, body: {}, headers: { a: "b" }, timeout: 5, signal: null }],
    ["with null", { path, body: { classSlug: null, epoch: null, thumbnail: null } }],
    ["with undefined", { path, query: { originalAssets: undefined }, body: { name: undefined } }],
    ["with undocumented fields", { path, body: { colour: "red", parameters: { colour: "red" } } }],
    ["with a key of 40 characters beyond the BMP", { path, body: { parameters: { wandbKey: "🔑".repeat(40) } } }],
  ])("%s", (_, request) => {
    expect(validate(request)).toEqual([]);
  });
});

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
    [{ classSlug: 5 }, "must be string or null, is 5"],
    [{ concepts: "one" }, 'must be array, is "one"'],
    [{ concepts: [{ scale: 1 }] }, "is required"],
    [{ name: ["a"] }, "must be string, is an array"],
    [{ thumbnail: {} }, "must be string or null, is an object"],
    [{ name: () => {} }, "must be string, is a function"],
    [{ name: Symbol("text") }, "must be string, is Symbol(text)"],
    [{ parameters: { batchSize: 10n } }, "must be number, is 10n"],
    [{ parameters: { seed: Number.NaN } }, "must be number, is NaN"],
    [
      { parameters: { optimizeFor: "all" } },
      'must be one of "likeness", is "all", which the documentation names but does not list',
    ],
    [{ parameters: { optimizeFor: "x".repeat(100) } }, `must be one of "likeness", is "${"x".repeat(59)}…"`],
    [{ parameters: { wandbKey: "k".repeat(41) } }, "must NOT have more than 40 characters"],
  ])("tell what was found: %o", (body, message) => {
    expect(validate({ path, body }).map((problem) => problem.message)).toEqual([message]);
  });

  test.each([20251123, 20251123n, ["20251123"], { 20251123: true }, "20251123".repeat(6)])(
    "never show the key of Weights & Biases: %o",
    (wandbKey) => {
      const problems = validate({ path, body: { parameters: { wandbKey } } });
      expect(problems).toHaveLength(1);
      expect(JSON.stringify(problems)).not.toContain("20251123");
    },
  );

  test.each<[unknown, string[]]>([
    [{}, ["path /modelId required", "body  required"]],
    [{ path: null, query: null }, ["path /modelId required", "body  required"]],
    [{ path, body: null }, ["body  type"]],
    [{ path: 5, query: [], body: "{}" }, ["path  type", "query  type", "body  type"]],
  ])("name missing and wrong parts: %j", (request, problems) => {
    expect(brief(validate(request))).toEqual(problems);
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

describe("what JSON cannot express is a problem, and the client refuses it too", () => {
  const cycle: Record<string, unknown> = { list: [{}] };
  cycle["list"] = [{ cycle }];

  test.each<[string, unknown, string[]]>([
    ["a cycle", { cycle }, ["/cycle/list/0/cycle must not contain itself"]],
    ["a cycle through toJSON", { a: { toJSON: () => cycle } }, ["/a/list/0/cycle must not contain itself"]],
    [
      "a BigInt",
      { a: [1n], "b/c": { wandbKey: 1n } },
      ["/a/0 must not be a BigInt", "/b~1c/wandbKey must not be a BigInt"],
    ],
    [
      "numbers that are not finite",
      { a: Number.NaN, b: [{ c: Number.NEGATIVE_INFINITY }] },
      ["/a must be finite, is NaN", "/b/0/c must be finite, is -Infinity"],
    ],
    ["a toJSON that returns NaN", { a: { toJSON: () => Number.NaN } }, ["/a must be finite, is NaN"]],
    ["a toJSON that throws", { a: { toJSON: () => expect.fail() } }, [" throws when it is read"]],
    [
      "a getter that throws",
      { a: Object.defineProperty({}, "b", { get: () => expect.fail(), enumerable: true }) },
      [" throws when it is read"],
    ],
    [
      "a documented number",
      { parameters: { learningRate: Number.POSITIVE_INFINITY } },
      ["/parameters/learningRate must be number, is Infinity"],
    ],
  ])("%s", async (_, body, messages) => {
    expect(validate({ path, body }).map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(messages);
    const { scenario, requests } = clientOf();
    expect((await rejection(scenario.updateModel({ path, body: body as object }))).code).toBe("request");
    expect(requests).toEqual([]);
  });

  test("but not the same object twice, a date, half a character, or many shared objects", async () => {
    const date = new Date(0);
    let shared: object = {};
    for (let depth = 0; depth < 1000; depth++) shared = { left: shared, right: shared };
    expect(validate({ path, body: { shared } })).toEqual([]);
    const body = { name: "\ud800", ...{ a: date, b: [date, date], c: new Date(Number.NaN) } };
    expect(validate({ path, body })).toEqual([]);
    expect(await clientOf().scenario.updateModel({ path, body })).toBeDefined();
  });

  test("and at most 1,000 are reported", () => {
    expect(validate({ path, body: { list: Array(5000).fill(Number.NaN) } })).toHaveLength(1000);
  });
});

test.each(["", ".", "..", "...", "a/b", "%2e%2e", "\ud800", "a\udc00b", "🔑", " ", "a\n.."])(
  "the client refuses the same path: %j",
  async (modelId) => {
    const problems = validate({ path: { modelId }, body: {} });
    const call = clientOf().scenario.updateModel({ path: { modelId }, body: {} });
    if (problems.length === 0) return expect(await call).toBeDefined();
    expect(brief(problems)).toEqual(["path /modelId path-segment"]);
    expect((await rejection(call)).code).toBe("request");
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
    ["a symbol", Symbol("request")],
    ["a function", () => {}],
    ["an object in itself", { path: cyclic, query: cyclic, body: cyclic }],
    ["a list in itself", { path: list, query: list, body: { concepts: list, parameters: { samplePrompts: list } } }],
    ["objects without a prototype", Object.assign(Object.create(null), { body: Object.create(null) })],
    ["a class", { path: Map, query: new Map(), body: { name: new Date(Number.NaN) } }],
  ])("%s", (_, value) => {
    for (const request of [value, { path: value, query: value, body: value }, { path, body: { parameters: value } }]) {
      for (const context of [undefined, value, { model: value, trainer: value }]) {
        for (const problem of validate(request, context)) expect(problem.rule).not.toBe("unreadable");
      }
    }
  });

  const error = Object.defineProperty(new Error(), "message", {
    get() {
      throw error;
    },
  });
  const get = () => {
    throw error;
  };
  const thrower = { get, has: get, ownKeys: get, getPrototypeOf: get };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  test.each<[string, object]>([
    ["a revoked proxy", revoked.proxy],
    ["a proxy that throws", new Proxy({}, thrower)],
    ["getters that throw", Object.defineProperties({}, { modelId: { get }, originalAssets: { get }, name: { get } })],
  ])("%s is unreadable", (_, value) => {
    const unreadable = ["path  unreadable", "query  unreadable", "body  unreadable"];
    expect(brief(validate({ path: value, query: value, body: value }))).toEqual(unreadable);
    expect(brief(validate({ path, body: { parameters: value, concepts: [value] } }, { model: value }))).toContain(
      "body  unreadable",
    );
  });

  test("a list, a model or a request that throws", () => {
    const wrongList = new Proxy([], thrower);
    expect(brief(validate({ path, query: wrongList, body: wrongList }))).toEqual(["query  type", "body  type"]);
    const model = new Proxy({}, thrower);
    expect(brief(validate({ path, body: { epoch: "1" } }, { model }))).toEqual(["body  unreadable"]);
    expect(brief(validate({ path, body: {} }, model))).toEqual(["body  unreadable"]);
    expect(brief(validate(model))).toEqual(["path  unreadable", "query  unreadable", "body  unreadable"]);
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

describe("the body as a Standard Schema", () => {
  const { validate, ...about } = updateModelBody["~standard"];

  test("is version 1", () => expect(about).toEqual({ version: 1, vendor: "openapi-client" }));

  test("returns a valid body unchanged", () => {
    const body = { name: "Moonlit Noir", colour: "red" };
    const result = validate(body);
    expect(!result.issues && result.value).toBe(body);
  });

  test.each<[unknown, object[]]>([
    [
      { name: 5, type: "flux.1-lora", concepts: [{ modelId: "model_1" }], parameters: { rank: 1 } },
      [
        { message: "is required", path: ["concepts", 0, "scale"] },
        { message: "must be string, is 5", path: ["name"] },
        { message: "must be from 2 to 64 for Flux LoRA, is 1", path: ["parameters", "rank"] },
      ],
    ],
    [undefined, [{ message: "is required", path: [] }]],
    [new Proxy({}, { get: () => expect.fail() }), [{ message: "throws when it is read", path: [] }]],
  ])("has issues with paths: %#", (body, issues) => {
    expect(validate(body)).toEqual({ issues });
  });

  test("works in a library that knows only the standard", async () => {
    const app = new Hono().put("/", sValidator("json", updateModelBody), (context) =>
      context.json({ name: context.req.valid("json").name }),
    );
    const put = async (body: object) => {
      const headers = { "content-type": "application/json" };
      return (await app.request("/", { method: "PUT", headers, body: JSON.stringify(body) })).json();
    };
    expect(await put({ name: "Moonlit Noir" })).toEqual({ name: "Moonlit Noir" });
    expect(await put({ name: 5 })).toMatchObject({ error: [{ message: "must be string, is 5", path: ["name"] }] });
  });
});
