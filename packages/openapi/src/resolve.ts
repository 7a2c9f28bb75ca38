import { isRecord, type OpenApiDocument, type Reference, type Schema } from "./document.ts";
import { dynamicTarget, withAnchorsOf } from "./dynamic-refs.ts";
import { keysOf, valueAt } from "./pointer.ts";

/**
 * Follows a local `$ref`, and those behind it. A node without one is returned as it is.
 *
 * @throws {Error} if the references only lead back to each other
 */
export function follow<Node extends object>(document: OpenApiDocument, node: Node | Reference): Node {
  let at: unknown = node;
  for (const seen = new Set<unknown>(); isReference(at); ) {
    if (seen.has(at)) throw new Error(`circular $ref: ${at.$ref}`);
    seen.add(at);
    at = valueAt(document, at.$ref);
  }
  return at as Node;
}

function isReference(node: unknown): node is Reference {
  return isRecord(node) && typeof node["$ref"] === "string";
}

/** The name of the component schema that a `$ref` leads to or into: `#/components/schemas/Dog/properties/age` is Dog. */
export function schemaOfRef($ref: string): string | undefined {
  return $ref.startsWith("#/components/schemas/") ? keysOf($ref)[2] : undefined;
}

/**
 * The name of the component schema that a schema refers to. `allOf` around a single reference counts as one: it is how
 * OpenAPI 3.0 puts a description beside a `$ref`.
 */
export function componentName({ $ref, allOf, properties }: Schema): string | undefined {
  if ($ref !== undefined) return keysOf($ref).length === 3 ? schemaOfRef($ref) : undefined;
  const [only, ...others] = allOf ?? [];
  return only && others.length === 0 && !properties ? componentName(only) : undefined;
}

/** A schema with its references followed, its `allOf` merged and null taken out. */
export interface Resolved {
  schema: Schema;
  /** The name of the component schema that it is, if it is one. */
  name?: string;
  /** Whether null is one of its values. */
  nullable: boolean;
}

/** A choice between schemas. */
export interface Alternatives {
  keyword: "oneOf" | "anyOf";
  options: Schema[];
  /** The property that tells the options apart. */
  discriminator?: Schema["discriminator"];
}

/** The choices that a resolved schema offers. A schema whose `allOf` brings several offers each of them. */
export function alternativesOf({ oneOf, anyOf, allOf, discriminator }: Schema): Alternatives[] {
  const own = [
    ["oneOf", oneOf],
    ["anyOf", anyOf],
  ] as const;
  return [
    ...own.flatMap(([keyword, options]) =>
      Array.isArray(options) && options.length > 0
        ? [{ keyword, options, ...(discriminator && { discriminator }) }]
        : [],
    ),
    ...(allOf ?? []).flatMap(alternativesOf),
  ];
}

/** A boolean schema, and one whose references only lead back to each other, say nothing about their values. */
const nothing: Resolved = { schema: {}, nullable: false };

/** Each node is resolved many times: for its type, its fields, its examples. */
const resolutions = new WeakMap<object, { document: OpenApiDocument; resolved: Resolved }>();

/**
 * Gathers what a schema says, wherever it says it. Keywords beside a `$ref` win over those behind it, those of a schema
 * over those of its `allOf`, and later parts of an `allOf` over earlier ones. Null is taken out of types, enumerations
 * and alternatives.
 */
export function resolve(document: OpenApiDocument, node: unknown): Resolved {
  if (!isRecord(node)) return nothing;
  const known = resolutions.get(node);
  if (known?.document === document) return known.resolved;
  const resolved = resolveWithin(document, node, new Set());
  resolutions.set(node, { document, resolved });
  return resolved;
}

