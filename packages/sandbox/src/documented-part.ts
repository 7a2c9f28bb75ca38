import type { Schema, Schemas } from "./description.ts";

const reference = "#/components/schemas/";

/**
 * Returns a JSON value without the properties that its schema does not name: what becomes of those is not documented.
 *
 * @param schemas What the schema refers to as `#/components/schemas/...`.
 */
export function documentedPart(value: unknown, schema: Schema, schemas: Schemas): unknown {
  const { $ref, properties, items } = schema;
  const referred = typeof $ref === "string" ? schemas[$ref.slice(reference.length)] : undefined;
  if (referred !== undefined) return documentedPart(value, referred, schemas);
  if (Array.isArray(value) && isObject(items)) return value.map((item) => documentedPart(item, items, schemas));
  if (!isObject(value) || !isObject(properties)) return value;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) =>
      Object.hasOwn(value, name) && isObject(property) ? [[name, documentedPart(value[name], property, schemas)]] : [],
    ),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
