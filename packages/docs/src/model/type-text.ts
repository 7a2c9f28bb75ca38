import type { OpenApiDocument, Schema } from "@scenario-openapi/openapi";
import { isRecord, type Resolved, resolve } from "@scenario-openapi/openapi";
import type { PagePath, TypeText } from "./site.ts";

/** The number of alternatives that are named. Any others are counted. */
const MAX_ALTERNATIVES = 4;
/** The deepest nesting of lists and maps that is spelled out. */
const MAX_NESTED = 4;

/** The page of a component schema, by its name. */
export type PageOf = (schema: string) => PagePath | undefined;

/** A type in words: `string`, `array of` `Concept`, `map of number`, `Card or Transfer`, `string or null`. */
export function typeText(document: OpenApiDocument, pageOf: PageOf, node: unknown): TypeText {
  return joined(words(document, pageOf, resolve(document, node), 0));
}

function words(
  document: OpenApiDocument,
  pageOf: PageOf,
  { schema, name, nullable }: Resolved,
  depth: number,
): TypeText {
  const page = name === undefined ? undefined : pageOf(name);
  const type =
    name !== undefined && page !== undefined ? [{ text: name, page }] : unnamed(document, pageOf, schema, depth);
  return nullable ? [...type, { text: " or null" }] : type;
}

function unnamed(document: OpenApiDocument, pageOf: PageOf, schema: Schema, depth: number): TypeText {
  const inner = (node: unknown) =>
    depth >= MAX_NESTED ? [{ text: "any" }] : words(document, pageOf, resolve(document, node), depth + 1);
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives && !schema.properties) return oneOf(alternatives.map(inner));
  const types = [schema.type ?? impliedType(schema)].flat();
  if (types.length > 1) return [{ text: types.join(" or ") }];
  const [type] = types;
  if (type === "array") return [{ text: "array of " }, ...inner(schema.items)];
  if (type === "object" && !schema.properties && isRecord(schema.additionalProperties)) {
    return [{ text: "map of " }, ...inner(schema.additionalProperties)];
  }
  return [{ text: type ?? "any" }];
}

function oneOf(alternatives: TypeText[]): TypeText {
  const different = [...new Map(alternatives.map((type) => [JSON.stringify(type), type])).values()];
  const shown = different
    .slice(0, MAX_ALTERNATIVES)
    .flatMap((type, index) => (index > 0 ? [{ text: " or " }, ...type] : type));
  const more = different.length - MAX_ALTERNATIVES;
  return more > 0 ? [...shown, { text: ` or ${more} more` }] : shown;
}

function impliedType(schema: Schema): string {
  if (schema.properties || isRecord(schema.additionalProperties)) return "object";
  if (schema.items || schema.prefixItems) return "array";
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const kinds = new Set(values?.map((value) => (value === null ? "null" : typeof value)));
  return kinds.size > 0 ? [...kinds].join(" or ") : "any";
}

/** Joins neighbouring words that are not links. */
function joined(type: TypeText): TypeText {
  return type.reduce<TypeText>((all, word) => {
    const last = all.at(-1);
    if (last && last.page === undefined && word.page === undefined) last.text += word.text;
    else all.push({ ...word });
    return all;
  }, []);
}