function resolveWithin(document: OpenApiDocument, node: unknown, seen: ReadonlySet<unknown>): Resolved {
  if (!isRecord(node) || seen.has(node)) return nothing;
  const within = new Set(seen).add(node);
  const { $ref, $dynamicRef, ...own } = node as Schema;
  const target = targetOf(document, node);
  if (target !== undefined && EXTENDING.some((keyword) => keyword in own)) {
    const { allOf = [], ...rest } = own;
    return mergeAllOf(document, { ...rest, allOf: [{ $ref, $dynamicRef } as Schema, ...allOf] }, within);
  }
  if (target !== undefined) {
    const behind = resolveWithin(document, target, within);
    const name = componentName(node) ?? behind.name;
    const beside = mergeAllOf(document, own, within);
    return {
      schema: { ...behind.schema, ...beside.schema },
      nullable: behind.nullable || beside.nullable,
      ...(name !== undefined && { name }),
    };
  }
  const alternatives = own.oneOf ?? own.anyOf ?? [];
  const [only, ...others] = alternatives.filter((option) => !isNull(option));
  if (only && others.length === 0 && alternatives.length > 1) {
    // Something or null is that thing, made nullable.
    const { oneOf, anyOf, ...beside } = own;
    const behind = resolveWithin(document, only, within);
    return { ...behind, schema: { ...behind.schema, ...beside }, nullable: true };
  }
  const name = componentName(own);
  return { ...mergeAllOf(document, own, within), ...(name !== undefined && { name }) };
}

/** Beside a reference, these make another schema of what is behind it. */
const EXTENDING = ["properties", "patternProperties", "allOf", "oneOf", "anyOf"];

function targetOf(document: OpenApiDocument, { $ref, $dynamicRef, $defs = {} }: Schema): unknown {
  if ($ref !== undefined) return withAnchorsOf({ $defs }, valueAt(document, $ref) ?? {});
  return $dynamicRef === undefined ? undefined : (dynamicTarget(document, $dynamicRef) ?? {});
}

function mergeAllOf(document: OpenApiDocument, schema: Schema, seen: ReadonlySet<unknown>): Resolved {
  const { allOf, ...rest } = schema;
  const own = withoutNull(rest);
  if (!Array.isArray(allOf)) return own;
  const behind = allOf.map((part) => resolveWithin(document, part, seen));
  const parts = [...behind.map(({ schema }) => schema), own.schema];
  // From entries, because a property may be named `__proto__`.
  const merged: Schema = Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
  const properties = mergeProperties(parts);
  const required = parts.flatMap((part) => part.required ?? []);
  if (properties.length > 0) merged.properties = Object.fromEntries(properties);
  if (required.length > 0) merged.required = [...new Set(required)];
  keepAlternatives(merged, parts);
  // A schema that is derived from another is not told apart from the others by itself.
  const isWrapper = componentName(schema) !== undefined;
  if (!isWrapper && alternativesOf(merged).length === 0 && !own.schema.discriminator) delete merged.discriminator;
  // Null has to be a value of every part that says anything about the type.
  const typed = behind.filter(({ schema, nullable }) => nullable || schema.type !== undefined);
  const nullable = own.nullable || (typed.length > 0 && typed.every(({ nullable }) => nullable) && !own.schema.type);
  return { schema: merged, nullable };
}

/** The properties of several schemas that all hold. What two of them say of one property holds together. */
function mergeProperties(parts: Schema[]): [string, Schema][] {
  const merged = new Map<string, Schema>();
  for (const [name, property] of parts.flatMap(({ properties = {} }) => Object.entries(properties))) {
    const known = merged.get(name);
    const isSaidTwice = isRecord(known) && isRecord(property) && JSON.stringify(known) !== JSON.stringify(property);
    merged.set(
      name,
      isSaidTwice ? { ...extensionsOf(known), ...extensionsOf(property), allOf: [known, property] } : property,
    );
  }
  return [...merged];
}

function extensionsOf(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword.startsWith("x-")));
}

/** Of several choices of one kind, each is kept as a part of its own, since a value must satisfy all of them. */
function keepAlternatives(merged: Schema, parts: Schema[]): void {
  delete merged.allOf;
  const all = parts.flatMap(alternativesOf);
  if (new Set(all.map(({ keyword }) => keyword)).size === all.length) return;
  for (const key of ["oneOf", "anyOf", "discriminator"] as const) delete merged[key];
  merged.allOf = all.map(({ keyword, options, discriminator }) => ({
    [keyword]: options,
    ...(discriminator && { discriminator }),
  }));
}

/** The schema of the values that are not null, and whether null was among them. */
function withoutNull(schema: Schema): { schema: Schema; nullable: boolean } {
  const { nullable: isMarked, ...result } = schema;
  let nullable = isMarked === true;
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
    result[key] = options.filter((option) => !isNull(option));
  }
  if (nullable && schema.enum?.includes(null)) result.enum = schema.enum.filter((value) => value !== null);
  return { schema: result, nullable };
}

/** Whether null is the only value of a schema. */
export function isNull(schema: unknown): boolean {
  return isRecord(schema) && schema["type"] === "null";
}
