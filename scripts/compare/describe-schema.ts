import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { type EffectiveSchema, effectiveSchema, type Parts } from "./effective-schema.ts";

/** A schema in few words: "number", "list of Concept", "string or null". */
export function describeSchema(document: OpenApiDocument, schema: EffectiveSchema, depth = 0): string {
  const words = schema.name ?? withoutName(document, schema, depth);
  return schema.isNullable && words !== "any value" ? `${words} or null` : words;
}

/** The same, of schemas that are not put together yet. */
export function describeParts(document: OpenApiDocument, parts: Parts): string {
  return describeSchema(document, effectiveSchema(document, parts));
}

function withoutName(document: OpenApiDocument, schema: EffectiveSchema, depth: number): string {
  const inner = (parts: Parts) =>
    depth > 3 ? "…" : describeSchema(document, effectiveSchema(document, parts), depth + 1);
  if (schema.isNever) return "no value";
  if (schema.branches.length > 0) return schema.branches.map((branch) => inner(branch.slice(-1))).join(" or ");
  if (schema.values && schema.values.size <= 4) return [...schema.values.keys()].join(" or ");
  if (schema.values) return `one of ${schema.values.size} values`;
  if (schema.types === undefined) return "any value";
  return [...schema.types]
    .map((type) => {
      if (type === "array") return schema.items ? `list of ${inner(schema.items)}` : "list";
      if (type !== "object" || schema.properties.size > 0 || schema.additional === false) return type;
      return schema.additional.length > 0 ? `map of ${inner(schema.additional)}` : type;
    })
    .join(" or ");
}
