// What checks a request is compiled ahead of time, for the client and the sandbox alike. The description itself says
// whether it is right: compiled by Ajv here and now, it must find the same.
import { updateModelValidators, validateUpdateModel } from "@scenario-openapi/client/validate";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findUpdateModel, readDescription, type Schema } from "../src/description.ts";
import { documentedPart } from "../src/documented-part.ts";
import { documentedChecks } from "../src/request-checks.ts";
import { compileCheck } from "../src/schema-check.ts";

const operation = findUpdateModel(readDescription());
const { parameters, requestSchema, schemas } = operation;
const compiled = documentedChecks(operation);

/** The keywords that the request's schemas have. */
interface Keywords {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  maxLength?: number;
}

/** Values that a schema describes, and now and then, anywhere within, one that it does not. */
function valuesNear(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: valuesOf(schema), weight: 30 }, { arbitrary: fc.jsonValue(), weight: 1 });
}

function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const keywords: Keywords = JSON.parse(JSON.stringify(schema));
  const { $ref, type, enum: words, properties = {}, required = [], items = {}, maxLength = 20 } = keywords;
  if ($ref !== undefined) return valuesNear(schemas[$ref.replace("#/components/schemas/", "")] ?? {});
  if (words !== undefined) return fc.constantFrom(...words);
  const byType = new Map<string | undefined, () => fc.Arbitrary<unknown>>([
    [
      "object",
      () => {
        const named = Object.entries(properties).map(([name, property]) => [name, valuesNear(property)] as const);
        const values: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(named);
        const documented = fc.record(values, { requiredKeys: required });
        const undocumented = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 1 });
        return fc.tuple(undocumented, documented).map(([others, object]) => ({ ...others, ...object }));
      },
    ],
    ["array", () => fc.array(valuesNear(items), { maxLength: 3 })],
    [
      "string",
      () => fc.oneof(fc.string(), fc.string({ minLength: maxLength, maxLength: maxLength + 1, unit: "binary" })),
    ],
    ["number", () => fc.double({ noNaN: true, noDefaultInfinity: true })],
    ["boolean", () => fc.boolean()],
    ["null", () => fc.constant(null)],
  ]);
  return fc.oneof(...[type].flat().map((name) => byType.get(name)?.() ?? fc.jsonValue()));
}

const bodies = valuesNear(requestSchema).map((body): unknown => JSON.parse(JSON.stringify(body)));

test("a body has the problems that the description gives it, and in the same order", () => {
  const fresh = compileCheck(requestSchema, schemas);
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(bodies, (body) => {
      const problems = fresh(body);
      seen[problems.length === 0 ? "right" : "wrong"]++;
      expect(compiled.requestBody(body)).toEqual(problems);
      expect(updateModelValidators.body(body)).toBe(problems.length === 0);
    }),
    { numRuns: 2_000 },
  );
  // Had they all been one or the other, nothing would be shown.
  expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(200);
});

test.each(["path", "query"] as const)("so have the parameters in the %s", (place) => {
  const here = parameters.filter((parameter) => parameter.in === place);
  const schema = {
    type: "object",
    properties: Object.fromEntries(here.map((parameter) => [parameter.name, parameter.schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  };
  const fresh = compileCheck(schema, schemas);
  fc.assert(
    fc.property(fc.oneof(valuesNear({ ...schema, required: [] }), fc.jsonValue()), (values) => {
      expect(compiled[place](values)).toEqual(fresh(values));
    }),
  );
});

test("what is documented of a body is what Ajv leaves of it", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, removeAdditional: "all" });
  const removeOthers = ajv.compile({ ...requestSchema, components: { schemas } });
  fc.assert(
    fc.property(bodies, (body) => {
      fc.pre(compiled.requestBody(body).length === 0);
      const left = structuredClone(body);
      expect(removeOthers(left)).toBe(true);
      expect(documentedPart(body, requestSchema, schemas)).toEqual(left);
    }),
  );
});

test("the examples of the description can be sent", () => {
  const { examples } = JSON.parse(JSON.stringify(readDescription().components));
  for (const name of ["Rename", "UnsetThumbnail", "SetFluxLoraParameters", "ComposeTwoLoras"]) {
    expect(validateUpdateModel({ path: { modelId: "model_1" }, body: examples[name].value })).toEqual([]);
  }
});
