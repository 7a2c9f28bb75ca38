import {
  isRecord,
  keysOf,
  type OpenApiDocument,
  pointerOf,
  type Warning,
  withAvailabilityInWords,
} from "@repo/openapi";
import { cyclesIn } from "./cycles.ts";
import { discriminated } from "./discriminators.ts";
import { componentOf, createReferences } from "./references.ts";
import {
  annotationsOf,
  EVERY_KIND,
  isBinary,
  type Json,
  kindOf,
  kinds,
  NO_KIND,
  type Shape,
  withoutAnnotations,
} from "./shape.ts";
import { findUses, inside, isReference, type Place, placeOf, pointerTo, type Root, type Use, within } from "./uses.ts";

/** The types that `openapi-typescript.ts` writes besides those that openapi-typescript knows. */
export type OwnType = "never" | "absent" | "present" | "any object" | "closed" | "file" | "alias";

/** The schemas of a description as openapi-typescript writes them rightly. */
export interface PreparedSchemas {
  /** By their keys in `components.schemas`. */
  schemas: Map<string, Json>;
  /** The uses whose keys are not those of component schemas: in another context, or in the middle of a schema. */
  added: Use[];
  roots: Map<Root, Json>;
  /** The types of the schemas that refer to themselves and are not objects, by their aliases. */
  aliases: Map<string, Json>;
}

interface Converted {
  schema: Json;
  /** The kinds of values that its type allows. */
  kinds: number;
  /** Whether it says nothing else. */
  isBare: boolean;
}

const own = (type: OwnType): Json => ({ type });
const NEVER: Converted = { schema: own("never"), kinds: NO_KIND, isBare: false };

/**
 * Writes the schemas of a description with those keywords alone that openapi-typescript understands, in the way in which
 * it writes what they mean: a schema is a reference, an enumeration, an object, a list or a simple type, or else it is
 * `allOf` or `oneOf` of such schemas, with nothing beside it.
 *
 * @param roots the schemas outside of the component schemas
 * @param aliasOf returns an unused type name for a schema that refers to itself and is not an object
 */
