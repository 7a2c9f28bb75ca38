import { isRecord, type OpenApiDocument, resolve, type Schema } from "@repo/openapi";

/**
 * Returns a copy of a valid value without the properties that its schema does not name. A map keeps its keys, and an object
 * about whose properties the schema says nothing keeps them all.
 */
export function documentedPart(document: OpenApiDocument, node: Schema, value: unknown): unknown {
  return partOf(document, [node], value);
}

/** @param nodes the schemas that may describe the value */
function partOf(document: OpenApiDocument, nodes: readonly Schema[], value: unknown): unknown {
  const schemas = nodes.flatMap((node) => alternativesOf(document, node));
  if (Array.isArray(value)) {
    const items = schemas.flatMap((schema) => schema.items ?? []);
    return items.length > 0 ? value.map((item) => partOf(document, items, item)) : value;
  }
  if (!isRecord(value) || !schemas.some(({ properties, additionalProperties }) => properties ?? additionalProperties)) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const named = schemas.flatMap(({ properties = {}, additionalProperties: others }) => {
      if (Object.hasOwn(properties, name)) return properties[name] ?? [];
      return others === true ? {} : others || [];
    });
    return named.length > 0 ? [[name, partOf(document, named, inner)]] : [];
  });
  return Object.fromEntries(entries);
}

/** A schema and those of which a value has to fit one. */
function alternativesOf(document: OpenApiDocument, node: Schema): Schema[] {
  const { schema } = resolve(document, node);
  const options = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return [schema, ...options.flatMap((option) => alternativesOf(document, option))];
}
