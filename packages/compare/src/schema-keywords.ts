import type { Schema, SchemaType } from "@repo/openapi";
import type { Parts } from "./normal-schema.ts";
import { exact } from "./sameness.ts";
import { saysNothing } from "./schema-idioms.ts";

/** The types that all nodes allow, or undefined if every type is valid. */
export function typesOf(nodes: readonly Schema[]): Set<SchemaType> | undefined {
  let types: Set<SchemaType> | undefined;
  for (const { type, nullable } of nodes) {
    if (type === undefined) continue;
    const here = new Set([type].flat());
    if (nullable) here.add("null");
    // Every integer is a number.
    if (here.has("number")) here.delete("integer");
    types = types ? meet(types, here) : here;
  }
  return types;
}

/** The type of a value, the narrowest one. */
export function typeOfValue(value: unknown): SchemaType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" ? "boolean" : typeof value === "object" ? "object" : "string";
}

/** Whether values of a type are of one of some types. An integer is a number. */
export function fits(type: SchemaType, types: ReadonlySet<SchemaType>): boolean {
  return types.has(type) || (type === "integer" && types.has("number"));
}

function meet(one: ReadonlySet<SchemaType>, other: ReadonlySet<SchemaType>): Set<SchemaType> {
  return new Set([...[...one].filter((type) => fits(type, other)), ...[...other].filter((type) => fits(type, one))]);
}

/** The values that all nodes enumerate, by their text, or undefined if none enumerates any. */
export function valuesOf(nodes: readonly Schema[]): Map<string, unknown> | undefined {
  let values: Map<string, unknown> | undefined;
  for (const node of nodes) {
    for (const given of [node.enum, "const" in node ? [node.const] : undefined]) {
      if (!given) continue;
      const here = new Map(given.map((value): [string, unknown] => [exact(value), value]));
      values = values ? new Map([...values].filter(([text]) => here.has(text))) : here;
    }
  }
  return values;
}

/** All properties, each with every schema that is given for it. */
export function propertiesOf(nodes: readonly Schema[]): Map<string, Parts> {
  const properties = new Map<string, (Schema | boolean)[]>();
  for (const node of nodes) {
    for (const [key, schema] of Object.entries(node.properties ?? {})) {
      const given = properties.get(key);
      if (given) given.push(schema);
      else properties.set(key, [schema]);
    }
  }
  return properties;
}

/** The schemas of all other properties, or false if there may be none. */
export function additionalOf(nodes: readonly Schema[]): Parts | false {
  const given = nodes.map((node) => node.additionalProperties).filter((value) => value !== undefined);
  return given.includes(false) ? false : given.filter((value) => typeof value === "object" && !saysNothing(value));
}

/** The schemas of items, if there are any. */
export function itemsOf(nodes: readonly Schema[]): Parts | undefined {
  const given = nodes.map((node) => node.items).filter((value) => value !== undefined);
  return given.length > 0 ? given : undefined;
}