export function prepareSchemas(
  document: OpenApiDocument,
  roots: readonly Root[],
  aliasOf: (key: string) => string,
  warn: (warning: Warning) => void,
): PreparedSchemas {
  const references = createReferences(document);
  const { shapeOf, strictKinds, kindsOf, isExempt } = references;
  const uses = findUses(document, roots, references);
  const withValues = discriminated(document, uses.discriminators, references, warn);
  const referred = new Map<string, Set<string>>();
  const inlined = new Set<Use>();
  let owner = "";

  function convertUse(use: Use): Json {
    owner = use.key;
    const name = componentOf(keysOf(use.pointer));
    const schema = name !== undefined && isRecord(use.schema) ? withValues(name, use.schema) : use.schema;
    return convert(schema, { ...placeOf(use), whole: schema }).schema;
  }

  /**
   * @param limit the kinds of values that the whole allows
   * @param isJoined whether the type becomes a part of an intersection
   */
  function convert(given: unknown, place: Place, limit = EVERY_KIND, isJoined = false): Converted {
    if (!isRecord(given)) return given === false ? NEVER : bare(limit, isJoined);
    const schema: Json = uses.hasAvailability ? { ...withAvailabilityInWords(given) } : given;
    const shape = shapeOf(schema);
    const allowsNull = shape.nullable && (limit & kinds.null) !== 0;
    let converted = compose(schema, shape, place, limit, isJoined);
    // Null is allowed beside the whole: no part can take it away.
    if (allowsNull && (converted.kinds & kinds.null) === 0) converted = orNull(converted, isJoined);
    if (converted.kinds === NO_KIND && limit === EVERY_KIND && !isJoined && place.role !== "alternatives") {
      const message =
        "No value satisfies this schema, so its type is `never`: what it says contradicts itself. Correct it.";
      warn({ rule: "schema-without-values", pointer: pointerTo(place), message });
    }
    const annotations = annotationsOf(schema);
    return annotations ? { ...converted, schema: { ...converted.schema, ...annotations } } : converted;
  }

  function compose(schema: Json, shape: Shape, place: Place, limit: number, isJoined: boolean): Converted {
    const { allOf, anyOf, oneOf } = shape;
    const strict = strictKinds(schema) & limit;
    const allowed = strict === EVERY_KIND ? kindsOf(schema) : strict;
    const isPart = isJoined || countParts(shape) > 1;
    const parts = [
      ownPart(schema, shape, place, allowed, isPart),
      isReference(shape) ? reference(shape, place) : undefined,
      ...allOf.map((part, at) => convert(part, within(place, "allOf", at), strict, isPart)),
      anyOf.length > 0 ? union(anyOf, "anyOf", place, strict, isPart) : undefined,
      oneOf.length > 0 ? union(oneOf, "oneOf", place, strict, isPart) : undefined,
    ].filter((part) => part !== undefined);
    if (allowed === NO_KIND || parts.some((part) => part.kinds === NO_KIND)) return NEVER;
    const said = parts.filter((part) => !part.isBare);
    const together = said.reduce((set, part) => set & part.kinds, EVERY_KIND);
    // A whole that this is a part of takes away what other kinds of values there are.
    const hasMore = (together & ~allowed) !== 0 && !isJoined;
    if (hasMore || said.length === 0) said.push(bare(allowed, isJoined || said.length > 0));
    const [first, ...rest] = said;
    if (first && rest.length === 0) return first;
    const set = hasMore ? together & allowed : together;
    return { schema: { allOf: said.map((part) => part.schema) }, kinds: set, isBare: false };
  }

  /** What a schema says itself, apart from what it is composed of. Nothing, if it is no more than the kinds of values. */
  function ownPart(schema: Json, shape: Shape, place: Place, allowed: number, isPart: boolean): Converted | undefined {
    if (shape.isMismatched) {
      const message =
        "No value of the enumeration has the schema's type, so the types leave the enumeration out. Correct one of the two.";
      warn({ rule: "enum-of-another-type", pointer: pointerTo(place), message });
    }
    if (shape.values) return enumeration(schema, shape, allowed);
    const types: readonly [kind: number, type: Json | undefined][] = [
      [kinds.object, allowed & kinds.object ? objectOf(schema, shape, place, isPart) : undefined],
      [kinds.array, allowed & kinds.array ? arrayOf(shape, place) : undefined],
      [kinds.string, allowed & kinds.string && place.context === "part" && isBinary(schema) ? own("file") : undefined],
    ];
    if (types.every(([, type]) => !type)) return undefined;
    const rest = types.reduce((set, [kind, type]) => (type ? set & ~kind : set), allowed);
    const all = [...types.flatMap(([, type]) => (type ? [type] : [])), ...plainTypes(rest, isPart)];
    return { schema: either(all), kinds: allowed, isBare: false };
  }

  function enumeration({ type, ...schema }: Json, { values = [], nullable, not }: Shape, allowed: number): Converted {
    const refused = isRecord(not) && Object.keys(not).length === 1 ? shapeOf(not).values : undefined;
    const left = values.filter((value) => kindOf(value) & (allowed | kinds.null) && !refused?.includes(value));
    const listed = nullable || allowed & kinds.null ? left : left.filter((value) => value !== null);
    if (listed.length === 0) return NEVER;
    const set = listed.reduce<number>((set, value) => set | kindOf(value), NO_KIND);
    if ("const" in schema && listed[0] !== null) return { schema: { const: listed[0] }, kinds: set, isBare: false };
    // openapi-typescript says the type in a comment. It takes an enumeration with the type "object" for alternatives.
    const shown = [type].flat().filter((name) => name !== "object" && (name !== "null" || listed.includes(null)));
    const commented = shown.length > 0 && type !== undefined && { type: Array.isArray(type) ? shown : type };
    const nulled = nullable && { nullable };
    return {
      schema: { enum: listed, ...commented, ...nulled },
      kinds: set | (nullable ? kinds.null : 0),
      isBare: false,
    };
  }

  /** The type of an object, unless it may have any properties. */
  function objectOf(schema: Json, shape: Shape, place: Place, isPart: boolean): Json | undefined {
    const { additional, patterns, not } = shape;
    const properties = new Map(
      shape.properties.map(([name, property]) => [
        name,
        convert(property, inside(place, property, "properties", name)),
      ]),
    );
    const maps = [...(additional === undefined || additional === false ? [] : [additional]), ...patterns].map((value) =>
      convert(value, inside(place, value, "additionalProperties")),
    );
    const anyOther = maps.length > 0 ? eitherOf(maps, false) : bare(EVERY_KIND, false);
    const required = shape.required.filter((name) => !isExempt(name, [schema, place.whole], place.context));
    for (const name of required) {
      const property = properties.get(name) ?? anyOther;
      // In an intersection, `unknown` would leave it optional if it is in another part.
      const isPresent = isPart && allowsAnything(property);
      properties.set(name, isPresent ? { ...property, schema: { ...property.schema, ...own("present") } } : property);
    }
    const refused = isRecord(not) && Object.keys(not).length === 1 ? shapeOf(not).required : [];
    if (refused.length === 1 && refused[0] !== undefined) properties.set(refused[0], NEVER);
    if (properties.size === 0 && maps.length === 0) {
      // What a part is closed for are the properties of the other parts, and no type can say that.
      return additional === false && !isPart ? own("closed") : undefined;
    }
    return {
      type: "object",
      ...(properties.size > 0 && { properties: schemasOf(properties), required }),
      ...(maps.length > 0 && { additionalProperties: mapType(anyOther, properties, required) }),
    };
  }

  /** The type of a list, unless it may have any items. */
  function arrayOf({ prefix, items, minItems, maxItems }: Shape, place: Place): Json | undefined {
    const item = () => convert(items, inside(place, items, "items")).schema;
    if (prefix.length === 0 && items !== false)
      return items === undefined ? undefined : { type: "array", items: item() };
    const shown = prefix.slice(0, maxItems);
    return {
      type: "array",
      prefixItems: shown.map((value, at) => convert(value, inside(place, value, "prefixItems", at)).schema),
      minItems: Math.min(minItems, shown.length),
      ...(items !== false && maxItems > shown.length && { items: item() }),
    };
  }

  function union(
    branches: readonly unknown[],
    keyword: "anyOf" | "oneOf",
    place: Place,
    limit: number,
    isPart: boolean,
  ): Converted {
    return eitherOf(
      branches.map((branch, at) => convert(branch, within(place, keyword, at), limit, isPart)),
      isPart,
    );
  }

  function reference(shape: Shape, place: Place): Converted {
    const use = uses.useOf(shape, place);
    if (!use) {
      const message = `${JSON.stringify(shape.ref ?? shape.dynamicRef)} leads to no schema, so its type is \`unknown\`. Correct it, or add what it names.`;
      warn({ rule: "reference-to-no-schema", pointer: pointerTo(place), message });
      return bare(EVERY_KIND, false);
    }
    if (place.role && uses.isCircular(place.use, use, place.role)) return circular(use, place);
    referred.set(owner, (referred.get(owner) ?? new Set()).add(use.key));
    return { schema: referenceTo("schemas", use.key), kinds: kindsOf(use.schema), isBare: false };
  }

  /**
   * A reference to what consists of the very schema that refers to it: often a base that lists what is derived from it. As
   * a part, it stands for what it says without its alternatives; as an alternative, for nothing.
   */
  function circular(use: Use, place: Place): Converted {
    if (place.role === "alternatives") {
      const message = `An alternative of this schema, ${use.pointer}, consists of the schema itself, so the types leave it out. Remove it.`;
      warn({ rule: "circular-alternative", pointer: pointerTo(place), message });
    }
    if (place.role === "alternatives" || !isRecord(use.schema)) return NEVER;
    if (inlined.has(use)) return bare(EVERY_KIND, false);
    inlined.add(use);
    const { anyOf, oneOf, ...rest } = use.schema;
    const converted = convert(rest, placeOf(use), EVERY_KIND, true);
    inlined.delete(use);
    return converted;
  }

  const schemas = new Map(uses.keyed.map((use) => [use.key, convertUse(use)]));
  const rootSchemas = new Map([...uses.roots].map(([root, use]) => [root, convertUse(use)]));
  const recursive = cyclesIn(schemas.keys(), (key) => referred.get(key) ?? []);
  const aliases = takeAliases(schemas, recursive, aliasOf);
  const components = document.components?.schemas ?? {};
  const added = uses.keyed.filter(({ key }) => !Object.hasOwn(components, key));
  return { schemas, added, roots: rootSchemas, aliases };
}

