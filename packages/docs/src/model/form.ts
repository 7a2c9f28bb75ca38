import type { NamedOperation, OpenApiDocument, Schema } from "@repo/openapi";
import {
  availabilityOf,
  differencesOf,
  differenceText,
  follow,
  isRecord,
  limitOf,
  resolve,
  tellsOf,
} from "@repo/openapi";
import type { ComposerServer } from "@repo/settings";
import { idPart } from "./fields.ts";
import { kebabCase } from "./filter.ts";
import { preferredMedia, queryStringIn } from "./samples.ts";
import type { FormDifference, FormField, RequestForm, SampleOperation, SampleRequest } from "./site.ts";

/** Values that are nested more deeply are filled in as JSON. */
const MAX_LEVELS = 6;
/** So are those of a level that would give the body more fields than this. */
const MAX_FIELDS = 500;

/** The data of a form for the request of an operation. */
export function requestForm(
  document: OpenApiDocument,
  { node, parameters }: NamedOperation,
  operation: SampleOperation,
  start: SampleRequest,
  servers: readonly ComposerServer[] = [],
): RequestForm {
  const [, media] = preferredMedia(node.requestBody && follow(document, node.requestBody).content) ?? [];
  const whole = queryStringIn(parameters);
  const [, query] = preferredMedia(whole?.content) ?? [];
  return {
    operation,
    parameters: parameters.flatMap((parameter) => {
      const { name, in: place, schema, required } = parameter;
      if (place === "querystring") return [];
      return {
        ...formField(document, name, schema, `${place}.${name}`, []),
        place,
        ...(required && { required: true as const }),
      };
    }),
    ...(whole && {
      querystring: {
        ...formField(document, whole.name, query?.schema, "querystring", []),
        ...(whole.required && { required: true as const }),
      },
    }),
    ...(media?.schema !== undefined && { body: bodyField(document, media.schema) }),
    start,
    ...(servers.length > 0 && { servers }),
  };
}

/** The body as a field, with as many whole levels of fields as keep the form short. */
function bodyField(document: OpenApiDocument, body: Schema): FormField {
  const atDepth = (levels: number) => formField(document, "body", body, "body", [], levels);
  let shown = atDepth(1);
  for (let levels = 2; levels <= MAX_LEVELS; levels++) {
    const deeper = atDepth(levels);
    if (countIn(deeper) > MAX_FIELDS) break;
    shown = deeper;
  }
  return shown;
}

function countIn({ fields = [], item }: FormField): number {
  return fields.reduce((sum, field) => sum + 1 + countIn(field), item ? countIn(item) : 0);
}

function formField(
  document: OpenApiDocument,
  name: string,
  node: unknown,
  id: string,
  trail: readonly string[],
  levels = MAX_LEVELS,
): FormField {
  const { schema, nullable, name: component = "" } = resolve(document, node);
  const isCircular = component !== "" && trail.includes(component);
  const usual = kindOf(schema);
  const isTooDeep = isCircular || (trail.length >= levels && ["object", "array", "map"].includes(usual));
  const kind = isTooDeep ? "any" : usual;
  const below = [...trail, component];
  const [example] = [schema.example, ...(Array.isArray(schema.examples) ? schema.examples : [])].filter(
    (value) => value !== undefined,
  );
  const tells = tellsOf(schema);
  return {
    id,
    name,
    kind,
    ...(nullable && { nullable: true as const }),
    ...(example !== undefined && { example }),
    ...keywordsOf(schema),
    ...(tells && { tells: { filter: kebabCase(tells.name), words: tells.words } }),
    ...(kind === "object" && {
      ...wordsOf(schema),
      fields: Object.entries(schema.properties ?? {})
        .filter(([, property]) => !resolve(document, property).schema.readOnly)
        .map(([key, property]) => ({
          ...formField(document, key, property, `${id}.${idPart(key)}`, below, levels),
          ...(schema.required?.includes(key) && { required: true as const }),
          ...byChoice(schema, property),
        })),
    }),
    ...(kind === "array" && { item: formField(document, name, schema.items, id, below, levels) }),
    ...(kind === "map" && { item: formField(document, name, schema.additionalProperties, id, below, levels) }),
  };
}

function kindOf(schema: Schema): FormField["kind"] {
  const [type, ...others] = [schema.type ?? (schema.properties ? "object" : undefined)].flat();
  if (others.length > 0 || schema.oneOf || schema.anyOf) return "any";
  if (schema.enum && type === undefined) return "string";
  switch (type) {
    case "array":
      return schema.items ? "array" : "any";
    case "object":
      return schema.properties ? "object" : isRecord(schema.additionalProperties) ? "map" : "any";
    case "string":
    case "number":
    case "integer":
    case "boolean":
      return type;
    default:
      return "any";
  }
}

/** The filter that the fields of an object depend on. */
function wordsOf(schema: Schema): Pick<FormField, "filter" | "choice"> {
  const availability = availabilityOf(schema);
  if (!availability) return {};
  const { name, property } = availability;
  return { filter: kebabCase(name), ...(property !== undefined && { choice: property }) };
}

/** What the extensions of a property say. */
function byChoice(schema: Schema, property: Schema): Pick<FormField, "availableFor" | "differences"> {
  const limit = limitOf(schema, property);
  const differences = differencesOf(schema, property).map(
    ({ title, words, schema }): FormDifference => ({
      title,
      words,
      text: differenceText({ schema }),
      keywords: keywordsOf(schema),
    }),
  );
  return {
    ...(limit && { availableFor: limit.words }),
    ...(differences.length > 0 && { differences }),
  };
}

const LIMITS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const;

/** What a schema says of its value, besides its type. */
function keywordsOf(schema: Schema): Partial<FormField> {
  const numbers = LIMITS.filter((keyword) => typeof schema[keyword] === "number");
  return {
    ...(schema.deprecated && { deprecated: true as const }),
    ...(schema.format === "password" && { secret: true as const }),
    ...(schema.enum && { values: schema.enum }),
    ...(schema.const !== undefined && { values: [schema.const] }),
    ...(schema.default !== undefined && { default: schema.default }),
    ...Object.fromEntries(numbers.map((keyword) => [keyword, schema[keyword]])),
    ...(schema.pattern !== undefined && { pattern: schema.pattern }),
    ...(schema.format !== undefined && { format: schema.format }),
  };
}
