// The client's generated validators check requests. They must find the same as the description, compiled here by Ajv.

import { follow, type Schema } from "@repo/openapi";
import { requestValidators } from "@scenario-openapi/client/validate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkOf, description } from "../../src/description.ts";

const scalars = ["", "🔑".repeat(40), "x".repeat(41), 0, -1.5, true, null];

/** Values that fit a schema, and sometimes one that does not, anywhere in them. */
function valuesNear(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: valuesOf(schema), weight: 30 }, { arbitrary: fc.jsonValue(), weight: 1 });
}

function valuesOf({ $ref, type, enum: words, properties, required = [], items }: Schema): fc.Arbitrary<unknown> {
  if ($ref) return valuesNear(follow<Schema>(description, { $ref }));
  if (words) return fc.constantFrom(...words);
  if (items) return fc.array(valuesNear(items), { maxLength: 3 });
  if (properties) {
    const values = Object.entries(properties).map(([name, property]) => [name, valuesNear(property)] as const);
    return fc.record(Object.fromEntries(values), { requiredKeys: required });
  }
  const types: unknown[] = [type].flat();
  const fitting = scalars.filter((value) => types.includes(value === null ? "null" : typeof value));
  return fitting.length > 0 ? fc.constantFrom(...fitting) : fc.jsonValue();
}

test("a body has the problems that the description gives it", () => {
  const check = checkOf(description, { $ref: "#/components/schemas/UpdateModelRequest" });
  const bodies = valuesNear({ $ref: "#/components/schemas/UpdateModelRequest" });
  const seen = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(bodies, (value) => {
      const body: unknown = JSON.parse(JSON.stringify(value));
      const problems = check(body);
      seen[problems.length === 0 ? "valid" : "invalid"]++;
      const found = requestValidators.updateModel({ path: { modelId: "model_1" }, body });
      // The rules beyond the schema have names with a hyphen.
      const bySchema = found.filter(({ rule }) => !rule.includes("-"));
      const sorted = (list: readonly { pointer: string; rule: string; message: string }[]) =>
        list.map(({ pointer, rule, message }) => `${pointer} ${rule} ${message}`).sort();
      expect(sorted(bySchema)).toEqual(sorted(problems));
    }),
    { numRuns: 1_000 },
  );
  expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(100);
});
