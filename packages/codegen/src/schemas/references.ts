import { dataKeywords, isRecord, keysOf, type OpenApiDocument, pointerOf, valueAt } from "@repo/openapi";
import {
  type Context,
  EVERY_KIND,
  type Json,
  kindOf,
  kinds,
  NO_KIND,
  type Shape,
  type ShapeReader,
  shapeReader,
} from "./shape.ts";

/** A schema that a reference leads to. */
export interface Target {
  /** Its JSON pointer. */
  pointer: string;
  schema: unknown;
}

/** Where each dynamic anchor in scope leads to. */
export type Bindings = ReadonlyMap<string, string>;

/** Follows the references between the schemas of a description. */
export interface References {
  shapeOf: ShapeReader;
  /**
   * The target of a schema's `$ref` or `$dynamicRef`, if it has one that leads to a schema.
   *
   * @param within the pointer of the schema that contains it
   */
  targetOf: (shape: Shape, within: string, bindings: Bindings) => Target | undefined;
  /** The schema that a `$ref` with a JSON pointer leads to. */
  behind: (shape: Shape) => unknown;
  /** The bindings in a schema that is reached from others. Empty, unless it leads to a `$dynamicRef`. */
  bindingsIn: (target: Target, outer: Bindings) => Bindings;
  /** The bindings that differ from those that the schema has by itself, sorted. */
  foreignBindings: (pointer: string, bindings: Bindings) => [anchor: string, pointer: string][];
  /** The kinds of values that a schema allows. */
  strictKinds: (schema: unknown) => number;
  /** The kinds of values that a schema is meant for: without a type, its keywords tell. `properties` are for objects. */
  kindsOf: (schema: unknown) => number;
  /**
   * Whether a required property may be missing in a context: a `readOnly` one in a request, a `writeOnly` one in a response.
   *
   * @param schemas where to look for the property; `allOf` and references are followed
   */
  isExempt: (property: string, schemas: readonly unknown[], context: Context) => boolean;
}

