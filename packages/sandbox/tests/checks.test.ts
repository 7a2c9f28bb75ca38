// The client's generated validators check requests. They must find the same as the description, compiled here by Ajv.
import { findSchemaProblems, updateModelValidators, validateUpdateModel } from "@scenario-openapi/client/validate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSchema, description, readOperation } from "../src/description.ts";
import { fetchFrom } from "../src/fetch.ts";
import { queryValues, updateModelHandler } from "../src/update-model-handler.ts";
import { modelUrl, putInit } from "./put-model.ts";

/** The keywords in the schemas of the request. */
interface Keywords {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Keywords>;
  required?: string[];
  items?: Keywords;
}

const { components } = description;
const { checks, parameters } = readOperation();
const schemas: Record<string, Keywords> = components.schemas;

const scalars = ["", "🔑".repeat(40), "x".repeat(41), 0, -1.5, true, null];

/** Values that fit a schema, and sometimes one that does not, anywhere in them. */
function valuesNear(schema: Keywords): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: valuesOf(schema), weight: 30 }, { arbitrary: fc.jsonValue(), weight: 1 });
}

function valuesOf({ $ref, type, enum: words, properties, required = [], items }: Keywords): fc.Arbitrary<unknown> {
  if ($ref) return valuesNear(schemas[$ref.replace("#/components/schemas/", "")] ?? {});
  if (words) return fc.constantFrom(...words);
  if (items) return fc.array(valuesNear(items), { maxLength: 3 });
  if (properties) {
    const values = Object.entries(properties).map(([name, property]) => [name, valuesNear(property)] as const);
    return fc.record(Object.fromEntries(values), { requiredKeys: required });
  }
  const types = [type].flat();
  return fc.constantFrom(...scalars.filter((value) => types.includes(value === null ? "null" : typeof value)));
}

test("a body has the problems that the description gives it, in the same order", () => {
  const fresh = compileSchema({ $ref: "#/components/schemas/UpdateModelRequest" }, components);
  const bodies = valuesNear({ $ref: "#/components/schemas/UpdateModelRequest" });
  const seen = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(bodies, (value) => {
      const body: unknown = JSON.parse(JSON.stringify(value));
      const problems = findSchemaProblems(fresh, body);
      seen[problems.length === 0 ? "valid" : "invalid"]++;
      expect(checks.requestBody(body)).toEqual(problems);
      expect(updateModelValidators.body(body)).toBe(problems.length === 0);
    }),
    { numRuns: 1_000 },
  );
  expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(100);
});

test.each(["path", "query"] as const)("so do the parameters in the %s", (place) => {
  const here = parameters.filter((parameter) => parameter.in === place);
  const properties = Object.fromEntries(here.map((parameter) => [parameter.name, parameter.schema]));
  const required = here.filter((parameter) => parameter.required).map(({ name }) => name);
  const fresh = compileSchema({ type: "object", properties, required }, components);
  fc.assert(
    fc.property(fc.oneof(valuesNear({ type: "object", properties }), fc.jsonValue()), (values) => {
      expect(checks[place](values)).toEqual(findSchemaProblems(fresh, values));
    }),
  );
});

test("the examples of the description can be sent", () => {
  const { examples } = JSON.parse(JSON.stringify(components));
  for (const name of ["Rename", "UnsetThumbnail", "SetFluxLoraParameters", "ComposeTwoLoras"]) {
    expect(validateUpdateModel({ path: { modelId: "model_1" }, body: examples[name].value })).toEqual([]);
  }
});

test("a path parameter is checked, if its schema says more than string", async () => {
  const operation = readOperation();
  operation.checks.path = () => [{ pointer: "/modelId", rule: "pattern", message: 'must match pattern "^model_"' }];
  const credentials = { apiKey: "sandbox-key", apiSecret: "sandbox-secret" };
  const options = { operation, credentials, models: new Map(), now: () => new Date(), isAllowedOrigin: () => false };
  const response = await fetchFrom(updateModelHandler(options))(modelUrl("x"), putInit("{}"));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ problems: [{ in: "path", pointer: "/modelId", rule: "pattern" }] });
});

test.each<[string, unknown]>([
  ["flag=true", { flag: true }],
  ["flag=false", { flag: false }],
  ["flag=1", { flag: "1" }],
  ["flag=true&flag=false", { flag: ["true", "false"] }],
  ["count=5", { count: 5 }],
  ["count=", { count: "" }],
  ["count=Infinity", { count: "Infinity" }],
  ["word=true", { word: "true" }],
  ["other=true&unknown=5", { other: "true", unknown: "5" }],
])("query parameters have the types in their schemas: %s", (query, values) => {
  const described = [
    { name: "flag", in: "query", schema: { type: "boolean" } },
    { name: "count", in: "query", schema: { type: ["integer", "null"] } },
    { name: "word", in: "query", schema: { type: "string" } },
    { name: "other", in: "header", schema: { type: "boolean" } },
  ];
  expect(queryValues(new URLSearchParams(query), described)).toEqual(values);
});
