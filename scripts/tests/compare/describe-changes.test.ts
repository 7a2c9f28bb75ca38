import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Change } from "../../compare/change.ts";
import { compareDescriptions } from "../../compare/compare-descriptions.ts";
import { describeChanges } from "../../compare/describe-changes.ts";
import { root } from "../../root.ts";
import type { OpenApiDocument, Schema } from "../../spec/openapi-document.ts";
import { readSpecOrExit, specFile } from "../../spec-document.ts";
import { operation, properties, property, reversed, schema, values } from "./edit-tools.ts";

const document = await readSpecOrExit(specFile, "structure");

function edited(edit: (api: OpenApiDocument) => void): OpenApiDocument {
  const copy = structuredClone(document);
  edit(copy);
  return copy;
}

/** An API of one operation, whose body and answer are of the given schemas. */
function api(schemas: Record<string, Schema>): OpenApiDocument {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  return {
    openapi: "3.1.1",
    info: { title: "Things", version: "1.0.0" },
    paths: {
      "/things": {
        post: {
          operationId: "addThing",
          requestBody: { content },
          responses: { "200": { description: "The thing.", content } },
        },
      },
    },
    components: { schemas },
  };
}

function saidOf(changes: readonly Change[]): string[] {
  return changes.map(({ words }) => words);
}

