import { join } from "node:path";
import { readOrExit, root } from "@repo/commands";
import { namedOperations, type OpenApiDocument, type Schema } from "@repo/openapi";
import { describe, expect, it } from "vitest";
import type { Change } from "../src/change.ts";
import { compareDescriptions } from "../src/compare-descriptions.ts";
import { describeChanges } from "../src/describe-changes.ts";
import { edited, reversed } from "../src/table/edit.ts";
import { modelsApi } from "../src/table/models-api.ts";

/** An API of one operation whose body and response are a Thing. */
function api(schemas: Record<string, Schema>): OpenApiDocument {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  const responses = { "200": { description: "The thing.", content } };
  return {
    openapi: "3.1.1",
    info: { title: "Things", version: "1.0.0" },
    paths: { "/things": { post: { operationId: "addThing", requestBody: { content }, responses } } },
    components: { schemas },
  };
}

function wordsOf(changes: readonly Change[]): string[] {
  return changes.map(({ words }) => words);
}

it("explains alternatives that are the same by none that have the same values", () => {
  const rule = (properties: Record<string, Schema>): Schema => ({ type: "object", properties });
  const thing = (inner: Schema): OpenApiDocument =>
    api({ Thing: { anyOf: [rule({ id: {}, wait: {} }), rule({ id: {}, reviewer: inner }), rule({ id: {} })] } });
  const changes = describeChanges(thing({ type: "string" }), thing({ type: "string", maxLength: 3 }));
  expect(changes.map(({ label, detail }) => [label, detail])).toEqual([["reviewer", "maxLength 3"]]);
});

/** The values of an enumeration, except one. */
function without(name: string, value: string): unknown[] {
  return (modelsApi.components?.schemas?.[name]?.enum ?? []).filter((other) => other !== value);
}

describe("the words of a change", () => {
  it("are those of the API", () => {
    const after = edited(modelsApi, {
      "TrainingParameters.foo": { type: "number" },
      "ModelStatus/enum/-": "archived",
      "UpdateModelRequest.thumbnail/type": "string",
      "Model.createdAt/format": "date",
      "TrainingParameters.wandbKey/maxLength": 20,
      "Model.related": { type: "array", items: { $ref: "#/components/schemas/Concept" } },
    });
    expect(wordsOf(describeChanges(modelsApi, after)).sort()).toEqual([
      '+ enum value "archived" of ModelStatus, breaking for readers',
      "+ model.related: optional list of Concept",
      "+ parameters.foo: optional number",
      "~ model.createdAt: format date-time → format date, breaking for readers",
      "~ parameters.wandbKey: maxLength 36 → maxLength 20, breaking for writers",
      "~ thumbnail: string or null → string, breaking for writers",
    ]);
  });

  it("name a schema once if it changed and is used in several places", async () => {
    const { changes } = await compareDescriptions(
      modelsApi,
      edited(modelsApi, { "ModelType/enum": without("ModelType", "custom") }),
    );
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      operation: "updateModel",
      schema: "ModelType",
      places: ["body.type", "response.200.model.type", "response.200.model.inputs[].modelTypes[]"],
      words: '− enum value "custom" of ModelType, breaking for readers and writers',
      wire: "breaking",
      types: "breaking",
    });
  });

  it("name the place that breaks, if a change breaks only one side", () => {
    const [change] = describeChanges(modelsApi, edited(modelsApi, { "ModelType/enum/-": "dry-3" }));
    expect(change).toMatchObject({
      field: "response.200.model.type",
      breaks: ["readers"],
      words: '+ enum value "dry-3" of ModelType, breaking for readers',
    });
  });
});

