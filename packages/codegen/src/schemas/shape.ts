import { isRecord } from "@repo/openapi";

export type Json = Record<string, unknown>;

/** The types of JSON values as bits, of which a number is a set. An integer is a number. */
export const kinds = { string: 1, number: 2, boolean: 4, null: 8, array: 16, object: 32 } as const;
export type Kind = keyof typeof kinds;
export const NO_KIND = 0;
export const EVERY_KIND = 63;

/** What a schema says, as far as a type can say it. Keywords with malformed values are left out. */
export interface Shape {
  ref: string | undefined;
  dynamicRef: string | undefined;
  /** The kinds that `type` names; every kind without it. */
  types: number;
  nullable: boolean;
  /** The values of `const` or `enum` that have one of the types. */
  values: readonly unknown[] | undefined;
  /** Whether there is an enumeration without a value of the schema's type. It is ignored. */
  isMismatched: boolean;
  properties: readonly (readonly [name: string, schema: unknown])[];
  patterns: readonly unknown[];
  /** Undefined and true: any. */
  additional: unknown;
  required: readonly string[];
  prefix: readonly unknown[];
  /** The items after the prefix. Undefined and true: any. */
  items: unknown;
  minItems: number;
  maxItems: number;
  allOf: readonly unknown[];
  anyOf: readonly unknown[];
  oneOf: readonly unknown[];
  not: unknown;
}

const NONE: readonly never[] = [];

export type ShapeReader = (schema: Json) => Shape;

/** Reads the shapes of a description's schemas. Each is read once. */
export function shapeReader(openapi: string): ShapeReader {
  const known = new WeakMap<Json, Shape>();
  const ignoresSiblings = openapi.startsWith("3.0");
  return (schema) => {
    const shape = known.get(schema) ?? readShape(schema, ignoresSiblings);
    known.set(schema, shape);
    return shape;
  };
}

function readShape(schema: Json, ignoresSiblings: boolean): Shape {
  const ref = typeof schema["$ref"] === "string" ? schema["$ref"] : undefined;
  const nullable = schema["nullable"] === true;
  // OpenAPI 3.0 ignores what stands beside a $ref. `nullable` there can only be meant for it.
  const given: Json = ref !== undefined && ignoresSiblings ? {} : schema;
  const types = typesOf(given["type"]);
  const listed = "const" in given ? [given["const"]] : list(given["enum"]);
  const values = listed.filter((value) => (types | (nullable ? kinds.null : NO_KIND)) & kindOf(value));
  const prefix = list(given["prefixItems"]);
  // A list of schemas is how `prefixItems` was written before JSON Schema 2020-12.
  const isOldTuple = Array.isArray(given["items"]);
  return {
    ref,
    dynamicRef: typeof given["$dynamicRef"] === "string" ? given["$dynamicRef"] : undefined,
    types,
    nullable,
    values: values.length > 0 ? values : undefined,
    isMismatched: listed.length > values.length && values.length === 0,
    properties: isRecord(given["properties"]) ? Object.entries(given["properties"]) : NONE,
    patterns: isRecord(given["patternProperties"]) ? Object.values(given["patternProperties"]) : NONE,
    additional: given["additionalProperties"],
    required: list(given["required"]).filter((name) => typeof name === "string"),
    prefix: isOldTuple ? list(given["items"]) : prefix,
    items: isOldTuple ? given["additionalItems"] : given["items"],
    minItems: typeof given["minItems"] === "number" ? given["minItems"] : 0,
    maxItems: typeof given["maxItems"] === "number" ? given["maxItems"] : Number.POSITIVE_INFINITY,
    allOf: list(given["allOf"]),
    anyOf: list(given["anyOf"]),
    oneOf: list(given["oneOf"]),
    not: given["not"],
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE;
}

function typesOf(type: unknown): number {
  const names = Array.isArray(type) ? type : [type];
  return names.reduce<number>((set, name) => set | kindNamed(name), NO_KIND) || EVERY_KIND;
}

function kindNamed(name: unknown): number {
  if (name === "integer") return kinds.number;
  return typeof name === "string" && Object.hasOwn(kinds, name) ? kinds[name as Kind] : NO_KIND;
}

export function kindOf(value: unknown): number {
  if (value === null) return kinds.null;
  return Array.isArray(value) ? kinds.array : kindNamed(typeof value);
}

/**
 * Where a value stands: in what the API receives (`request`), in a multipart form as a whole (`form`) or as one of its
 * parts (`part`), or in what the API sends (`response`).
 */
export type Context = "response" | "request" | "form" | "part";

/** The context of a property's value in an object. */
export function contextOfProperty(context: Context): Context {
  if (context === "form") return "part";
  return context === "part" ? "request" : context;
}

/** The context of an item in a list. Each item of a list in a form is a part of its own. */
export function contextOfItem(context: Context): Context {
  return context === "form" ? "part" : context;
}

/** Whether a text is a file, where it is a part of a form. OpenAPI 3.1 says so with its media type. */
export function isBinary({ format, contentMediaType, contentEncoding }: Json): boolean {
  if (format === "binary") return true;
  return (
    typeof contentMediaType === "string" && contentEncoding === undefined && !/^text\/|json$/.test(contentMediaType)
  );
}

const TEXTS = ["title", "summary"];
const ANNOTATIONS = ["description", "format", "deprecated", "default", "example", "examples", "readOnly"];

/** What the comment on a schema's type says. Nothing, if there is nothing to say. */
export function annotationsOf(schema: unknown): Json | undefined {
  if (!isRecord(schema)) return undefined;
  let annotations: Json | undefined;
  const add = (name: string) => {
    annotations ??= {};
    annotations[name] = schema[name];
  };
  for (const name of TEXTS) if (typeof schema[name] === "string") add(name);
  for (const name of ANNOTATIONS) if (schema[name] !== undefined) add(name);
  return annotations;
}

/** A text that is the same for schemas that differ in their comments alone. */
export function withoutAnnotations(schema: Json): string {
  const said = Object.entries(schema).filter(([name]) => !TEXTS.includes(name) && !ANNOTATIONS.includes(name));
  return JSON.stringify(said);
}
