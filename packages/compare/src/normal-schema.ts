import { componentName, follow, type Schema, type SchemaType, schemaOfRef } from "@repo/openapi";
import { type Reader, refOf } from "./reader.ts";
import { besideBranches, derive, originOf, own, saysNothing, TEXTS, textsBeside } from "./schema-idioms.ts";
import { additionalOf, fits, itemsOf, propertiesOf, typeOfValue, typesOf, valuesOf } from "./schema-keywords.ts";

/** Says that the alternatives of a list are decided already: one of them is among the parts. */
interface Chosen {
  chosen: readonly Schema[];
}

/** Schemas that a value must all match. An empty list matches any value. */
export type Parts = readonly (Schema | boolean | Chosen)[];

/**
 * What some schemas say together, however they are written: every `$ref` is followed, every `allOf` taken apart, and
 * null, single alternatives, constants and the idioms of OpenAPI 3.0 have one form.
 *
 * `resolve` of the openapi package merges a schema for readers, where one keyword wins over another. Here all of them
 * count: types and enumerations are intersected, and a property has every schema that is given for it.
 */
export interface NormalSchema {
  /** The name of the component that the schema is, if it is one. */
  name: string | undefined;
  /** The parts, without references, `allOf` and alternatives. */
  nodes: readonly Schema[];
  /** Whether no value is valid. */
  isNever: boolean;
  /** Whether nothing is said about the values. */
  isAny: boolean;
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
  /** The alternatives except null, each with what applies to all of them. Empty if there are none. */
  branches: readonly Parts[];
  /** The node that lists the alternatives. */
  union: Schema | undefined;
  /** Whether there are more alternatives than can be looked at. */
  isCut: boolean;
}

interface Union {
  list: readonly Schema[];
  node: Schema;
  discriminator: Schema["discriminator"];
}

/** Alternatives of alternatives are taken apart up to so many. */
const MOST_BRANCHES = 300;

const ids = new WeakMap<object, number>();
let count = 0;

/** A text that identifies parts by their nodes. */
export function keyOf(parts: Parts): string {
  return parts
    .map((part) => {
      if (typeof part === "boolean") return part;
      const known = ids.get(part) ?? ++count;
      ids.set(part, known);
      return known;
    })
    .join();
}

/** Gathers what `parts` say together. */
export function normalSchema(reader: Reader, parts: Parts): NormalSchema {
  const key = keyOf(parts);
  const known = reader.normal.get(key);
  if (known) return known;
  const made = gather(reader, parts);
  reader.normal.set(key, made);
  return made;
}