describe("changes of a schema", () => {
  const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
  const thing = (properties: Record<string, Schema>): Schema => ({ type: "object", properties });

  it.each<[string, Schema, Schema, string[]]>([
    [
      "alternatives in any order",
      { oneOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }] },
      { oneOf: [{ type: "boolean" }, { type: "array" }, { type: "object" }, { type: "string" }] },
      [
        "− value: alternative number, breaking for writers",
        "+ value: alternative list, breaking for readers",
        "+ value: alternative object, breaking for readers",
      ],
    ],
    [
      "an alternative that changed",
      { oneOf: [{ type: "string" }, thing({ a: { type: "string" } })] },
      { oneOf: [thing({ a: { type: "number" } }), { type: "string" }] },
      ["~ value.a: string → number, breaking for readers and writers"],
    ],
    [
      "a default whose order matters",
      { type: "object", default: { tags: ["a", "b"] } },
      { type: "object", default: { tags: ["b", "a"] } },
      ['~ value: default {"tags":["a","b"]} → {"tags":["b","a"]}, breaking for readers and writers'],
    ],
  ])("name %s", (_, before, after, words) => {
    const changes = describeChanges(api({ Thing: thing({ value: before }) }), api({ Thing: thing({ value: after }) }));
    expect(wordsOf(changes)).toEqual(words);
  });

  it("are found once, even if the schema has another name now", () => {
    const before = { Thing: thing({ a: ref("Old"), b: ref("Old") }), Old: thing({ x: { type: "string" } }) };
    const after = { Thing: thing({ a: ref("New"), b: ref("New") }), New: thing({ x: { type: "number" } }) };
    const changes = describeChanges(api(before), api(after));
    expect(wordsOf(changes).filter((words) => words.startsWith("~"))).toEqual([
      "~ a.x: string → number, breaking for readers and writers",
    ]);
    expect(wordsOf(describeChanges(modelsApi, edited(modelsApi, { "Concept/description": "Another." })))).toEqual([
      "~ Concept: description",
    ]);
  });
});

it("the compiler's verdict is given to the change that it is about", async () => {
  const after = edited(modelsApi, {
    "UpdateModelRequest.thumbnail/type": "string",
    "UpdateModelRequest.thumbnail/maxLength": 100,
    "UpdateModelRequest.foo": { type: "string" },
    "ModelStatus/enum": [...without("ModelStatus", "waiting"), "archived"],
  });
  const { changes } = await compareDescriptions(modelsApi, after);
  expect(Object.fromEntries(changes.map(({ words, wire, types }) => [words, [wire, types]]))).toEqual({
    "~ thumbnail: string or null → string, breaking for writers": ["breaking", "breaking"],
    "+ thumbnail: maxLength 100, breaking for writers": ["breaking", "none"],
    "+ foo: optional string": ["compatible", "compatible"],
    '+ enum value "archived" of ModelStatus, breaking for readers': ["breaking", "breaking"],
    '− enum value "waiting" of ModelStatus, breaking for readers': ["compatible", "breaking"],
  });
});