/** How many parts the type of a schema has. */
function countParts(shape: Shape): number {
  const { properties, patterns, additional, required, prefix, items, values, allOf, anyOf, oneOf } = shape;
  const saysItself = [properties, patterns, required, prefix, values ?? []].some((list) => list.length > 0);
  const parts = [saysItself || additional !== undefined || items !== undefined, isReference(shape), anyOf[0], oneOf[0]];
  return parts.filter(Boolean).length + allOf.length;
}

/** The type of what says nothing but the kinds of values. In an intersection, an object keeps the properties of the others. */
function bare(set: number, isJoined: boolean): Converted {
  return { schema: set === EVERY_KIND ? {} : either(plainTypes(set, isJoined)), kinds: set, isBare: true };
}

function plainTypes(set: number, isJoined: boolean): Json[] {
  const types: [kind: number, schema: Json][] = [
    [kinds.string, { type: "string" }],
    [kinds.number, { type: "number" }],
    [kinds.boolean, { type: "boolean" }],
    [kinds.array, { type: "array" }],
    [kinds.object, isJoined ? own("any object") : { type: "object" }],
    [kinds.null, { type: "null" }],
  ];
  return types.filter(([kind]) => set & kind).map(([, schema]) => schema);
}

function orNull({ schema, kinds: set, isBare }: Converted, isJoined: boolean): Converted {
  if (isBare || set === NO_KIND) return bare(set | kinds.null, isJoined);
  return { schema: either([schema, { type: "null" }]), kinds: set | kinds.null, isBare: false };
}

