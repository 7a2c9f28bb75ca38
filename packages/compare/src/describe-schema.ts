import { type NormalSchema, normalSchema, type Parts } from "./normal-schema.ts";
import type { Reader } from "./reader.ts";

/** A schema in a few words: "number", "list of Concept", "string or null". */
export function describeSchema(reader: Reader, schema: NormalSchema, depth = 0): string {
  const words = schema.name ?? describeValues(reader, schema, depth);
  return schema.isNullable && words !== "any value" ? `${words} or null` : words;
}

/** The same for schemas that are not put together yet. */
export function describeParts(reader: Reader, parts: Parts): string {
  return describeSchema(reader, normalSchema(reader, parts));
}

function describeValues(reader: Reader, schema: NormalSchema, depth: number): string {
  const inner = (parts: Parts) => (depth > 3 ? "…" : describeSchema(reader, normalSchema(reader, parts), depth + 1));
  if (schema.isNever) return "no value";
  if (schema.branches.length > 4) return `one of ${schema.branches.length} alternatives`;
  if (schema.branches.length > 0) return schema.branches.map((branch) => inner(branch.slice(-1))).join(" or ");
  if (schema.values && schema.values.size <= 4) return [...schema.values.keys()].join(" or ");
  if (schema.values) return `one of ${schema.values.size} values`;
  if (schema.types === undefined) return schema.properties.size > 0 ? "object" : "any value";
  return [...schema.types]
    .map((type) => {
      if (type === "array") return schema.items ? `list of ${inner(schema.items)}` : "list";
      if (type !== "object" || schema.properties.size > 0 || schema.additional === false) return type;
      return schema.additional.length > 0 ? `map of ${inner(schema.additional)}` : type;
    })
    .join(" or ");
}