describe("what differs from word to word of an x-availability", () => {
  type Differences = Record<string, Schema>;
  const about = (title: string) => ({ title, description: "About it." });
  const vocabulary = {
    name: "Trainer",
    values: { one: about("Trainer One"), two: about("Trainer Two"), other: about("The other") },
    groups: { both: { ...about("One and Two"), includes: ["one", "two"] } },
  };
  const thing = (size: Differences, { kinds = {}, own = {}, groups = vocabulary.groups } = {}) =>
    api({
      Thing: {
        type: "object",
        properties: {
          kind: { type: "string", enum: ["x", "y", "z"], "x-tells": { name: "Trainer", words: kinds } },
          form: {
            type: "object",
            "x-availability": { ...vocabulary, groups },
            properties: { size: { type: "number", ...own, "x-differs-for": size } },
          },
        },
      },
    });

  const without = (word: string) => {
    const { both } = vocabulary.groups;
    return { both: { ...both, includes: both.includes.filter((other) => other !== word) } };
  };

  it.each<[string, OpenApiDocument, OpenApiDocument, string[]]>([
    [
      "the title of the word",
      thing({ one: { maximum: 64, default: 1 }, other: { maximum: 64 } }),
      thing({ one: { maximum: 32, default: 2, deprecated: true }, other: { maximum: 64, description: "A note." } }),
      [
        "~ form.size, for Trainer One: default 1 → 2, breaking for readers and writers",
        "+ form.size, for Trainer One: deprecated",
        "~ form.size, for Trainer One: maximum 64 → maximum 32, breaking for writers",
        "+ form.size, for The other: description",
      ],
    ],
    [
      "all words with the same change together, and a group instead of its words",
      thing({ both: { maximum: 64 }, other: { maximum: 64 } }),
      thing({ both: { maximum: 32 }, other: { maximum: 32 } }),
      ["~ form.size, for The other and One and Two: maximum 64 → maximum 32, breaking for writers"],
    ],
    [
      "a word apart from its group if it has a limit of its own",
      thing({ both: { maximum: 64 }, one: { maximum: 48 } }),
      thing({ both: { maximum: 32 }, one: { maximum: 64 } }),
      [
        "~ form.size, for Trainer One: maximum 48 → maximum 32, breaking for writers",
        "~ form.size, for One and Two: maximum 64 → maximum 32, breaking for writers",
      ],
    ],
    [
      "a word apart from a group that it is no longer in",
      thing({ both: { maximum: 64 } }),
      thing({ both: { maximum: 32 }, one: { maximum: 32 } }, { groups: without("one") }),
      [
        "~ form: what its properties are available for",
        "~ form.size, for Trainer One and One and Two: maximum 64 → maximum 32, breaking for writers",
      ],
    ],
    [
      "a default of the word, which comes before that of its group",
      thing({ both: { default: 1 }, one: { default: 2 } }),
      thing({ both: { default: 1 }, one: { default: 3 } }),
      ["~ form.size, for Trainer One: default 2 → 3, breaking for readers and writers"],
    ],
    [
      "a new word with the limit that another gets, which breaks only for the other",
      thing({}),
      thing({ one: { maximum: 64 }, three: { maximum: 64 } }),
      ["+ form.size, for Trainer One: maximum 64, breaking for writers", "+ form.size, for three: maximum 64"],
    ],
    [
      "a change for everyone once",
      thing({ one: { maximum: 64, description: "A note." } }, { own: { maximum: 100 } }),
      thing({ one: { maximum: 64, description: "Another." } }, { own: { maximum: 50, default: 1 } }),
      [
        "+ form.size: default 1",
        "~ form.size: maximum 100 → maximum 50, breaking for writers",
        "~ form.size, for Trainer One: maximum 64 → maximum 50, breaking for writers",
        "~ form.size, for Trainer One: description",
      ],
    ],
    [
      "a word that a group includes now",
      thing({ both: { maximum: 64 } }),
      thing(
        { both: { maximum: 64 } },
        { groups: { both: { ...vocabulary.groups.both, includes: ["one", "two", "other"] } } },
      ),
      ["~ form: what its properties are available for", "+ form.size, for The other: maximum 64, breaking for writers"],
    ],
    [
      "what is told by other values, and what follows from it",
      thing({ one: { maximum: 64 } }, { kinds: { x: "two", y: "other" } }),
      thing({ one: { maximum: 64 } }, { kinds: { x: "one", y: "other", z: "one" } }),
      [
        "~ kind: Trainer two → one, told by x",
        "+ kind: Trainer one, told by z",
        "+ form.size, for Trainer One instead of Trainer Two and Trainer One instead of no Trainer: maximum 64, breaking for writers",
      ],
    ],
    [
      "a word, and not the values that tell it now with the same limit",
      thing({}),
      thing({ one: { maximum: 64 } }, { kinds: { x: "one" } }),
      ["+ kind: Trainer one, told by x", "+ form.size, for Trainer One: maximum 64, breaking for writers"],
    ],
  ])("names %s", (_, before, after, words) => {
    expect(wordsOf(describeChanges(before, after)).sort()).toEqual(words.sort());
  });
});

