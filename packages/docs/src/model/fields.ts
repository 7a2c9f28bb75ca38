import type { OpenApiDocument, Schema } from "@repo/openapi";
import {
  alternativesOf,
  constantsOf,
  discriminatorValues,
  isRecord,
  type Resolved,
  resolve,
  type Subtype,
  subtypesOf,
  uniqueNames,
} from "@repo/openapi";
import { availabilityIn, filterOf } from "./filter.ts";
import { externalLinks } from "./links.ts";
import type { Content, Fact, Field, Markdown, PagePath, Part, Value } from "./site.ts";
import { MAX_ALTERNATIVES, type PageOf, typeText } from "./type-text.ts";

/** How much of what its fields refer to a page shows. The rest is on the pages of the schemas. */
export interface Depth {
  /** The number of schemas with pages of their own that are shown one within the other. */
  levels: number;
  /** The number of fields after which no more are shown inside of others. */
  fields: number;
}

/** The deepest nesting of schemas, lists and maps. Some schemas without names contain themselves. */
const MAX_NESTED = 24;

/** Makes the fields of one page. */
export interface FieldMaker {
  /** The fields of a body or a schema. Their ids start with `id`. */
  content(node: unknown, id: string): Content;
  /** A field that is no property: a parameter or a header. */
  field(name: string, node: unknown, id: string): Field;
  /** What has been made. */
  made(): Made;
}

export interface Made {
  fields: number;
  /** Whether schemas were left out because they have pages of their own, and are deeper than the levels. */
  isCut: boolean;
}

/** What a field is within: names of schemas, and below them marks for what has no name. */
type Trail = readonly string[];
const UNNAMED = "";
const ITEMS = "[]";
const VALUES = "{}";

/** Whether a mark in a trail is not that of a list or a map around what it stands for. */
const isOfField = (mark: string) => mark !== ITEMS && mark !== VALUES;

type Nested = Pick<Field, "parts" | "inside" | "isCut">;

/**
 * Called for each field whose type has a page, with the field's id, and whether it is on the page of another schema too,
 * which this page repeats.
 */
export type OnUse = (schema: PagePath, id: string, isRepeated: boolean) => void;

