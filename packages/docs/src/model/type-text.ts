import type { OpenApiDocument, Schema } from "../../../../scripts/spec/openapi-document.ts";
import { type Resolved, resolve } from "./resolve.ts";
import type { PagePath, TypeText } from "./site.ts";

/** So many alternatives are named; of more, the rest is counted. */
const MOST_ALTERNATIVES = 4;
/** A list of lists of lists is enough to read. */
const MOST_NESTED = 4;

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
  const type = named(name, pageOf) ?? unnamed(document, pageOf, schema, depth);
  return nullable ? [...type, { text: " or null" }] : type;
}

function named(name: string | undefined, pageOf: PageOf): TypeText | undefined {
  const page = name === undefined ? undefined : pageOf(name);
  return name !== undefined && page !== undefined ? [{ text: name, page }] : undefined;
}

function unnamed(document: OpenApiDocument, pageOf: PageOf, schema: Schema, depth: number): TypeText {
  const inner = (node: unknown) =>
    depth >= MOST_NESTED ? [{ text: "any" }] : words(document, pageOf, resolve(document, node), depth + 1);
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives && !schema.properties) return oneOf(alternatives.map(inner));
  const types = [schema.type ?? impliedType(schema)].flat();
  if (types.length > 1) return [{ text: types.join(" or ") }];
  const [type] = types;
  if (type === "array") return [{ text: "array of " }, ...inner(schema.items)];
  if (type === "object" && !schema.properties && isSchema(schema.additionalProperties)) {
    return [{ text: "map of " }, ...inner(schema.additionalProperties)];
  }
  return [{ text: type ?? "any" }];
}

function oneOf(alternatives: TypeText[]): TypeText {
  const different = [...new Map(alternatives.map((type) => [JSON.stringify(type), type])).values()];
  const shown = different
    .slice(0, MOST_ALTERNATIVES)
    .flatMap((type, index) => (index > 0 ? [{ text: " or " }, ...type] : type));
  const more = different.length - MOST_ALTERNATIVES;
  return more > 0 ? [...shown, { text: ` or ${more} more` }] : shown;
}

function impliedType(schema: Schema): string {
  if (schema.properties || isSchema(schema.additionalProperties)) return "object";
  if (schema.items || schema.prefixItems) return "array";
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const kinds = new Set(values?.map((value) => (value === null ? "null" : typeof value)));
  return kinds.size > 0 ? [...kinds].join(" or ") : "any";
}

function isSchema(node: boolean | Schema | undefined): node is Schema {
  return typeof node === "object" && node !== null;
}

/** Words that stand side by side without a link between them are one. */
function joined(type: TypeText): TypeText {
  return type.reduce<TypeText>((all, word) => {
    const last = all.at(-1);
    if (last && last.page === undefined && word.page === undefined) last.text += word.text;
    else all.push({ ...word });
    return all;
  }, []);
}
