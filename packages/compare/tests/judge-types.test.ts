import { typesModule } from "@repo/codegen";
import type { OpenApiDocument, Schema } from "@repo/openapi";
import { expect, it } from "vitest";
import { compareDescriptions } from "../src/compare-descriptions.ts";
import { judgeTypes } from "../src/judge-types.ts";
import { pairOperations } from "../src/pair-operations.ts";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: "object",
  properties,
  required,
});

/** An API whose operations answer with a schema, each in a property of its own. */
function api(schemas: Record<string, Schema>, ...answers: Schema[]): OpenApiDocument {
  const operations = answers.map((schema, index) => [
    `/${index}`,
    {
      get: {
        operationId: `get${index}`,
        responses: { "200": { description: "Yes.", content: { "application/json": { schema } } } },
      },
    },
  ]);
  return {
    openapi: "3.1.0",
    info: { title: "Places", version: "1.0.0" },
    paths: Object.fromEntries(operations),
    components: { schemas },
  };
}

/** The places that break. */
async function placesThatBreak(before: OpenApiDocument, after: OpenApiDocument): Promise<string[]> {
  const pairs = pairOperations(before, after);
  const { findings } = await judgeTypes(before, after, { pairs, changedAvailability: [] });
  const breaking = findings.filter(({ verdict }) => verdict === "breaking");
  return breaking.map(({ operation, place }) => `${operation} ${place}`).sort();
}

it("names each of two places where the same type becomes the same other type", async () => {
  const answer = (type: "string" | "number") => object({ a: { type }, b: { type: "array", items: { type } } });
  expect(await placesThatBreak(api({}, answer("string")), api({}, answer("number")))).toEqual([
    "get0 response.200.a",
    "get0 response.200.a",
    "get0 response.200.b[]",
    "get0 response.200.b[]",
  ]);
});

it("names the property that may be missing, inside an alternative inside a list", async () => {
  const answer = (required: string[]): Schema => ({
    type: "array",
    items: {
      oneOf: [
        object({ kind: { const: "cat" }, name: { type: "string" } }, ["kind", ...required]),
        object({ kind: { const: "dog" } }, ["kind"]),
      ],
    },
  });
  expect(await placesThatBreak(api({}, answer(["name"])), api({}, answer([])))).toEqual(["get0 response.200[].name"]);
});

it("names a named schema once, at the nearest of its places", async () => {
  const schemas = (type: "string" | "number") => ({
    Pet: object({
      name: { type, enum: type === "string" ? ["Rex"] : [1] },
      friends: { type: "array", items: ref("Pet") },
    }),
  });
  const answers = [object({ pets: { type: "array", items: ref("Pet") } }), ref("Pet")];
  const found = await placesThatBreak(api(schemas("string"), ...answers), api(schemas("number"), ...answers));
  expect([...new Set(found)]).toEqual(["get1 response.200.name"]);
});

it("judges a webhook the other way round", async () => {
  const hook = (values: string[]): OpenApiDocument => {
    const schema = object({ state: { type: "string", enum: values } });
    const post = {
      requestBody: { required: true, content: { "application/json": { schema } } },
      responses: { "200": { description: "Yes." } },
    };
    return { ...api({}), webhooks: { moved: { post } } };
  };
  expect(await placesThatBreak(hook(["on"]), hook(["on", "off"]))).toEqual(["webhook moved post body.state"]);
  expect((await compareDescriptions(hook(["on"]), hook(["on", "off"]))).types).toBe("breaking");
});

it("judges the types that were released, which another generator may have written", async () => {
  const document = api({}, object({ name: { type: "string" } }));
  const { code } = await typesModule(document, "");
  expect(await compareDescriptions(document, document, `// Generated.\n${code}`)).toMatchObject({ types: "none" });
  const released = code.replace("name?: string", "name?: string; nickname?: string");
  expect(released).not.toBe(code);
  const { types, changes } = await compareDescriptions(document, document, released);
  expect(types).toBe("breaking");
  expect(changes).toMatchObject([{ kind: "types", operation: "get0", field: "response.200.nickname" }]);
});
