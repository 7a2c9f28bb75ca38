import { sValidator } from "@hono/standard-validator";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import type { Problem } from "../src/validation/index.ts";
import { clientOf, rejection } from "./client-of.ts";
import { updateBoatBody, validateUpdateBoat } from "./harbour/validate/validators.gen.ts";

const path = { boatId: "boat_1" };

/** Each problem as `in pointer rule`. */
function brief(problems: Problem[]): string[] {
  return problems.map((problem) => `${problem.in} ${problem.pointer} ${problem.rule}`);
}

/** The problems of a request that the types would refuse. */
function validate(...args: unknown[]): Problem[] {
  return Reflect.apply(validateUpdateBoat, undefined, args);
}

describe("a valid request has no problems", () => {
  test.each<[string, unknown]>([
    ["an empty update", { path, body: {} }],
    ["with the query", { path, query: { allPhotos: true }, body: { name: "Moonlit Noir" } }],
    ["with the client's options", { path, body: {}, headers: { a: "b" }, timeout: 5, signal: null }],
    ["with null", { path, body: { photo: null } }],
    ["with undefined", { path, query: { allPhotos: undefined }, body: { name: undefined } }],
    ["with undocumented fields", { path, body: { colour: "red", rig: { colour: "red" } } }],
    ["with a key of 40 characters beyond the BMP", { path, body: { rig: { radioKey: "🔑".repeat(40) } } }],
  ])("%s", (_, request) => {
    expect(validate(request)).toEqual([]);
  });
});

describe("the problems of a request", () => {
  test("are reported together, sorted by part and pointer", () => {
    const body = {
      name: 5,
      kind: "raft",
      photo: {},
      convoy: Array.from({ length: 11 }, (_, index) => (index === 9 ? {} : { boatId: "boat_2", distance: "1" })),
      rig: { masts: 5, sailArea: "1" },
    };
    expect(brief(validate({ path: {}, query: { allPhotos: "yes" }, body }))).toEqual([
      "path /boatId required",
      "query /allPhotos type",
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => `body /convoy/${index}/distance type`),
      "body /convoy/9/boatId required",
      "body /convoy/9/distance required",
      "body /convoy/10/distance type",
      "body /kind enum",
      "body /name type",
      "body /photo type",
      "body /rig/masts maximum",
      "body /rig/sailArea type",
    ]);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ photo: 5 }, "must be string or null, is 5"],
    [{ convoy: "one" }, 'must be array, is "one"'],
    [{ convoy: [{ distance: 1 }] }, "is required"],
    [{ name: ["a"] }, "must be string, is an array"],
    [{ photo: {} }, "must be string or null, is an object"],
    [{ name: () => {} }, "must be string, is a function"],
    [{ name: Symbol("text") }, "must be string, is Symbol(text)"],
    [{ rig: { sailArea: 10n } }, "must be number, is 10n"],
    [{ rig: { sailArea: Number.NaN } }, "must be number, is NaN"],
    [{ kind: "x".repeat(100) }, `must be one of "ferry", "tug", is "${"x".repeat(59)}…"`],
    [{ rig: { radioKey: "k".repeat(41) } }, "must NOT have more than 40 characters"],
  ])("tell what was found: %o", (body, message) => {
    expect(validate({ path, body }).map((problem) => problem.message)).toEqual([message]);
  });

  test.each([20251123, 20251123n, ["20251123"], { 20251123: true }, "20251123".repeat(6)])(
    "never show a secret: %o",
    (radioKey) => {
      const problems = validate({ path, body: { rig: { radioKey } } });
      expect(problems).toHaveLength(1);
      expect(JSON.stringify(problems)).not.toContain("20251123");
    },
  );

  test.each<[unknown, string[]]>([
    [{}, ["path /boatId required", "body  required"]],
    [{ path: null, query: null }, ["path /boatId required", "body  required"]],
    [{ path, body: null }, ["body  type"]],
    [{ path: 5, query: [], body: "{}" }, ["path  type", "query  type", "body  type"]],
  ])("name missing and wrong parts: %j", (request, problems) => {
    expect(brief(validate(request))).toEqual(problems);
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
      { a: [1n], "b/c": { radioKey: 1n } },
      ["/a/0 must not be a BigInt", "/b~1c/radioKey must not be a BigInt"],
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
      { rig: { sailArea: Number.POSITIVE_INFINITY } },
      ["/rig/sailArea must be number, is Infinity"],
    ],
  ])("%s", async (_, body, messages) => {
    expect(validate({ path, body }).map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(messages);
    const { harbour, requests } = clientOf();
    expect((await rejection(harbour.updateBoat({ path, body: body as object }))).code).toBe("request");
    expect(requests).toEqual([]);
  });

  test("but not the same object twice, a date, half a character, or many shared objects", async () => {
    const date = new Date(0);
    let shared: object = {};
    for (let depth = 0; depth < 1000; depth++) shared = { left: shared, right: shared };
    expect(validate({ path, body: { shared } })).toEqual([]);
    const body = { name: "\ud800", ...{ a: date, b: [date, date], c: new Date(Number.NaN) } };
    expect(validate({ path, body })).toEqual([]);
    expect(await clientOf().harbour.updateBoat({ path, body })).toBeDefined();
  });

  test("and at most 1,000 are reported", () => {
    expect(validate({ path, body: { list: Array(5000).fill(Number.NaN) } })).toHaveLength(1000);
  });
});

