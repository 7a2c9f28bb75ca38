import type { OpenApiDocument, Schema, SchemaType } from "@scenario-openapi/openapi";
import { componentName, follow, isNull } from "@scenario-openapi/openapi";
import { canonical, exact } from "./sameness.ts";

/** Schemas that a value must all match. An empty list matches any value. */
export type Parts = readonly (Schema | boolean)[];

/**
 * What some schemas say together, with every `$ref` followed and every `allOf` taken apart.
 *
 * `resolve` of the openapi package merges a schema for readers, where one keyword wins over another. Here all of them
 * count: types and enumerations are intersected, and a property has every schema that is given for it. And each part
 * keeps its identity, by which a schema that refers to itself is recognized.
 */
export interface EffectiveSchema {
  /** The name of the component that the schema is, if it is one. */
  name: string | undefined;
  /** The parts, without references and `allOf`. They identify the schema. */
  nodes: readonly Schema[];
  /** Whether no value is valid. */
  isNever: boolean;
  /** Without "null", or undefined if every type is valid. */
  types: ReadonlySet<SchemaType> | undefined;
  isNullable: boolean;
  /** The enumerated values by their text, without null, or undefined if there is no enumeration. */
  values: ReadonlyMap<string, unknown> | undefined;
  properties: ReadonlyMap<string, Parts>;
  required: ReadonlySet<string>;
  /** The schemas of all other properties, or false if there may be none. */
  additional: Parts | false;
  items: Parts | undefined;
  /** The alternatives, each with what applies to all of them. Empty if there are none. */
  branches: readonly Parts[];
}

/** Gathers what `parts` say together. */
export function effectiveSchema(document: OpenApiDocument, parts: Parts): EffectiveSchema {
  const nodes: Schema[] = [];
  let isNever = false;
  let addsNull = false;
  const seen = new Set<Schema>();
  const flatten = (part: Schema | boolean): void => {
    if (part === false) isNever = true;
    if (typeof part === "boolean" || seen.has(part)) return;
    seen.add(part);
    const { $ref, allOf } = part;
    if ($ref === undefined && allOf === undefined) {
      nodes.push(part);
      return;
    }
    nodes.push(ownKeywords(part));
    if ($ref !== undefined) flatten(follow<Schema>(document, { $ref }));
    // In OpenAPI 3.0, `nullable` may stand beside `allOf` without a type.
    if (part.nullable === true && part.type === undefined) addsNull = true;
    for (const inner of allOf ?? []) flatten(inner);
  };
  for (const part of parts) flatten(part);

  const choice = choiceOf(document, nodes);
  if (choice.only) {
    const rest = nodes.map((node) => (node === choice.node ? withoutBranches(node) : node));
    const schema = effectiveSchema(document, [...rest, choice.only]);
    const isBare = nodes.every((node) => node.type === undefined && node.properties === undefined);
    return {
      ...schema,
      name: isBare ? nameOf([choice.only]) : undefined,
      isNullable: schema.isNullable || choice.isNullable,
    };
  }
  const values = valuesOf(nodes);
  const types = typesOf(nodes) ?? (values && new Set([...values.values()].map(typeOfValue)));
  const allowsNull = (types === undefined || types.has("null")) && (values === undefined || values.has("null"));
  types?.delete("null");
  values?.delete("null");
  return {
    name: nameOf(parts),
    nodes,
    isNever,
    types,
    isNullable: addsNull || choice.isNullable || (allowsNull && choice.branches.length === 0),
    values,
    properties: propertiesOf(nodes),
    required: new Set(nodes.flatMap((node) => node.required ?? [])),
    additional: additionalOf(nodes),
    items: itemsOf(nodes),
    branches: choice.branches.map((branch) => [...nodes.map(besideBranches), branch]),
  };
}

/** The first value of a keyword among the nodes. Keywords beside a `$ref` come before those that it leads to. */
export function said<Key extends keyof Schema>(schema: EffectiveSchema, key: Key): Schema[Key] | undefined {
  return schema.nodes.find((node) => node[key] !== undefined)?.[key];
}

/** All values of a keyword among the nodes as one text that does not depend on their order. Empty if there are none. */
export function everySaid(schema: EffectiveSchema, keyword: string): string {
  const given = schema.nodes.flatMap((node) => Object.entries(node).filter(([key]) => key === keyword));
  return [...new Set(given.map(([, value]) => canonical(value)))].sort().join(" ");
}