export function fieldMaker(document: OpenApiDocument, pageOf: PageOf, depth: Depth, onUse: OnUse): FieldMaker {
  const unique = uniqueNames();
  const made: Made = { fields: 0, isCut: false };

  function content(node: unknown, id: string): Content {
    const type = typeText(document, pageOf, node);
    for (const { page } of type) if (page !== undefined) onUse(page, id, false);
    const { parts } = inside(resolve(document, node), id, []);
    return { type, parts, count: countIn(parts) };
  }

  function field(name: string, node: unknown, id: string, trail: Trail = [], required = false): Field {
    made.fields++;
    const resolved = resolve(document, node);
    const said = saidBy(document, pageOf, node);
    const uniqueId = unique(id);
    for (const { page } of said.type) if (page !== undefined) onUse(page, uniqueId, levelsOf(trail) > 0);
    const nested = isElsewhere(resolved, trail) ? nothing : inside(resolved, uniqueId, trail);
    return { id: uniqueId, name, required, ...said, ...nested, count: countIn(nested.parts) };
  }

  /** Whether the fields of a type are on a page of their own, and not on this one as well. */
  function isElsewhere({ name }: Resolved, trail: Trail): boolean {
    if (name === undefined || pageOf(name) === undefined || trail.includes(name)) return false;
    const isDeeper = levelsOf(trail) >= depth.levels;
    made.isCut ||= isDeeper;
    return isDeeper;
  }

  /** The number of schemas with pages of their own around a field. A list or a map is none. */
  function levelsOf(trail: Trail): number {
    const isLevel = (above: string, index: number) =>
      pageOf(above) !== undefined && isOfField(trail[index + 1] ?? UNNAMED);
    return trail.filter(isLevel).length;
  }

  /** The fields inside a value: its own, or those of its items or of a map's values. */
  function inside(resolved: Resolved, id: string, trail: Trail): Nested {
    const { schema, name } = resolved;
    // A schema that contains itself is shown once.
    if (name !== undefined && trail.includes(name)) return nothing;
    const isLinked = name !== undefined && pageOf(name) !== undefined;
    // A body without a page of its own is shown even if the page is long already.
    if (trail.length > MAX_NESTED || (made.fields >= depth.fields && (isLinked || trail.some(isOfField)))) {
      return { ...nothing, ...(!isLinked && hasFields(document, schema) && { isCut: true }) };
    }
    const below = [...trail, name ?? UNNAMED];
    if (schema.contentSchema !== undefined) {
      const content = resolve(document, schema.contentSchema);
      if (isElsewhere(content, below)) return nothing;
      return { ...inside(content, id, below), inside: "its content" };
    }
    if (schema.prefixItems) return { parts: positionsOf(schema, id, below), inside: "itself" };
    if (schema.items !== undefined) {
      const item = resolve(document, schema.items);
      const around = [...(name === undefined ? trail : below), ITEMS];
      if (isElsewhere(item, around) && id !== "") return nothing;
      return { ...inside(item, id, around), inside: "each item" };
    }
    const parts = partsOf(resolved, id, below);
    if (parts.length > 0 || !isRecord(schema.additionalProperties)) return { parts, inside: "itself" };
    const value = resolve(document, schema.additionalProperties);
    const around = [...(name === undefined ? trail : below), VALUES];
    if (isElsewhere(value, around)) return nothing;
    return { ...inside(value, id, around), inside: "each value" };
  }

  /** The items of a list whose first ones have schemas of their own. */
  function positionsOf({ prefixItems = [], items }: Schema, id: string, trail: Trail): Part[] {
    const start = id && `${id}.`;
    const fields = prefixItems.map((node, at) => field(`[${at}]`, node, `${start}${at}`, trail));
    const others = isRecord(items) ? [field("any further item", items, `${start}*`, trail)] : [];
    return [{ fields: [...fields, ...others] }];
  }

  function partsOf({ schema, name }: Resolved, id: string, trail: Trail): Part[] {
    const fields = fieldsOf(schema, id, trail);
    const filter = filterOf(schema);
    const subtypes = name === undefined ? [] : subtypesOf(document, name, schema);
    const { propertyName: property = "", defaultMapping } = schema.discriminator ?? {};
    const own: Part = {
      fields,
      ...(filter && { filter }),
      ...(subtypes.length > 0 && {
        subtypes: { property, schemas: subtypes.map((subtype) => subtypeOf(subtype, defaultMapping)) },
      }),
    };
    const options = constantsOf(document, schema).length > 0 ? [] : optionsOf(schema, id, trail);
    const isOwnShown = fields.length > 0 || subtypes.length > 0;
    // If there is nothing to say about any of the alternatives, the type names them already, unless they are many.
    const isListed = options.some(saysMore) || options.length > MAX_ALTERNATIVES;
    return [...(isOwnShown ? [own] : []), ...(isListed ? options : [])];
  }

  function subtypeOf({ name, values }: Subtype, defaultMapping: string | undefined) {
    const $ref = `#/components/schemas/${name}`;
    return {
      values: values.flatMap((value) => asJson(value) ?? []),
      ...(isNamedBy(defaultMapping, $ref) && { isDefault: true }),
      type: typeText(document, pageOf, { $ref }),
    };
  }

  function optionsOf(schema: Schema, id: string, trail: Trail): Part[] {
    const choices = alternativesOf(schema);
    return choices.flatMap((choice, at) => {
      const { keyword, options, discriminator } = choice;
      const words = keyword === "oneOf" ? "One of" : "Any of";
      const title = choices.length > 1 ? `Choice ${at + 1}: ${words.toLowerCase()}` : words;
      const chosen = discriminatorValues(document, choice);
      return options.map((option, index) => {
        const values = (chosen[index] ?? []).flatMap((value) => asJson(value) ?? []);
        const isDefault = isNamedBy(discriminator?.defaultMapping, option.$ref);
        const isTold = discriminator !== undefined && (values.length > 0 || isDefault);
        return {
          ...optionOf(option, id, trail),
          title,
          ...(isTold && {
            chosenBy: { property: discriminator.propertyName, values, ...(isDefault && { isDefault }) },
          }),
        };
      });
    });
  }

  function optionOf(option: unknown, id: string, trail: Trail): Part {
    const resolved = resolve(document, option);
    const { schema, name } = resolved;
    const isLinked = isElsewhere(resolved, trail);
    const nested = isLinked ? nothing : inside(resolved, id, trail);
    const [first] = nested.parts;
    const shown = first && nested.parts.length === 1 ? first : { fields: nested.parts.flatMap(({ fields }) => fields) };
    const facts = isLinked ? [] : factsOf(document, schema);
    const values = isLinked ? [] : valuesOf(document, schema);
    return {
      ...shown,
      ...(name === undefined && schema.title && { name: schema.title }),
      type: typeText(document, pageOf, option),
      ...(schema.description && { description: schema.description }),
      ...(facts.length > 0 && { facts }),
      ...(values.length > 0 && { values }),
    };
  }

  function fieldsOf(schema: Schema, id: string, trail: Trail): Field[] {
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

  return { content, field: (name, node, id) => field(name, node, id), made: () => made };
}

/** Whether a discriminator names a schema, by a reference or by its bare name. */
function isNamedBy(target: string | undefined, $ref: string | undefined): boolean {
  return target !== undefined && ($ref === target || $ref === `#/components/schemas/${target}`);
}

const nothing: Nested = { parts: [], inside: "itself" };

type Said = Omit<Field, "id" | "name" | "required" | "count" | keyof Nested>;

/** What is known of each site's schemas: many fields have the same. */
const known = new WeakMap<PageOf, WeakMap<object, Said>>();

/** What a field says itself, whatever is inside. */
function saidBy(document: OpenApiDocument, pageOf: PageOf, node: unknown): Said {
  const before = known.get(pageOf) ?? new WeakMap<object, Said>();
  known.set(pageOf, before);
  const own: Schema = isRecord(node) ? node : {};
  const said = before.get(own);
  if (said) return said;
  const { schema } = resolve(document, node);
  const description = own.description ?? schema.description ?? describedWithin(document, schema);
  const made: Said = {
    type: typeText(document, pageOf, node),
    deprecated: schema.deprecated === true,
    readOnly: schema.readOnly === true,
    writeOnly: schema.writeOnly === true,
    ...(description && { description }),
    values: valuesOf(document, schema),
    links: externalLinks(schema),
    facts: factsOf(document, schema),
    examples: examplesOf(schema),
  };
  before.set(own, made);
  return made;
}

/** Whether a schema, or that of its items or values, has anything inside. */
function hasFields(document: OpenApiDocument, schema: Schema): boolean {
  const { properties, prefixItems, oneOf, anyOf, allOf, items, contentSchema } =
    elementOf(document, schema)?.schema ?? schema;
  return [properties, prefixItems, oneOf, anyOf, allOf, items, contentSchema].some(Boolean);
}

function saysMore({ name, description, chosenBy, facts, values, fields }: Part): boolean {
  return (name ?? description ?? chosenBy ?? facts ?? values) !== undefined || fields.length > 0;
}

/** The items of a list, or the values of a map without fields of its own. */
function elementOf(
  document: OpenApiDocument,
  { type, items, properties, additionalProperties }: Schema,
): (Resolved & { element: string }) | undefined {
  if (isRecord(items)) return { element: "Each item", ...resolve(document, items) };
  const isMap = (type === undefined || type === "object") && !properties && isRecord(additionalProperties);
  return isMap ? { element: "Each value", ...resolve(document, additionalProperties) } : undefined;
}

/** The enumerated values of a schema, or of the items of its list or the values of its map. */
export function valuesOf(document: OpenApiDocument, schema: Schema): Value[] {
  const own = enumOf(document, schema);
  const element = elementOf(document, schema);
  return own.length > 0 || !element ? own : enumOf(document, element.schema);
}

/** The limits of a schema, and those of the items of its list or the values of its map. */
export function factsOf(document: OpenApiDocument, schema: Schema): Fact[] {
  const within = elementOf(document, schema);
  if (!within || within.name !== undefined) return ownFacts(schema);
  const { default: usual, ...limits } = within.schema;
  const facts = ownFacts(limits).map(({ label, value }) => ({
    label: `${within.element}: ${label.toLowerCase()}`,
    value,
  }));
  return [...ownFacts(schema), ...facts];
}

function describedWithin(document: OpenApiDocument, schema: Schema): Markdown | undefined {
  const within = elementOf(document, schema);
  return within?.name === undefined ? within?.schema.description : undefined;
}

function countIn(parts: Part[]): number {
  return parts.flatMap(({ fields }) => fields).reduce((sum, { count }) => sum + 1 + count, 0);
}

/** A name as part of an id. Characters that an address cannot contain are percent-encoded, and so are dots. */
export function idPart(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(".", "%2E");
}

/** The enumerated values of a schema, including alternatives with one value each. */
function enumOf(document: OpenApiDocument, schema: Schema): Value[] {
  return constantsOf(document, schema).flatMap(({ value, ...said }) => {
    const json = asJson(value);
    return json === undefined ? [] : [{ json, ...said }];
  });
}

/** Example values of a schema, as JSON, each once. */
export function examplesOf({ example, examples }: Schema): string[] {
  const given = [example, ...(Array.isArray(examples) ? examples : [])];
  return [...new Set(given.flatMap((value) => asJson(value) ?? []))];
}

/** The limits of a schema as labels and values, in a fixed order. */
function ownFacts(schema: Schema): Fact[] {
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  const facts: [label: string, value: string | undefined][] = [
    ["Default", asJson(schema.default)],
    ["Always", asJson(schema.const)],
    ["Format", schema.format],
    ["Content", schema.contentMediaType],
    ["Encoding", schema.contentEncoding],
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
    ["Not", asJson(schema.not)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** A value as JSON; undefined stays undefined. */
function asJson(value: unknown): string | undefined {
  return JSON.stringify(value);
}
