import type { OpenApiDocument, Schema } from "@scenario-openapi/openapi";
import { isRecord, type Resolved, resolve, uniqueNames } from "@scenario-openapi/openapi";
import { availabilityIn, filterOf } from "./filter.ts";
import type { Content, Fact, Field, PagePath, Part } from "./site.ts";
import { type PageOf, typeText } from "./type-text.ts";

/** How much of what its fields refer to a page shows. The rest is on the pages of the schemas. */
interface Depth {
  /** Whether a field whose type has a page of its own shows the fields inside. */
  named: boolean;
  /** The deepest nesting of fields. */
  levels: number;
  /** The largest number of fields on the page. */
  fields: number;
}

/** Makes the fields of one page. */
export interface FieldMaker {
  /** The fields of a body or a schema. Their ids start with `id`. */
  content(node: unknown, id: string): Content;
  /** A field that is no property: a parameter or a header. */
  field(name: string, node: unknown, id: string): Field;
}

/** Called for each field whose type has a page, with the field's id. */
export type OnUse = (schema: PagePath, id: string) => void;

export function fieldMaker(document: OpenApiDocument, pageOf: PageOf, depth: Depth, onUse: OnUse): FieldMaker {
  const unique = uniqueNames();
  let left = depth.fields;

  function content(node: unknown, id: string): Content {
    const type = typeText(document, pageOf, node);
    for (const { page } of type) if (page !== undefined) onUse(page, id);
    const { parts } = inside(resolve(document, node), id, []);
    return { type, parts, count: countIn(parts) };
  }

  function field(name: string, node: unknown, id: string, trail: readonly string[] = [], required = false): Field {
    left--;
    const own = isRecord(node) ? (node as Schema) : {};
    const resolved = resolve(document, node);
    const { schema } = resolved;
    const type = typeText(document, pageOf, node);
    const uniqueId = unique(id);
    for (const { page } of type) if (page !== undefined) onUse(page, uniqueId);
    const nested = hasOwnPage(resolved) ? nothing : inside(resolved, uniqueId, trail);
    const description = own.description ?? schema.description;
    return {
      id: uniqueId,
      name,
      type,
      required,
      deprecated: schema.deprecated === true,
      readOnly: schema.readOnly === true,
      writeOnly: schema.writeOnly === true,
      ...(description && { description }),
      values: valuesOf(document, schema),
      facts: factsOf(schema),
      examples: examplesOf(schema),
      ...nested,
      count: countIn(nested.parts),
    };
  }

  /** Whether the fields of a type are on a page of their own, and not on this one as well. */
  function hasOwnPage({ name }: Resolved): boolean {
    return !depth.named && name !== undefined && pageOf(name) !== undefined;
  }

  /** The fields inside a value: its own, or those of its items or of a map's values. */
  function inside(resolved: Resolved, id: string, trail: readonly string[]): Pick<Field, "parts" | "inside"> {
    const { schema, name } = resolved;
    // A schema that contains itself is shown once.
    if (name !== undefined && trail.includes(name)) return nothing;
    const below = name === undefined ? trail : [...trail, name];
    if (trail.length > depth.levels || left <= 0) return nothing;
    if (schema.items !== undefined) {
      const item = resolve(document, schema.items);
      if (hasOwnPage(item) && id !== "") return nothing;
      return { parts: inside(item, id, [...below, "[]"]).parts, inside: "each item" };
    }
    const parts = partsOf(schema, id, below);
    if (parts.length > 0 || !isRecord(schema.additionalProperties)) return { parts, inside: "itself" };
    const value = resolve(document, schema.additionalProperties);
    if (hasOwnPage(value)) return nothing;
    return { parts: inside(value, id, [...below, "{}"]).parts, inside: "each value" };
  }

  function partsOf(schema: Schema, id: string, trail: readonly string[]): Part[] {
    const parts: Part[] = [];
    const fields = fieldsOf(schema, id, trail);
    const filter = filterOf(schema);
    if (fields.length > 0) parts.push({ fields, ...(filter && { filter }) });
    const alternatives = [
      ...(schema.oneOf ?? []).map((option) => ({ option, title: "One of" })),
      ...(schema.anyOf ?? []).map((option) => ({ option, title: "Any of" })),
    ];
    for (const { option, title } of alternatives) {
      const resolved = resolve(document, option);
      const type = typeText(document, pageOf, option);
      const nested = resolved.name !== undefined && !depth.named ? nothing : inside(resolved, id, trail);
      const { description } = resolved.schema;
      const [first] = nested.parts;
      const shown =
        first && nested.parts.length === 1 ? first : { fields: nested.parts.flatMap(({ fields }) => fields) };
      parts.push({ ...shown, title, type, ...(description && { description }) });
    }
    // If none of the alternatives has fields, the type names them already.
    return parts.some(({ fields }) => fields.length > 0) ? parts : [];
  }

  function fieldsOf(schema: Schema, id: string, trail: readonly string[]): Field[] {
    const start = id && `${id}.`;
    const required = new Set(schema.required);
    const properties = Object.entries(schema.properties ?? {});
    const fields = properties.map(([name, node]) => ({
      ...field(name, node, `${start}${idPart(name)}`, trail, required.has(name)),
      ...availabilityIn(schema, node),
    }));
    const patterns = Object.entries(schema.patternProperties ?? {}).map(([pattern, node]) =>
      field(`/${pattern}/`, node, `${start}${idPart(pattern)}`, trail),
    );
    const others =
      properties.length > 0 && isRecord(schema.additionalProperties)
        ? [field("any other name", schema.additionalProperties, `${start}*`, trail)]
        : [];
    return [...fields, ...patterns, ...others];
  }

  return { content, field: (name, node, id) => field(name, node, id) };
}