function either(schemas: readonly Json[]): Json {
  return schemas[0] && schemas.length === 1 ? schemas[0] : { oneOf: schemas };
}

function eitherOf(branches: readonly Converted[], isJoined: boolean): Converted {
  const possible = branches.filter((branch) => branch.kinds !== NO_KIND);
  const [first = NEVER, ...others] = possible;
  if (others.length === 0) return first;
  const set = possible.reduce((all, branch) => all | branch.kinds, NO_KIND);
  if (possible.every(({ isBare }) => isBare) || possible.some(allowsAnything)) return bare(set, isJoined);
  return { schema: either(possible.map(({ schema }) => schema)), kinds: set, isBare: false };
}

function allowsAnything({ isBare, kinds: set }: Converted): boolean {
  return isBare && set === EVERY_KIND;
}

/** The type of all values of an object that has properties besides: TypeScript wants those to be among them. */
function mapType(
  other: Converted,
  properties: ReadonlyMap<string, Converted>,
  required: readonly string[],
): Json | true {
  if (allowsAnything(other)) return true;
  const isPartial = properties.size > new Set(required).size;
  const all = [
    other.schema,
    ...[...properties.values()].map(({ schema }) => schema),
    ...(isPartial ? [own("absent")] : []),
  ];
  // Types that are the same but for their comments are listed once.
  return either([...new Map(all.map((schema) => [withoutAnnotations(schema), schema])).values()]);
}

function schemasOf(properties: ReadonlyMap<string, Converted>): Record<string, Json> {
  return Object.fromEntries([...properties].map(([name, { schema }]) => [name, schema]));
}

/** A reference to a component. */
export function referenceTo(kind: string, key: string): Json {
  // These characters have a meaning in a reference.
  const encoded = key.replace(/[%#?]/g, encodeURIComponent);
  return { $ref: `#${pointerOf(["components", kind, encoded])}` };
}

/**
 * Gives aliases to recursive schemas that are not objects: a list of itself, or a union with itself. As a property of
 * `components["schemas"]` such a type is a circular annotation, which TypeScript refuses (TS2502); as an alias it is a
 * recursive type.
 */
function takeAliases(
  schemas: Map<string, Json>,
  recursive: ReadonlyMap<string, number>,
  aliasOf: (key: string) => string,
): Map<string, Json> {
  const taken = [...recursive.keys()].flatMap((key) => {
    const schema = schemas.get(key);
    return schema && schema["type"] !== "object" ? [{ key, schema, alias: aliasOf(key) }] : [];
  });
  const byReference = new Map(taken.map(({ key, alias }) => [referenceTo("schemas", key)["$ref"], alias]));
  for (const { key, schema, alias } of taken) schemas.set(key, { ...annotationsOf(schema), ...own("alias"), alias });
  return new Map(taken.map(({ schema, alias }) => [alias, withAliases(schema, byReference)]));
}

/** Replaces references with aliases: TypeScript only puts off the types that an alias leads to. */
function withAliases(schema: Json, aliases: ReadonlyMap<unknown, string>): Json {
  const alias = aliases.get(schema["$ref"]);
  if (alias !== undefined) return { ...annotationsOf(schema), ...own("alias"), alias };
  const changed = { ...schema };
  const inner = (value: unknown) => (isRecord(value) ? withAliases(value, aliases) : value);
  for (const keyword of ["items", "additionalProperties"])
    if (keyword in schema) changed[keyword] = inner(schema[keyword]);
  for (const keyword of ["prefixItems", "allOf", "oneOf"]) {
    if (Array.isArray(schema[keyword])) changed[keyword] = schema[keyword].map(inner);
  }
  if (isRecord(schema["properties"])) {
    const properties = Object.entries(schema["properties"]);
    changed["properties"] = Object.fromEntries(properties.map(([name, property]) => [name, inner(property)]));
  }
  return changed;
}
