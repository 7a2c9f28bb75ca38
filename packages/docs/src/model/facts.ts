import type { Schema } from "../../../../scripts/spec/openapi-document.ts";
import type { Fact } from "./site.ts";

/** What a schema limits, as labels and values, in a fixed order. */
export function factsOf(schema: Schema): Fact[] {
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  const facts: [label: string, value: string | undefined][] = [
    ["Default", asJson(schema.default)],
    ["Always", asJson(schema.const)],
    ["Format", schema.format],
    // In OpenAPI 3.0, `exclusiveMinimum: true` makes the minimum itself the bound.
    [exclusiveMinimum === true ? "Greater than" : "Minimum", asJson(schema.minimum)],
    ["Greater than", typeof exclusiveMinimum === "number" ? asJson(exclusiveMinimum) : undefined],
    [exclusiveMaximum === true ? "Less than" : "Maximum", asJson(schema.maximum)],
    ["Less than", typeof exclusiveMaximum === "number" ? asJson(exclusiveMaximum) : undefined],
    ["Multiple of", asJson(schema.multipleOf)],
    ["Least length", asJson(schema.minLength)],
    ["Greatest length", asJson(schema.maxLength)],
    ["Pattern", schema.pattern],
    ["Least items", asJson(schema.minItems)],
    ["Most items", asJson(schema.maxItems)],
    ["Items", schema.uniqueItems ? "all different" : undefined],
    ["Least properties", asJson(schema.minProperties)],
    ["Most properties", asJson(schema.maxProperties)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** Example values of a schema, as JSON, each once. */
export function examplesOf({ example, examples }: Schema): string[] {
  const given = [example, ...(Array.isArray(examples) ? examples : [])];
  return [...new Set(given.flatMap((value) => asJson(value) ?? []))];
}

/** A value as JSON; undefined where there is none. */
export function asJson(value: unknown): string | undefined {
  return JSON.stringify(value);
}
