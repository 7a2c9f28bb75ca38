import type { OpenApiDocument, Schema } from "@repo/openapi";
import { alternativesOf, constantsOf, isRecord, type Resolved, resolve } from "@repo/openapi";
import type { PagePath, TypeText } from "./site.ts";

/** The number of alternatives that are named. Any others are counted. */
export const MAX_ALTERNATIVES = 4;
/** The deepest nesting of lists and maps that is spelled out. */
const MAX_NESTED = 4;

/** The page of a component schema, by its name. */
export type PageOf = (schema: string) => PagePath | undefined;

/**
 * A type in words: `string`, `array of` `Concept`, `string with` `Concept` for a text that contains one, `map of number`, `Card or Transfer`, `string or null`, `[string, number]`
 * for a list whose items have types of their own, and `[string, …number]` if more may follow.
 */
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
  const constants = constantsOf(document, schema);
  const [choice, ...others] = constants.length > 0 ? [] : alternativesOf(schema);
  if (choice && others.length === 0 && !schema.properties) {
    return oneOf(choice.options.map((option) => titled(resolve(document, option)) ?? inner(option)));
  }
  const types = [schema.type ?? impliedType(document, schema)].flat();
  if (types.length > 1) return [{ text: types.join(" or ") }];
  const [type] = types;
  if (type === "array" && schema.prefixItems) return tuple(schema, inner);
  if (type === "array") return [{ text: "array of " }, ...inner(schema.items)];
  if (schema.contentSchema !== undefined) {
    return [{ text: `${type ?? "string"} with ` }, ...inner(schema.contentSchema)];
  }
  if (type === "object" && !schema.properties && isRecord(schema.additionalProperties)) {
    return [{ text: "map of " }, ...inner(schema.additionalProperties)];
  }
  return [{ text: type ?? "any" }];
}

/** The title of an object that has no page, which tells it from others. */
function titled({ schema, name }: Resolved): TypeText | undefined {
  return name === undefined && schema.title && schema.properties ? [{ text: schema.title }] : undefined;
}

function tuple(
  { prefixItems = [], items, maxItems = Number.POSITIVE_INFINITY }: Schema,
  inner: (node: unknown) => TypeText,
): TypeText {
  const isOpen = (items as unknown) !== false && maxItems > prefixItems.length;
  const parts = [...prefixItems.map(inner), ...(isOpen ? [[{ text: "…" }, ...inner(items)]] : [])];
  return [{ text: "[" }, ...parts.flatMap((part, at) => (at > 0 ? [{ text: ", " }, ...part] : part)), { text: "]" }];
}

function oneOf(alternatives: TypeText[]): TypeText {
  const different = [...new Map(alternatives.map((type) => [JSON.stringify(type), type])).values()];
  const shown = different
    .slice(0, MAX_ALTERNATIVES)
    .flatMap((type, index) => (index > 0 ? [{ text: " or " }, ...type] : type));
  const more = different.length - MAX_ALTERNATIVES;
  return more > 0 ? [...shown, { text: ` or ${more} more` }] : shown;
}

function impliedType(document: OpenApiDocument, schema: Schema): string {
  if (schema.properties || isRecord(schema.additionalProperties)) return "object";
  if (schema.items || schema.prefixItems) return "array";
  const values = "const" in schema ? [schema.const] : constantsOf(document, schema).map(({ value }) => value);
  const kinds = new Set(values.map((value) => (value === null ? "null" : typeof value)));
  if (kinds.size > 0) return [...kinds].join(" or ");
  const options = alternativesOf(schema).flatMap(({ options }) => options);
  return options.some((option) => resolve(document, option).schema.properties) ? "object" : "any";
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