export function createReferences(document: OpenApiDocument): References {
  const shapeOf = shapeReader(document.openapi);
  const targets = new Map<string, Target | undefined>();
  const anchors = new Map<string, { all: Map<string, string>; dynamic: Map<string, string> }>();
  const dynamicNames = new Map<string, Set<string>>();
  const isDynamic = !document.openapi.startsWith("3.0") && mentions(document, "$dynamicRef");

  /** @param pointer a JSON pointer, or one as it is written in a `$ref` */
  function targetAt(pointer: string): Target | undefined {
    if (targets.has(pointer)) return targets.get(pointer);
    targets.set(pointer, undefined);
    const keys = keysOf(pointer);
    const schema = valueAt(document, pointer);
    let target: Target | undefined;
    if (isRecord(schema) || typeof schema === "boolean") target = { pointer: pointerOf(keys), schema };
    // What only leads on needs no name of its own, unless it has one.
    const onward = isRecord(schema) && componentOf(keys) === undefined ? onlyReference(schema) : undefined;
    if (onward !== undefined) target = targetAt(onward);
    targets.set(pointer, target);
    return target;
  }

  function targetOf({ ref, dynamicRef }: Shape, within: string, bindings: Bindings): Target | undefined {
    const reference = ref ?? dynamicRef ?? "";
    if (reference.startsWith("#/")) return targetAt(reference);
    const anchor = reference.startsWith("#") ? reference.slice(1) : "";
    const bound = dynamicRef === undefined ? undefined : bindings.get(anchor);
    const pointer = bound ?? anchorsIn(resourceOf(within)).all.get(anchor) ?? anchorsIn("").all.get(anchor);
    return pointer === undefined ? undefined : targetAt(pointer);
  }

  /** The anchors of a component schema, or of a schema that is no component, by name. */
  function anchorsIn(resource: string) {
    let found = anchors.get(resource);
    if (found) return found;
    found = { all: new Map<string, string>(), dynamic: new Map<string, string>() };
    anchors.set(resource, found);
    eachObject(valueAt(document, resource), keysOf(resource), (node, keys) => {
      for (const [keyword, map] of [
        ["$anchor", found.all],
        ["$dynamicAnchor", found.dynamic],
      ] as const) {
        if (typeof node[keyword] === "string") map.set(node[keyword], pointerOf(keys));
      }
    });
    for (const [name, pointer] of found.dynamic) found.all.set(name, pointer);
    return found;
  }

  /** The names in the `$dynamicRef`s that a schema leads to. */
  function dynamicNamesFrom({ pointer, schema }: Target): Set<string> {
    let names = dynamicNames.get(pointer);
    if (names) return names;
    names = new Set();
    dynamicNames.set(pointer, names);
    const seen = new Set<unknown>();
    const visit = (start: unknown) => {
      if (seen.has(start)) return;
      seen.add(start);
      eachObject(start, [], (node) => {
        const { ref, dynamicRef } = shapeOf(node);
        if (dynamicRef !== undefined) names.add(dynamicRef.slice(1));
        if (ref?.startsWith("#/")) visit(valueAt(document, ref));
      });
    };
    visit(schema);
    return names;
  }

  function bindingsIn(target: Target, outer: Bindings): Bindings {
    if (!isDynamic) return outer;
    const all = new Map([...anchorsIn(resourceOf(target.pointer)).dynamic, ...outer]);
    const names = dynamicNamesFrom(target);
    return new Map([...all].filter(([anchor]) => names.has(anchor)));
  }

  function foreignBindings(pointer: string, bindings: Bindings): [string, string][] {
    if (bindings.size === 0) return [];
    const own = anchorsIn(resourceOf(pointer)).dynamic;
    return [...bindings].filter(([anchor, to]) => own.get(anchor) !== to).sort();
  }

  function behind({ ref }: Shape): unknown {
    return ref?.startsWith("#/") ? targetAt(ref)?.schema : undefined;
  }

  const strictKinds = oncePerSchema((shape) => {
    const { types, values, allOf, anyOf, oneOf, not } = shape;
    let set = types & strictKinds(behind(shape));
    if (values) set &= union(values.map(kindOf));
    for (const part of allOf) set &= strictKinds(part);
    if (anyOf.length > 0) set &= union(anyOf.map(strictKinds));
    if (oneOf.length > 0) set &= union(oneOf.map(strictKinds));
    return set & ~kindsRefused(not);
  });

  const kindsOf = oncePerSchema((shape, schema) => {
    const strict = strictKinds(schema);
    if (strict !== EVERY_KIND) return strict;
    const { properties, patterns, additional, required, prefix, items, allOf, anyOf, oneOf } = shape;
    const isObject = properties.length > 0 || patterns.length > 0 || additional !== undefined || required.length > 0;
    const isArray = prefix.length > 0 || items !== undefined;
    const meant = [
      (isObject ? kinds.object : NO_KIND) | (isArray ? kinds.array : NO_KIND),
      kindsOf(behind(shape)),
      ...allOf.map(kindsOf),
      union(anyOf.map(kindsOf)),
      union(oneOf.map(kindsOf)),
    ].filter((set) => set !== NO_KIND && set !== EVERY_KIND);
    return meant.reduce((all, set) => all & set, EVERY_KIND) || union(meant);
  });

  /** A set of kinds for each schema. Of one that leads back to itself, that says nothing. */
  function oncePerSchema(find: (shape: Shape, schema: Json) => number): (schema: unknown) => number {
    const known = new Map<Json, number>();
    return (schema) => {
      if (!isRecord(schema)) return schema === false ? NO_KIND : EVERY_KIND;
      let set = known.get(schema);
      if (set !== undefined) return set;
      known.set(schema, EVERY_KIND);
      const shape = shapeOf(schema);
      set = find(shape, schema) | (shape.nullable ? kinds.null : NO_KIND);
      known.set(schema, set);
      return set;
    };
  }

  /** The kinds that `not` takes away: those of a schema that says nothing but a type. */
  function kindsRefused(not: unknown): number {
    if (not === true) return EVERY_KIND;
    if (!isRecord(not)) return NO_KIND;
    const says = Object.keys(not).filter((key) => !["type", "title", "description", "$comment"].includes(key));
    if (says.length > 0) return NO_KIND;
    // A number that is no integer remains.
    const types = [not["type"]].flat().filter((type) => type !== "integer");
    return not["type"] === undefined || types.length > 0 ? shapeOf({ type: types }).types : NO_KIND;
  }

  function isExempt(property: string, schemas: readonly unknown[], context: Context): boolean {
    const flag = context === "response" ? "writeOnly" : "readOnly";
    const seen = new Set<unknown>();
    const declares = (schema: unknown): boolean => {
      if (!isRecord(schema) || seen.has(schema)) return false;
      seen.add(schema);
      const shape = shapeOf(schema);
      const own = shape.properties.find(([name]) => name === property)?.[1];
      return isFlagged(own) || shape.allOf.some(declares) || declares(behind(shape));
    };
    const isFlagged = (schema: unknown): boolean => {
      if (!isRecord(schema) || seen.has(schema)) return false;
      seen.add(schema);
      const shape = shapeOf(schema);
      return schema[flag] === true || shape.allOf.some(isFlagged) || isFlagged(behind(shape));
    };
    return schemas.some(declares);
  }

  return { shapeOf, targetOf, behind, bindingsIn, foreignBindings, strictKinds, kindsOf, isExempt };
}

function union(sets: number[]): number {
  return sets.reduce((all, set) => all | set, NO_KIND);
}

/** The name of a component schema, if the keys lead to one. */
export function componentOf(keys: readonly string[]): string | undefined {
  return keys.length === 3 && keys[0] === "components" && keys[1] === "schemas" ? keys[2] : undefined;
}

/** The component schema that a place is in, or else the place itself. Anchors are unique within it. */
function resourceOf(pointer: string): string {
  const keys = keysOf(pointer);
  return componentOf(keys.slice(0, 3)) === undefined ? pointer : pointerOf(keys.slice(0, 3));
}

/** The reference of a schema that says nothing else. */
function onlyReference(schema: Json): string | undefined {
  const annotations = ["$ref", "$anchor", "$dynamicAnchor", "$comment", "title", "description"];
  const isAlone = Object.keys(schema).every((key) => annotations.includes(key));
  return isAlone && typeof schema["$ref"] === "string" && schema["$ref"].startsWith("#/") ? schema["$ref"] : undefined;
}

function eachObject(node: unknown, keys: string[], visit: (node: Json, keys: string[]) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (isRecord(node)) visit(node, keys);
  for (const [key, value] of Object.entries(node)) {
    if (!dataKeywords.has(key)) eachObject(value, [...keys, key], visit);
  }
}

function mentions(node: unknown, key: string): boolean {
  if (typeof node !== "object" || node === null) return false;
  return Object.hasOwn(node, key) || Object.values(node).some((value) => mentions(value, key));
}