describe("the words of a change", () => {
  it("are those of the API", () => {
    const after = edited((api) => {
      properties(api, "TrainingParameters")["foo"] = { type: "number" };
      values(api, "ModelStatus").push("archived");
      property(api, "UpdateModelRequest", "thumbnail").type = "string";
      property(api, "Model", "createdAt").format = "date";
      property(api, "TrainingParameters", "wandbKey").maxLength = 20;
      properties(api, "Model")["related"] = { type: "array", items: { $ref: "#/components/schemas/Concept" } };
    });
    expect(saidOf(describeChanges(document, after)).sort()).toEqual([
      '+ enum value "archived" of ModelStatus, breaking for readers',
      "+ model.related: optional list of Concept",
      "+ parameters.foo: optional number",
      "~ model.createdAt: format date-time → format date, breaking for readers",
      "~ parameters.wandbKey: maxLength 40 → maxLength 20, breaking for writers",
      "~ thumbnail: string or null → string, breaking for writers",
    ]);
  });

  it("say once what a schema that is used in several places has changed", async () => {
    const after = edited((api) => {
      values(api, "ModelType").shift();
    });
    const { changes } = await compareDescriptions(document, after);
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

  it("name the place that breaks first, where a change breaks one side alone", () => {
    const after = edited((api) => {
      values(api, "ModelType").push("flux.3");
    });
    expect(describeChanges(document, after)[0]).toMatchObject({
      field: "response.200.model.type",
      breaks: ["readers"],
      words: '+ enum value "flux.3" of ModelType, breaking for readers',
    });
  });
});

describe("the compiler's verdict", () => {
  it("goes to the change that it is about", async () => {
    const after = edited((api) => {
      Object.assign(property(api, "UpdateModelRequest", "thumbnail"), { type: "string", maxLength: 100 });
      properties(api, "UpdateModelRequest")["foo"] = { type: "string" };
      values(api, "ModelStatus").push("archived");
      values(api, "ModelStatus").shift();
    });
    const { changes } = await compareDescriptions(document, after);
    expect(Object.fromEntries(changes.map(({ words, wire, types }) => [words, [wire, types]]))).toEqual({
      "~ thumbnail: string or null → string, breaking for writers": ["breaking", "breaking"],
      "+ thumbnail: maxLength 100, breaking for writers": ["breaking", "none"],
      "+ foo: optional string": ["compatible", "compatible"],
      '+ enum value "archived" of ModelStatus, breaking for readers': ["breaking", "breaking"],
      '− enum value "copying" of ModelStatus, breaking for readers': ["compatible", "breaking"],
    });
  });
});

describe("schemas that refer to themselves", () => {
  const tree = (leaf: Schema): Record<string, Schema> => ({
    Thing: {
      type: "object",
      properties: { leaf, children: { type: "array", items: { $ref: "#/components/schemas/Thing" } } },
    },
  });

  it("are compared to the end", async () => {
    const { changes } = await compareDescriptions(api(tree({ type: "string" })), api(tree({ type: "number" })));
    expect(saidOf(changes)).toEqual(["~ leaf: string → number, breaking for readers and writers"]);
  });

  it("are the same where only their ways of referring differ", () => {
    const once = tree({ type: "string" });
    const twice: Record<string, Schema> = {
      Thing: {
        ...once["Thing"],
        properties: {
          leaf: { type: "string" },
          children: { type: "array", items: { $ref: "#/components/schemas/Child" } },
        },
      },
      Child: { ...once["Thing"] },
    };
    const changes = describeChanges(api(once), api(twice));
    expect(saidOf(changes)).toEqual(["+ schema Child"]);
    expect(changes[0]?.wire).toBe("none");
  });

  it("end where a schema is nothing but itself", () => {
    const loop: Record<string, Schema> = {
      Thing: { allOf: [{ $ref: "#/components/schemas/Thing" }, { type: "object" }] },
    };
    expect(saidOf(describeChanges(api(loop), api({ Thing: { type: "object" } })))).toEqual([
      "~ the description is written otherwise",
    ]);
  });
});

describe("a webhook", () => {
  const withHook = (properties: Record<string, Schema>, status: string): OpenApiDocument => ({
    ...api({ Thing: { type: "object" } }),
    webhooks: {
      done: {
        post: {
          requestBody: { required: true, content: { "application/json": { schema: { type: "object", properties } } } },
          responses: { [status]: { description: "Taken." } },
        },
      },
    },
  });

  it("goes the other way: what the API sends is what its users read", () => {
    const text: Schema = { type: "string", enum: ["a"] };
    const more: Schema = { type: "string", enum: ["a", "b"] };
    expect(describeChanges(withHook({ state: text }, "200"), withHook({ state: more }, "200"))).toMatchObject([
      { operation: "webhook done post", wire: "breaking", breaks: ["readers"] },
    ]);
    expect(describeChanges(withHook({ state: more }, "200"), withHook({ state: text }, "200"))).toMatchObject([
      { wire: "compatible" },
    ]);
  });
});

describe("other descriptions", () => {
  const files = ["museum.yaml", "logistics.json"].map((name) =>
    join(root, "scripts/tests/fixtures/descriptions", name),
  );

  it.each(files)("%s is no change of itself, in any order", async (file) => {
    const other = await readSpecOrExit(file, "structure");
    expect(describeChanges(other, structuredClone(other))).toEqual([]);
    // Where two operations would have one name, the first gets it.
    const changes = describeChanges(other, reversed(other));
    expect(changes.filter(({ kind, wire }) => kind !== "operation" || wire !== "none")).toEqual([]);
  });

  it.each(files)("%s loses and gains each of its operations", async (file) => {
    const other = await readSpecOrExit(file, "structure");
    const paths = Object.keys(other.paths ?? {}).filter((path) => path.startsWith("/"));
    for (const path of paths) {
      const without = structuredClone(other);
      delete without.paths?.[path];
      const lost = describeChanges(other, without).filter(({ words }) => words.startsWith("− operation"));
      const won = describeChanges(without, other).filter(({ words }) => words.startsWith("+ operation"));
      expect(lost.length).toBeGreaterThan(0);
      expect(lost.every(({ wire }) => wire === "breaking")).toBe(true);
      expect(won).toHaveLength(lost.length);
      expect(won.every(({ wire }) => wire === "compatible")).toBe(true);
    }
  });
});

describe("names that mean something to JavaScript", () => {
  it("are names", () => {
    const keys = ["constructor", "toString", "__proto__"];
    const withKeys: OpenApiDocument = JSON.parse(
      JSON.stringify(api({ Thing: { type: "object", properties: {} } })).replace(
        '"properties":{}',
        `"properties":{${keys.map((key) => `"${key}":{"type":"string"}`).join()}}`,
      ),
    );
    const without = api({ Thing: { type: "object", properties: {} } });
    expect(saidOf(describeChanges(without, withKeys))).toEqual(keys.map((key) => `+ ${key}: optional string`));
    expect(describeChanges(withKeys, structuredClone(withKeys))).toEqual([]);
  });
});

it("does not change what it is given", async () => {
  const before = JSON.stringify(document);
  const after = edited((api) => {
    operation(api).operationId = "changeModel";
    schema(api, "Concept").required = ["modelId"];
  });
  const text = JSON.stringify(after);
  await compareDescriptions(document, after);
  expect(JSON.stringify(document)).toBe(before);
  expect(JSON.stringify(after)).toBe(text);
});