describe("a schema that refers to itself", () => {
  const tree = (leaf: Schema, child = "Thing"): Schema => ({
    type: "object",
    properties: { leaf, children: { type: "array", items: { $ref: `#/components/schemas/${child}` } } },
  });
  const text: Schema = { type: "string" };

  it("is compared to its leaves", async () => {
    const { changes } = await compareDescriptions(api({ Thing: tree(text) }), api({ Thing: tree({ type: "number" }) }));
    expect(wordsOf(changes)).toEqual(["~ leaf: string → number, breaking for readers and writers"]);
  });

  it("is the same if it only refers to itself by a detour", () => {
    const changes = describeChanges(api({ Thing: tree(text) }), api({ Thing: tree(text, "Child"), Child: tree(text) }));
    expect(changes).toMatchObject([{ words: "+ schema Child", wire: "none" }]);
  });

  it("is compared even if it is nothing but itself", () => {
    const loop: Schema = { allOf: [{ $ref: "#/components/schemas/Thing" }, { type: "object" }] };
    expect(wordsOf(describeChanges(api({ Thing: loop }), api({ Thing: { type: "object" } })))).toEqual([
      "~ the description is written otherwise",
    ]);
  });
});

it("a webhook is compared in the other direction: its users read what the API sends", () => {
  const withStates = (...states: string[]): OpenApiDocument => {
    const state: Schema = { type: "object", properties: { state: { type: "string", enum: states } } };
    const requestBody = { required: true, content: { "application/json": { schema: state } } };
    const post = { requestBody, responses: { "200": { description: "Taken." } } };
    return { ...api({ Thing: { type: "object" } }), webhooks: { done: { post } } };
  };
  expect(describeChanges(withStates("a"), withStates("a", "b"))).toMatchObject([
    { operation: "webhook done post", wire: "breaking", breaks: ["readers"] },
  ]);
  expect(describeChanges(withStates("a", "b"), withStates("a"))).toMatchObject([{ wire: "compatible" }]);
});

describe.each(["museum.yaml", "logistics.json"])("%s", async (name) => {
  const other = await readOrExit(join(root, "packages/testing/descriptions", name), "structure");

  it("does not change by its order", () => {
    expect(describeChanges(other, structuredClone(other))).toEqual([]);
    // If two operations would have the same name, the first one gets it.
    const changes = describeChanges(other, reversed(other));
    expect(changes.filter(({ kind, wire }) => kind !== "operation" || wire !== "none")).toEqual([]);
  });

  it("loses and gains operations", () => {
    const paths = Object.keys(other.paths ?? {}).filter((path, index) => path.startsWith("/") && index % 2 === 0);
    const without = structuredClone(other);
    for (const path of paths) delete without.paths?.[path];
    const operations = namedOperations(other).filter(({ path }) => paths.includes(path)).length;
    const lost = describeChanges(other, without).filter(({ words }) => words.startsWith("− operation"));
    const gained = describeChanges(without, other).filter(({ words }) => words.startsWith("+ operation"));
    expect(lost.map(({ wire }) => wire)).toEqual(Array(operations).fill("breaking"));
    expect(lost[0]?.words).toMatch(/, breaking for readers and writers$/);
    expect(gained.map(({ wire }) => wire)).toEqual(Array(operations).fill("compatible"));
  });
});

it("names that JavaScript uses itself are ordinary names", () => {
  const keys = ["constructor", "toString", "__proto__"];
  const named = Object.fromEntries(keys.map((key): [string, Schema] => [key, { type: "string" }]));
  const withKeys = api({ Thing: { type: "object", properties: named } });
  const without = api({ Thing: { type: "object", properties: {} } });
  expect(wordsOf(describeChanges(without, withKeys))).toEqual(keys.map((key) => `+ ${key}: optional string`));
  expect(describeChanges(withKeys, structuredClone(withKeys))).toEqual([]);
});

it("does not modify the documents", async () => {
  const after = edited(modelsApi, { "put/operationId": "changeModel", "Concept/required": ["modelId"] });
  const texts = [modelsApi, after].map((api) => JSON.stringify(api));
  await compareDescriptions(modelsApi, after);
  expect([modelsApi, after].map((api) => JSON.stringify(api))).toEqual(texts);
});
