import { follow } from "../../../../scripts/generate/follow.ts";
import { isRecord } from "../../../../scripts/spec/is-record.ts";
import type { OpenApiDocument, Schema } from "../../../../scripts/spec/openapi-document.ts";

/** A schema with its references followed and its `allOf` merged. */
export interface Resolved {
  schema: Schema;
  /** The component schema that it is, where it is one. */
  name?: string;
  /** Whether null is one of its values. */
  nullable: boolean;
}

const COMPONENT = /^#\/components\/schemas\/([^/]+)$/;

/**
 * What a schema says, wherever it says it: keywords beside a `$ref` win over those behind it, a schema wins over its
 * `allOf`, and null is taken out of its types and alternatives.
 */
export function resolve(document: OpenApiDocument, node: unknown): Resolved {
  if (!isRecord(node)) return nothing;
  const known = resolutions.get(node);
  if (known?.document === document) return known.resolved;
  const resolved = resolveWithin(document, node, new Set());
  resolutions.set(node, { document, resolved });
  return resolved;
}

/** What a boolean schema says of its values, and one whose references go round in a circle. */
const nothing: Resolved = { schema: {}, nullable: false };

/** Each node is asked about many times: for its type, its fields, its examples. */
const resolutions = new WeakMap<object, { document: OpenApiDocument; resolved: Resolved }>();

function resolveWithin(document: OpenApiDocument, node: unknown, seen: Set<unknown>): Resolved {
  if (!isRecord(node) || seen.has(node)) return nothing;
  const within = new Set(seen).add(node);
  const { $ref, ...own } = node as Schema;
  if ($ref !== undefined) {
    const behind = resolveWithin(document, follow<Schema>(document, { $ref }), within);
    const name = componentName($ref) ?? behind.name;
    const beside = withoutNull(mergeAllOf(document, own, within));
    return {
      schema: { ...behind.schema, ...beside.schema },
      nullable: behind.nullable || beside.nullable,
      ...(name !== undefined && { name }),
    };
  }
  const alternatives = own.oneOf ?? own.anyOf ?? [];
  const [only, ...others] = alternatives.filter((option) => !isNull(option));
  if (only && others.length === 0 && alternatives.length > 1) {
    // Something or null: it is that, and may be null.
    const { oneOf, anyOf, ...beside } = own;
    const behind = resolveWithin(document, only, within);
    return { ...behind, schema: { ...behind.schema, ...beside }, nullable: true };
  }
  const name = wrappedName(own);
  return { ...withoutNull(mergeAllOf(document, own, within)), ...(name !== undefined && { name }) };
}

/** `allOf` around one reference is how OpenAPI 3.0 puts a description beside it: it is still that schema. */
function wrappedName({ allOf = [], properties }: Schema): string | undefined {
  const [only, ...others] = allOf;
  return only?.$ref !== undefined && others.length === 0 && !properties ? componentName(only.$ref) : undefined;
}

function componentName($ref: string): string | undefined {
  const [, key] = COMPONENT.exec($ref) ?? [];
  return key === undefined ? undefined : decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
}

function mergeAllOf(document: OpenApiDocument, schema: Schema, seen: Set<unknown>): Schema {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf)) return schema;
  const parts = [...allOf.map((part) => resolveWithin(document, part, seen).schema), own];
  // From entries: a property may be named `__proto__`.
  const merged: Schema = Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
  const properties = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  const required = parts.flatMap((part) => part.required ?? []);
  if (properties.length > 0) merged.properties = Object.fromEntries(properties);
  if (required.length > 0) merged.required = [...new Set(required)];
  return merged;
}

/** The schema of the other values, and whether null was among them. */
function withoutNull(schema: Schema): { schema: Schema; nullable: boolean } {
  const result = { ...schema };
  let nullable = schema.nullable === true;
  if (Array.isArray(schema.type) && schema.type.includes("null")) {
    const types = schema.type.filter((type) => type !== "null");
    nullable = true;
    if (types.length === 1 && types[0]) result.type = types[0];
    else if (types.length > 0) result.type = types;
  }
  for (const key of ["oneOf", "anyOf"] as const) {
    const options = schema[key];
    if (!Array.isArray(options) || !options.some(isNull)) continue;
    nullable = true;
    const rest = options.filter((option) => !isNull(option));
    result[key] = rest;
  }
  if (nullable && schema.enum?.includes(null)) result.enum = schema.enum.filter((value) => value !== null);
  return { schema: result, nullable };
}

function isNull(schema: unknown): boolean {
  return isRecord(schema) && schema["type"] === "null";
}
