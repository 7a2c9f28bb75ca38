import { follow } from "../generate/follow.ts";
import type { OpenApiDocument, Schema, SchemaType } from "../spec/openapi-document.ts";
import { canonical, exact } from "./canonical.ts";

/** Schemas that all hold of one value. None at all lets any value through. */
export type Parts = readonly (Schema | boolean)[];

/** What some schemas say together, with every `$ref` followed and every `allOf` taken apart. */
export interface EffectiveSchema {
  /** The component that the schema is, where it is one. */
  name: string | undefined;
  /** The nodes that say it, none of them a reference. They identify the schema where schemas refer to themselves. */
  nodes: readonly Schema[];
  /** No value passes. */
  isNever: boolean;
  /** Without "null"; undefined where every type passes. */
  types: ReadonlySet<SchemaType> | undefined;
  isNullable: boolean;
  /** The values by their text, without null; undefined where not enumerated. */
  values: ReadonlyMap<string, unknown> | undefined;
  properties: ReadonlyMap<string, Parts>;
  required: ReadonlySet<string>;
  /** What properties without a description are; false where there may be none. */
  additional: Parts | false;
  items: Parts | undefined;
  /** Of which one holds, beside all the rest; empty where there is no choice. */
  branches: readonly Parts[];
  isOneOf: boolean;
}

const REFERENCE = /^#\/components\/schemas\/([^/]+)$/;

/** What `parts` say together. */
export function effectiveSchema(document: OpenApiDocument, parts: Parts): EffectiveSchema {
  const nodes: Schema[] = [];
  let isNever = false;
  let addsNull = false;
  const seen = new Set<Schema>();
  const flatten = (part: Schema | boolean): void => {
    if (part === false) isNever = true;
    if (typeof part === "boolean" || seen.has(part)) return;
    seen.add(part);
    const { $ref, allOf, ...own } = part;
    if ($ref === undefined && allOf === undefined) {
      nodes.push(part);
      return;
    }
    nodes.push(ownOf(part, own));
    if ($ref !== undefined) flatten(follow<Schema>(document, { $ref }));
    // OpenAPI 3.0 says `nullable` beside `allOf` where it has no type of its own.
    if (own.nullable === true && own.type === undefined) addsNull = true;
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
    isOneOf: choice.isOneOf,
  };
}

/** The first value that the nodes give for a keyword: what stands beside a `$ref` speaks before what it leads to. */
export function said<Key extends keyof Schema>(schema: EffectiveSchema, key: Key): Schema[Key] | undefined {
  return schema.nodes.find((node) => node[key] !== undefined)?.[key];
}

/** All that the nodes say for a keyword, as one text whatever their order; empty where they say nothing. */
export function everySaid(schema: EffectiveSchema, keyword: string): string {
  const given = schema.nodes.flatMap((node) => Object.entries(node).filter(([key]) => key === keyword));
  return [...new Set(given.map(([, value]) => canonical(value)))].sort().join(" ");
}

// One object for each node, so that nodes keep their identity from one call to the next.
const owns = new WeakMap<Schema, Schema>();

function ownOf(node: Schema, own: Schema): Schema {
  const known = owns.get(node) ?? own;
  owns.set(node, known);
  return known;
}

const branchless = new WeakMap<Schema, Schema>();

function withoutBranches(node: Schema): Schema {
  const { anyOf: _, oneOf: __, discriminator: ___, ...rest } = node;
  const known = branchless.get(node) ?? rest;
  branchless.set(node, known);
  return known;
}

const constraints = new WeakMap<Schema, Schema>();

/** What a node says beside its branches, without the words for readers: those are the node's and not each branch's. */
function besideBranches(node: Schema): Schema {
  const { description: _, title: __, examples: ___, example: ____, default: _____, ...rest } = withoutBranches(node);
  const known = constraints.get(node) ?? rest;
  constraints.set(node, known);
  return known;
}

function nameOf(parts: Parts): string | undefined {
  const [part, ...others] = parts;
  if (others.length > 0 || typeof part !== "object") return undefined;
  if (part.$ref === undefined) return part.allOf?.length === 1 ? nameOf(part.allOf) : undefined;
  const [, name] = REFERENCE.exec(decodeURIComponent(part.$ref)) ?? [];
  return name?.replaceAll("~1", "/").replaceAll("~0", "~");
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
  /** The one branch there is to choose, beside null. */
  only?: Schema;
  branches: Schema[];
  isNullable: boolean;
  isOneOf: boolean;
}

/** `anyOf` or `oneOf`, with a branch that is null told apart: `anyOf: [X, { type: "null" }]` is X or null. */
function choiceOf(document: OpenApiDocument, nodes: readonly Schema[]): Choice {
  const isOneOf = nodes.some((node) => node.oneOf);
  // Branches that only say what is required beside the properties are no types (see prepare-for-types.ts).
  const chosen = nodes.filter((node) => (node.anyOf ?? node.oneOf)?.some((branch) => !isRule(branch)));
  const [node] = chosen;
  const all = node?.oneOf ?? node?.anyOf ?? [];
  if (chosen.length !== 1 || !node || (node.oneOf && node.anyOf)) return { branches: [], isNullable: false, isOneOf };
  const branches = all.filter((branch) => canonical(follow<Schema>(document, branch)) !== '{"type":"null"}');
  const isNullable = branches.length < all.length;
  const [only] = branches;
  return branches.length === 1 && only
    ? { node, only, branches: [], isNullable, isOneOf }
    : { node, branches, isNullable, isOneOf };
}

function isRule(branch: Schema): boolean {
  return Object.keys(branch).every((key) => key === "required" || key === "not");
}