test.each(["", ".", "..", "...", "a/b", "%2e%2e", "\ud800", "a\udc00b", "🔑", " ", "a\n.."])(
  "the client refuses the same path: %j",
  async (boatId) => {
    const problems = validate({ path: { boatId }, body: {} });
    const call = clientOf().harbour.updateBoat({ path: { boatId }, body: {} });
    if (problems.length === 0) return expect(await call).toBeDefined();
    expect(brief(problems)).toEqual(["path /boatId path-segment"]);
    expect((await rejection(call)).code).toBe("request");
  },
);

describe("nothing makes it throw", () => {
  const cyclic: Record<string, unknown> = {};
  for (const field of ["name", "convoy", "rig", "self"]) cyclic[field] = cyclic;
  const list: unknown[] = [];
  list.push(list);

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a number", Number.NaN],
    ["a symbol", Symbol("request")],
    ["a function", () => {}],
    ["an object in itself", { path: cyclic, query: cyclic, body: cyclic }],
    ["a list in itself", { path: list, query: list, body: { convoy: list, rig: { masts: list } } }],
    ["objects without a prototype", Object.assign(Object.create(null), { body: Object.create(null) })],
    ["a class", { path: Map, query: new Map(), body: { name: new Date(Number.NaN) } }],
  ])("%s", (_, value) => {
    for (const request of [value, { path: value, query: value, body: value }, { path, body: { rig: value } }]) {
      for (const context of [undefined, { words: value }]) {
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
    ["getters that throw", Object.defineProperties({}, { boatId: { get }, allPhotos: { get }, name: { get } })],
  ])("%s is unreadable", (_, value) => {
    const unreadable = ["path  unreadable", "query  unreadable", "body  unreadable"];
    expect(brief(validate({ path: value, query: value, body: value }))).toEqual(unreadable);
    expect(brief(validate({ path, body: { rig: value, convoy: [value] } }))).toContain("body  unreadable");
  });

  test("a list or a request that throws", () => {
    const wrongList = new Proxy([], thrower);
    expect(brief(validate({ path, query: wrongList, body: wrongList }))).toEqual(["query  type", "body  type"]);
    expect(brief(validate(new Proxy({}, thrower)))).toEqual([
      "path  unreadable",
      "query  unreadable",
      "body  unreadable",
    ]);
  });

  test("a list of four billion holes", () => {
    const holes = new Array(2 ** 32 - 1);
    const pointers = validate({ path, body: { convoy: holes } }).map(({ pointer }) => pointer);
    expect(pointers.slice(0, 2)).toEqual(["/convoy/0", "/convoy/1"]);
    expect(pointers.filter((pointer) => pointer.startsWith("/convoy/"))).toHaveLength(1_000);
  });
});

describe("the body as a Standard Schema", () => {
  const { validate, ...about } = updateBoatBody["~standard"];

  test("is version 1", () => expect(about).toEqual({ version: 1, vendor: "openapi-client" }));

  test("returns a valid body unchanged", () => {
    const body = { name: "Moonlit Noir", colour: "red" };
    const result = validate(body);
    expect(!result.issues && result.value).toBe(body);
  });

  test.each<[unknown, object[]]>([
    [
      { name: 5, convoy: [{ boatId: "boat_1" }], rig: { masts: 5 } },
      [
        { message: "is required", path: ["convoy", 0, "distance"] },
        { message: "must be string, is 5", path: ["name"] },
        { message: "must be <= 4", path: ["rig", "masts"] },
      ],
    ],
    [undefined, [{ message: "is required", path: [] }]],
    [new Proxy({}, { get: () => expect.fail() }), [{ message: "throws when it is read", path: [] }]],
  ])("has issues with paths: %#", (body, issues) => {
    expect(validate(body)).toEqual({ issues });
  });

  test("works in a library that knows only the standard", async () => {
    const app = new Hono().put("/", sValidator("json", updateBoatBody), (context) =>
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