const nothing: Pick<Field, "parts" | "inside"> = { parts: [], inside: "itself" };

/** The enumerated values of a schema, or of the items of its list, as JSON. */
function valuesOf(document: OpenApiDocument, schema: Schema): string[] {
  return enumOf(schema.enum || schema.items === undefined ? schema : resolve(document, schema.items).schema);
}

function countIn(parts: Part[]): number {
  return parts.flatMap(({ fields }) => fields).reduce((sum, { count }) => sum + 1 + count, 0);
}

/** A name as part of an id. Characters that an address cannot contain are percent-encoded, and so are dots. */
export function idPart(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(".", "%2E");
}

/** The enumerated values of a schema, as JSON. */
export function enumOf(schema: Schema): string[] {
  return (schema.enum ?? []).flatMap((value) => asJson(value) ?? []);
}

/** Example values of a schema, as JSON, each once. */
export function examplesOf({ example, examples }: Schema): string[] {
  const given = [example, ...(Array.isArray(examples) ? examples : [])];
  return [...new Set(given.flatMap((value) => asJson(value) ?? []))];
}

/** The limits of a schema as labels and values, in a fixed order. */
export function factsOf(schema: Schema): Fact[] {
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  const facts: [label: string, value: string | undefined][] = [
    ["Default", asJson(schema.default)],
    ["Always", asJson(schema.const)],
    ["Format", schema.format],
    // In OpenAPI 3.0, `exclusiveMinimum: true` excludes the value of `minimum`.
    [exclusiveMinimum === true ? "Greater than" : "Minimum", asJson(schema.minimum)],
    ["Greater than", typeof exclusiveMinimum === "number" ? asJson(exclusiveMinimum) : undefined],
    [exclusiveMaximum === true ? "Less than" : "Maximum", asJson(schema.maximum)],
    ["Less than", typeof exclusiveMaximum === "number" ? asJson(exclusiveMaximum) : undefined],
    ["Multiple of", asJson(schema.multipleOf)],
    ["Least length", asJson(schema.minLength)],
    ["Greatest length", asJson(schema.maxLength)],
    ["Pattern", schema.pattern],
    ["Least items", asJson(schema.minItems)],
    ["Most items", asJson(schema.maxItems)],
    ["Items", schema.uniqueItems ? "all different" : undefined],
    ["Least properties", asJson(schema.minProperties)],
    ["Most properties", asJson(schema.maxProperties)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** A value as JSON; undefined stays undefined. */
function asJson(value: unknown): string | undefined {
  return JSON.stringify(value);
}