/** A function that makes a node from another, and always returns the same object for the same node. */
function derivation(derive: (node: Schema) => Schema): (node: Schema) => Schema {
  const known = new WeakMap<Schema, Schema>();
  return (node) => {
    const derived = known.get(node) ?? derive(node);
    known.set(node, derived);
    return derived;
  };
}

const ownKeywords = derivation(({ $ref, allOf, ...rest }) => rest);

const withoutBranches = derivation(({ anyOf, oneOf, discriminator, ...rest }) => rest);

/** What applies to every branch. Texts and examples are about the whole, and not about each branch. */
const besideBranches = derivation((node) => {
  const { description, title, examples, example, default: _, ...rest } = withoutBranches(node);
  return rest;
});

function nameOf([part, ...others]: Parts): string | undefined {
  return others.length === 0 && typeof part === "object" ? componentName(part) : undefined;
}

function typesOf(nodes: readonly Schema[]): Set<SchemaType> | undefined {
  let types: Set<SchemaType> | undefined;
  for (const { type, nullable } of nodes) {
    if (type === undefined) continue;
    const here = new Set([type].flat());
    if (nullable) here.add("null");
    types = types ? meet(types, here) : here;
  }
  return types;
}

function typeOfValue(value: unknown): SchemaType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "number" || type === "boolean" || type === "object" ? type : "string";
}

/** An integer is a number. */
function meet(one: ReadonlySet<SchemaType>, other: ReadonlySet<SchemaType>): Set<SchemaType> {
  const within = (set: ReadonlySet<SchemaType>, type: SchemaType) =>
    set.has(type) || (type === "integer" && set.has("number"));
  return new Set([...one].filter((type) => within(other, type)).concat([...other].filter((type) => within(one, type))));
}

function valuesOf(nodes: readonly Schema[]): Map<string, unknown> | undefined {
  let values: Map<string, unknown> | undefined;
  for (const node of nodes) {
    const given = "const" in node ? [node.const] : node.enum;
    if (!given) continue;
    const here = new Map(given.map((value): [string, unknown] => [exact(value), value]));
    values = values ? new Map([...values].filter(([text]) => here.has(text))) : here;
  }
  return values;
}

function propertiesOf(nodes: readonly Schema[]): Map<string, Parts> {
  const properties = new Map<string, Parts>();
  for (const node of nodes) {
    for (const [key, schema] of Object.entries(node.properties ?? {})) {
      properties.set(key, [...(properties.get(key) ?? []), schema]);
    }
  }
  return properties;
}

function additionalOf(nodes: readonly Schema[]): Parts | false {
  const given = nodes.map((node) => node.additionalProperties).filter((value) => value !== undefined);
  return given.includes(false) ? false : given.filter((value) => value !== true);
}

function itemsOf(nodes: readonly Schema[]): Parts | undefined {
  const given = nodes.map((node) => node.items).filter((value) => value !== undefined);
  return given.length > 0 ? given : undefined;
}

interface Choice {
  node?: Schema;
  /** The only branch apart from null. */
  only?: Schema;
  branches: Schema[];
  isNullable: boolean;
}

/** The branches of `anyOf` or `oneOf` without null: `anyOf: [X, { type: "null" }]` is X, made nullable. */
function choiceOf(document: OpenApiDocument, nodes: readonly Schema[]): Choice {
  // Branches that only say which properties are required are not types (see the codegen package).
  const chosen = nodes.filter((node) => (node.anyOf ?? node.oneOf)?.some((branch) => !isRule(branch)));
  const [node] = chosen;
  const all = node?.oneOf ?? node?.anyOf ?? [];
  if (chosen.length !== 1 || !node || (node.oneOf && node.anyOf)) return { branches: [], isNullable: false };
  const branches = all.filter((branch) => !isNull(follow<Schema>(document, branch)));
  const isNullable = branches.length < all.length;
  const [only] = branches;
  return branches.length === 1 && only ? { node, only, branches: [], isNullable } : { node, branches, isNullable };
}

function isRule(branch: Schema): boolean {
  return Object.keys(branch).every((key) => key === "required" || key === "not");
}

/** A schema in a few words: "number", "list of Concept", "string or null". */
export function describeSchema(document: OpenApiDocument, schema: EffectiveSchema, depth = 0): string {
  const words = schema.name ?? describeValues(document, schema, depth);
  return schema.isNullable && words !== "any value" ? `${words} or null` : words;
}

/** The same for schemas that are not put together yet. */
export function describeParts(document: OpenApiDocument, parts: Parts): string {
  return describeSchema(document, effectiveSchema(document, parts));
}

function describeValues(document: OpenApiDocument, schema: EffectiveSchema, depth: number): string {
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