function gather(reader: Reader, parts: Parts): NormalSchema {
  const nodes: Schema[] = [];
  const unions: Union[] = [];
  const chosen = new Set<readonly Schema[]>();
  for (const part of parts) if (typeof part === "object" && isChosen(part)) chosen.add(part.chosen);
  let isNever = false;
  let addsNull = false;
  const seen = new Set<Schema>();
  const flatten = (part: Schema | boolean): void => {
    if (part === false) isNever = true;
    if (typeof part === "boolean" || seen.has(part)) return;
    seen.add(part);
    const { $ref, allOf, oneOf, anyOf, discriminator } = part;
    // In OpenAPI 3.0, what stands beside a reference does not count, except that readers may see its texts.
    if (Object.keys(part).length > 0) nodes.push(reader.isOld && $ref !== undefined ? textsBeside(part) : own(part));
    if ($ref !== undefined) {
      flatten(follow<Schema>(reader.document, { $ref }));
      if (reader.isOld) return;
    }
    // In OpenAPI 3.0, `nullable` may stand beside `allOf` without a type.
    if (part.nullable === true && part.type === undefined) addsNull = true;
    for (const inner of allOf ?? []) flatten(inner);
    const kinds = reader.subtypes.get(part);
    for (const list of [oneOf, anyOf, kinds]) {
      if (list && list.length > 0 && !chosen.has(list)) unions.push({ list, node: part, discriminator });
    }
  };
  for (const part of parts) if (typeof part === "boolean" || !isChosen(part)) flatten(part);

  // A list that the schema itself is in, and reaches through its `allOf`, is decided: it is the one that was chosen.
  const isDecided = ({ list }: Union) =>
    chosen.has(list) ||
    list.some(({ $ref }) => $ref !== undefined && seen.has(follow<Schema>(reader.document, { $ref })));
  const nulls: boolean[] = [];
  const open: Union[] = [];
  // An alternative without others is none, and may have alternatives itself.
  for (const union of unions) {
    if (isDecided(union)) continue;
    const branches = union.list.filter((branch) => !isOnlyNull(reader, branch));
    const hasNull = branches.length < union.list.length;
    const [only] = branches;
    const isAlone = only !== undefined && branches.length === 1 && !union.discriminator;
    if (hasNull || !isAlone) nulls.push(hasNull);
    if (isAlone) {
      chosen.add(union.list);
      flatten(only);
    } else open.push({ ...union, list: branches });
  }
  if (nulls.length > 0 && nulls.every(Boolean)) addsNull = true;
  const [first, ...others] = open;
  const rest: Parts = [...chosen].map(markOf);
  let branches: readonly Parts[] = [];
  let isCut = false;
  if (first) {
    const besides = nodes.map(besideBranches);
    const original = unions.find(({ node }) => node === first.node)?.list ?? first.list;
    const marks = [...rest, markOf(listOf(first, original))];
    branches = first.list.flatMap((branch): Parts[] => {
      const told = toldBy(reader, first, branch);
      const one: Parts = [...besides, ...others.map(alone), ...marks, ...(told ? [told] : []), branch];
      const inner = normalSchema(reader, one);
      if (inner.isCut) isCut = true;
      if (inner.branches.length === 0) return [one];
      // Null is no branch, so it is kept apart.
      if (inner.isNullable) addsNull = true;
      return [...inner.branches];
    });
  }
  const parted = branches.slice(0, MOST_BRANCHES).map((branch) => normalSchema(reader, branch));
  const asValues = parted.length > 0 && !isCut && parted.every(isBareValues) ? mergeValues(parted) : undefined;
  if (parted.length > 0 && parted.every(({ isNullable }) => isNullable)) addsNull = true;

  const listed = asValues ?? valuesOf(nodes);
  const declared = typesOf(nodes);
  const valid = listed && new Map([...listed].filter(([, value]) => !declared || fits(typeOfValue(value), declared)));
  const types = valid ? new Set([...valid.values()].map(typeOfValue)) : declared;
  // A list of both truth values lists nothing.
  const values = types?.size === 1 && types.has("boolean") && valid?.size === 2 ? undefined : valid;
  const mayBeNull = (types === undefined || types.has("null")) && (values === undefined || values.has("null"));
  types?.delete("null");
  values?.delete("null");
  const kept = asValues ? [] : branches.slice(0, MOST_BRANCHES);
  const isNullable = addsNull || (mayBeNull && kept.length === 0);
  const schema = {
    name: nameOf(parts),
    nodes,
    isNever: isNever || (types?.size === 0 && !isNullable) || (values?.size === 0 && !isNullable),
    types,
    isNullable,
    values,
    properties: propertiesOf(nodes),
    required: new Set(nodes.flatMap((node) => node.required ?? [])),
    additional: additionalOf(nodes),
    items: itemsOf(nodes),
    branches: kept,
    union: kept.length > 0 ? first?.node : undefined,
    isCut: isCut || branches.length > MOST_BRANCHES,
  };
  const isOpen = !schema.isNever && kept.length === 0 && values === undefined && types === undefined;
  return { ...schema, isAny: isOpen && nodes.every(saysNothing) };
}

function isChosen(part: Schema | Chosen): part is Chosen {
  return "chosen" in part;
}

const marks = new WeakMap<readonly Schema[], Chosen>();

function markOf(list: readonly Schema[]): Chosen {
  const known = marks.get(list) ?? { chosen: list };
  marks.set(list, known);
  return known;
}

/** The list of a union as it stands in the description. */
function listOf({ node: { oneOf, anyOf }, list }: Union, fallback: readonly Schema[]): readonly Schema[] {
  const [first] = list;
  return [oneOf, anyOf].find((given) => first && given?.includes(first)) ?? fallback;
}

