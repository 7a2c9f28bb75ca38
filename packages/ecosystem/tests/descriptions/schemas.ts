import type { OpenApiDocument, Reference, Schema } from "@repo/openapi";

/** What a schema says of its values, whichever keywords put it together. */
export interface Reading {
  /** The types of JSON Schema that a value may have. */
  types: ReadonlySet<string>;
  items: Schema;
  properties: ReadonlyMap<string, Schema>;
  isFile: boolean;
}

/** Follows references until something else comes. */
export function resolve<T extends object>(document: OpenApiDocument, node: T | Reference): T {
  let here: unknown = node;
  while (typeof here === "object" && here !== null && "$ref" in here) {
    const keys = String(here.$ref).slice("#/".length).split("/");
    here = keys.reduce<unknown>(
      (parent, key) => (parent as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    );
  }
  return here as T;
}

export function read(document: OpenApiDocument, schema: Schema = {}): Reading {
  const types = new Set<string>();
  const properties = new Map<string, Schema>();
  let [items, isFile]: [Schema, boolean] = [{}, false];
  const visit = (given: Schema): void => {
    const node = resolve(document, given) as Schema & { contentMediaType?: string; contentEncoding?: string };
    for (const type of [node.type ?? []].flat()) types.add(type);
    for (const value of node.enum ?? ("const" in node ? [node.const] : []))
      types.add(value === null ? "null" : typeof value);
    if (node.items) items = node.items;
    if (node.format === "binary" || (node.contentMediaType && !node.contentEncoding)) isFile = true;
    for (const [name, property] of Object.entries(node.properties ?? {})) properties.set(name, property);
    for (const part of [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])]) visit(part);
  };
  visit(schema);
  return { types, items, properties, isFile };
}

/** A text, number or boolean, by what the schema allows. */
export function fromText(document: OpenApiDocument, text: string, schema: Schema): unknown {
  const { types } = read(document, schema);
  if ((types.has("integer") || types.has("number")) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (types.has("boolean") && /^(true|false)$/.test(text)) return text === "true";
  return text;
}
