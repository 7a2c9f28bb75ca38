import { uniqueNames } from "../../../../scripts/generate/names.ts";
import { isRecord } from "../../../../scripts/spec/is-record.ts";
import type { OpenApiDocument, Schema } from "../../../../scripts/spec/openapi-document.ts";
import { asJson, examplesOf, factsOf } from "./facts.ts";
import { availabilityOf, filterOf } from "./filter.ts";
import { type Resolved, resolve } from "./resolve.ts";
import type { Content, Field, PagePath, Part } from "./site.ts";
import { idPart } from "./slugs.ts";
import { type PageOf, typeText } from "./type-text.ts";

/** How far a page goes into what its fields refer to. What lies beyond is on the pages of the schemas. */
export interface Depth {
  /** Whether a field whose type has a page of its own shows the fields inside. */
  named: boolean;
  /** How deep fields stand within fields at the most. */
  levels: number;
  /** How many fields the page shows at the most. */
  fields: number;
}

/** Makes the fields of one page. */
export interface FieldMaker {
  /** What a body or a schema consists of; its fields' ids start with `id`. */
  content(node: unknown, id: string): Content;
  /** One field that is no property: a parameter or a header. */
  field(name: string, node: unknown, id: string): Field;
}

/** Called for each field whose type leads to a schema's page. */
export type OnUse = (schema: PagePath, field: { id: string; name: string }) => void;

export function fieldMaker(document: OpenApiDocument, pageOf: PageOf, depth: Depth, onUse: OnUse): FieldMaker {
  const unique = uniqueNames();
  let left = depth.fields;

  function content(node: unknown, id: string): Content {
    const type = typeText(document, pageOf, node);
    for (const { page } of type) if (page !== undefined) onUse(page, { id, name: id });
    const { parts } = inside(resolve(document, node), id, []);
    return { type, parts, count: countIn(parts) };
  }

  function field(name: string, node: unknown, id: string, trail: readonly string[] = [], required = false): Field {
    left--;
    const own = isRecord(node) ? (node as Schema) : {};
    const resolved = resolve(document, node);
    const { schema, nullable } = resolved;
    const type = typeText(document, pageOf, node);
    const uniqueId = unique(id);
    for (const { page } of type) if (page !== undefined) onUse(page, { id: uniqueId, name });
    const page = resolved.name === undefined ? undefined : pageOf(resolved.name);
    const nested = page !== undefined && !depth.named ? none : inside(resolved, uniqueId, trail);
    const description = own.description ?? schema.description;
    return {
      id: uniqueId,
      name,
      type,
      required,
      nullable,
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

  /** The fields that a value has inside: its own, or those of its items or of a map's values. */
  function inside(resolved: Resolved, id: string, trail: readonly string[]): Pick<Field, "parts" | "inside"> {
    const { schema, name } = resolved;
    // A schema within itself would go on for ever: the second time, its page has to do.
    if (name !== undefined && trail.includes(name)) return none;
    const below = name === undefined ? trail : [...trail, name];
    if (trail.length > depth.levels || left <= 0) return none;
    if (schema.items !== undefined) {
      const item = resolve(document, schema.items);
      if (!depth.named && item.name !== undefined && pageOf(item.name) !== undefined && id !== "") return none;
      return { parts: inside(item, id, [...below, "[]"]).parts, inside: "each item" };
    }
    const parts = partsOf(schema, id, below);
    if (parts.length > 0 || !isRecord(schema.additionalProperties)) return { parts, inside: "itself" };
    const value = resolve(document, schema.additionalProperties);
    if (!depth.named && value.name !== undefined && pageOf(value.name) !== undefined) return none;
    return { parts: inside(value, id, [...below, "{}"]).parts, inside: "each value" };
  }

  function partsOf(schema: Schema, id: string, trail: readonly string[]): Part[] {
    const parts: Part[] = [];
    const fields = fieldsOf(schema, id, trail);
    const filter = filterOf(schema);
    if (fields.length > 0) parts.push({ fields, ...(filter && { filter }) });
    for (const [key, title] of [
      ["oneOf", "One of"],
      ["anyOf", "Any of"],
    ] as const) {
      for (const option of schema[key] ?? []) {
        const resolved = resolve(document, option);
        const type = typeText(document, pageOf, option);
        const nested = resolved.name !== undefined && !depth.named ? none : inside(resolved, id, trail);
        const { description } = resolved.schema;
        const [first] = nested.parts;
        const shown =
          first && nested.parts.length === 1 ? first : { fields: nested.parts.flatMap(({ fields }) => fields) };
        parts.push({ ...shown, title, type, ...(description && { description }) });
      }
    }
    // Alternatives without anything inside are in the type's words already.
    return parts.some(({ fields }) => fields.length > 0) ? parts : [];
  }

  function fieldsOf(schema: Schema, id: string, trail: readonly string[]): Field[] {
    const required = new Set(schema.required);
    const properties = Object.entries(schema.properties ?? {});
    const fields = properties.map(([name, node]) => ({
      ...field(name, node, `${id}${id && "."}${idPart(name)}`, trail, required.has(name)),
      ...availabilityOf(schema, node),
    }));
    const patterns = Object.entries(schema.patternProperties ?? {}).map(([pattern, node]) =>
      field(`/${pattern}/`, node, `${id}${id && "."}${idPart(pattern)}`, trail),
    );
    const others =
      properties.length > 0 && isRecord(schema.additionalProperties)
        ? [field("any other name", schema.additionalProperties, `${id}${id && "."}*`, trail)]
        : [];
    return [...fields, ...patterns, ...others];
  }

  return { content, field: (name, node, id) => field(name, node, id) };
}

const none: Pick<Field, "parts" | "inside"> = { parts: [], inside: "itself" };

/** Enumerated values, of the schema or of the items of its list, as JSON. */
function valuesOf(document: OpenApiDocument, schema: Schema): string[] {
  const values = schema.enum ?? (schema.items === undefined ? undefined : resolve(document, schema.items).schema.enum);
  return (values ?? []).flatMap((value) => asJson(value) ?? []);
}

function countIn(parts: Part[]): number {
  return parts.flatMap(({ fields }) => fields).reduce((sum, { count }) => sum + 1 + count, 0);
}