const onlyUnions = new WeakMap<readonly Schema[], Schema>();

/** A further union beside the first one, as a schema of its own. */
function alone({ list, discriminator }: Union): Schema {
  const known = onlyUnions.get(list) ?? { oneOf: [...list], ...(discriminator && { discriminator }) };
  onlyUnions.set(list, known);
  return known;
}

const tellers = new WeakMap<Schema, Schema>();

/** What a discriminator says about an alternative: by which values it is told. */
function toldBy(reader: Reader, { discriminator, node }: Union, branch: Schema): Schema | undefined {
  if (!discriminator || branch.$ref === undefined) return undefined;
  const known = tellers.get(branch);
  if (known) return known;
  const { propertyName, mapping = {}, defaultMapping } = discriminator;
  // The property may be missing, or have any other value.
  if (defaultMapping !== undefined && refOf(defaultMapping) === branch.$ref) return undefined;
  const mapped = Object.entries(mapping).filter(([, target]) => refOf(target) === branch.$ref);
  const name = schemaOfRef(branch.$ref);
  const values = mapped.length > 0 ? mapped.map(([value]) => value) : name === undefined ? [] : [name];
  // An alternative that says itself what it is told by is right.
  const own = normalSchema(reader, [markOf(node.oneOf ?? node.anyOf ?? reader.subtypes.get(node) ?? []), branch]);
  const given = own.properties.get(propertyName);
  if (values.length === 0 || (given && normalSchema(reader, given).values)) return undefined;
  const made: Schema = { properties: { [propertyName]: { enum: values } }, required: [propertyName] };
  for (const one of [made, ...Object.values(made.properties ?? {})]) derive(one, discriminator);
  tellers.set(branch, made);
  return made;
}

function nameOf(parts: Parts): string | undefined {
  const schemas = parts.filter((part) => typeof part === "object" && !isChosen(part));
  const last = schemas.at(-1);
  if (!last || isChosen(last as Schema | Chosen) || typeof last === "boolean") return undefined;
  return schemas.length === 1 || parts.some((part) => typeof part === "object" && isChosen(part))
    ? componentName(last as Schema)
    : undefined;
}

function isOnlyNull(reader: Reader, branch: Schema): boolean {
  const { type, enum: values, ...rest } = follow<Schema>(reader.document, branch);
  if ("const" in rest) return rest.const === null;
  if (values) return values.length === 1 && values[0] === null;
  return type === "null" || (Array.isArray(type) && type.length === 1 && type[0] === "null");
}

function isBareValues({ values, nodes }: NormalSchema): boolean {
  const keys = nodes.flatMap((node) => Object.keys(node));
  return (
    values !== undefined && keys.every((key) => /^(enum|const|type|nullable|default)$/.test(key) || TEXTS.test(key))
  );
}

function mergeValues(schemas: readonly NormalSchema[]): Map<string, unknown> {
  const nullable = schemas.some(({ isNullable }) => isNullable);
  return new Map([
    ...schemas.flatMap(({ values }) => [...(values ?? [])]),
    ...(nullable ? [["null", null] as const] : []),
  ]);
}

/** The first value of a keyword among the nodes. Keywords beside a `$ref` come before those that it leads to. */
export function said<Key extends keyof Schema>(schema: NormalSchema, key: Key): Schema[Key] | undefined {
  return schema.nodes.find((node) => node[key] !== undefined)?.[key];
}

/** All values of a keyword among the nodes, whether or not it is a keyword that this project knows. */
export function everySaid(schema: NormalSchema, keyword: string): unknown[] {
  return schema.nodes.flatMap((node) =>
    Object.hasOwn(node, keyword) ? [(node as Record<string, unknown>)[keyword]] : [],
  );
}

/** The node of a schema, as it stands in the description, that has a keyword, or else its first node. */
export function nodeWith(schema: NormalSchema, keyword?: string): object | undefined {
  const node = keyword === undefined ? undefined : schema.nodes.find((one) => Object.hasOwn(one, keyword));
  const found = node ?? schema.nodes.at(-1);
  return found && originOf(found);
}
