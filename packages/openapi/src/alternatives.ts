import { isRecord, type OpenApiDocument, type Schema } from "./document.ts";
import { keysOf } from "./pointer.ts";
import { type Alternatives, alternativesOf, resolve, schemaOfRef } from "./resolve.ts";

/** A value of an enumeration, and what an alternative with only this value says of it. */
export interface Constant {
  value: unknown;
  title?: string;
  description?: string;
}

/**
 * The only values that a resolved schema has, as its `enum` or as alternatives with a value each. Empty if there are others.
 * Values that its own type excludes are left out.
 */
export function constantsOf(document: OpenApiDocument, schema: Schema): Constant[] {
  const types = [schema.type ?? []].flat();
  const isPossible = ({ value }: Constant) => types.length === 0 || types.some((type) => isOfType(value, type));
  if (schema.enum) return schema.enum.map((value) => ({ value })).filter(isPossible);
  const [choice, ...others] = alternativesOf(schema);
  if (!choice || others.length > 0) return [];
  const constants = choice.options.map((option) => {
    const { schema } = resolve(document, option);
    const { title, description } = schema;
    const values = "const" in schema ? [schema.const] : (schema.enum ?? []);
    return values.map((value) => ({ value, ...(title && { title }), ...(description && { description }) }));
  });
  return constants.some((values) => values.length === 0) ? [] : constants.flat().filter(isPossible);
}

/** Whether a value has a type of JSON Schema. */
export function isOfType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (value === null) return type === "null";
  return type === (Array.isArray(value) ? "array" : typeof value);
}

/**
 * The values of the discriminator's property with which each option is meant: those that its schema states, else those of
 * the mapping, else the name of its schema. Empty for an option that none leads to.
 */
export function discriminatorValues(document: OpenApiDocument, { options, discriminator }: Alternatives): unknown[][] {
  if (!discriminator) return options.map(() => []);
  return options.map((option) => valuesFor(document, discriminator, option));
}

/** A schema that is derived from another by `allOf`, and the values of its discriminator with which it is meant. */
export interface Subtype {
  name: string;
  values: unknown[];
}

/** The schemas that the discriminator of a component schema without alternatives tells apart. */
export function subtypesOf(document: OpenApiDocument, name: string, schema: Schema): Subtype[] {
  const { discriminator } = schema;
  if (!discriminator || alternativesOf(schema).length > 0) return [];
  const components = document.components?.schemas ?? {};
  const mapped = Object.values(discriminator.mapping ?? {}).map(mappedName);
  const names = Object.keys(components).filter(
    (other) => mapped.includes(other) || (other !== name && isDerived(document, components[other], name)),
  );
  return names.map((name) => ({
    name,
    values: valuesFor(document, discriminator, { $ref: `#/components/schemas/${name}` }),
  }));
}

function isDerived(document: OpenApiDocument, node: unknown, base: string, seen = new Set<unknown>()): boolean {
  if (!isRecord(node) || seen.has(node)) return false;
  seen.add(node);
  return ((node as Schema).allOf ?? []).some((part) => {
    const name = part.$ref === undefined ? undefined : schemaOfRef(part.$ref);
    return (
      name === base || isDerived(document, name === undefined ? part : document.components?.schemas?.[name], base, seen)
    );
  });
}

function valuesFor(
  document: OpenApiDocument,
  { propertyName, mapping = {} }: NonNullable<Schema["discriminator"]>,
  option: Schema,
): unknown[] {
  const { schema, name } = resolve(document, option);
  const property = resolve(document, schema.properties?.[propertyName]).schema;
  const stated = "const" in property ? [property.const] : constantsOf(document, property).map(({ value }) => value);
  const keys = Object.entries(mapping).flatMap(([value, target]) => (mappedName(target) === name ? [value] : []));
  const implied = keys.length > 0 || name === undefined ? keys : [name];
  const both = stated.filter((value) => implied.includes(String(value)));
  if (both.length > 0) return both;
  return stated.length > 0 ? stated : implied;
}

/** The name of the component schema that a mapping leads to: by a reference or by its bare name. */
function mappedName(target: string): string | undefined {
  return target.startsWith("#/") ? keysOf(target)[2] : target;
}
