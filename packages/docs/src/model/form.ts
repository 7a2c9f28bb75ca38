import type { NamedOperation, OpenApiDocument, Schema } from "@scenario-openapi/openapi";
import { follow, isRecord, resolve } from "@scenario-openapi/openapi";
import { idPart } from "./fields.ts";
import { filterOf, limitedTo } from "./filter.ts";
import type { FormField, RequestForm, SampleOperation, SampleRequest } from "./site.ts";

/** Values that are nested more deeply are filled in as JSON. */
const MAX_LEVELS = 5;

/** The data of a form for the request of an operation. */
export function requestForm(
  document: OpenApiDocument,
  { node, parameters }: NamedOperation,
  operation: SampleOperation,
  start: SampleRequest,
): RequestForm {
  const content = node.requestBody && follow(document, node.requestBody).content;
  const body = operation.mediaType === undefined ? undefined : content?.[operation.mediaType]?.schema;
  return {
    operation,
    parameters: parameters.map((parameter) => ({
      ...formField(document, parameter.name, parameter.schema, `${parameter.in}.${parameter.name}`, []),
      place: parameter.in,
      ...(parameter.required && { required: true as const }),
    })),
    ...(body !== undefined && { body: formField(document, "body", body, "body", []) }),
    start,
  };
}

function formField(
  document: OpenApiDocument,
  name: string,
  node: unknown,
  id: string,
  trail: readonly string[],
): FormField {
  const { schema, nullable, name: component = "" } = resolve(document, node);
  const isCircular = component !== "" && trail.includes(component);
  const kind = isCircular || trail.length > MAX_LEVELS ? "any" : kindOf(schema);
  const below = [...trail, component];
  const [example] = [schema.example, ...(Array.isArray(schema.examples) ? schema.examples : [])].filter(
    (value) => value !== undefined,
  );
  const filter = kind === "object" ? filterOf(schema) : undefined;
  return {
    id,
    name,
    kind,
    ...(nullable && { nullable: true as const }),
    ...(schema.deprecated && { deprecated: true as const }),
    ...(schema.format === "password" && { secret: true as const }),
    ...(schema.enum && { values: schema.enum }),
    ...(schema.const !== undefined && { values: [schema.const] }),
    ...(schema.default !== undefined && { default: schema.default }),
    ...(example !== undefined && { example }),
    ...limitsOf(schema),
    ...(filter && { filter: filter.key }),
    ...(kind === "object" && {
      fields: Object.entries(schema.properties ?? {})
        .filter(([, property]) => !resolve(document, property).schema.readOnly)
        .map(([key, property]) => {
          const { availableFor } = limitedTo(schema, property);
          return {
            ...formField(document, key, property, `${id}.${idPart(key)}`, below),
            ...(schema.required?.includes(key) && { required: true as const }),
            ...(availableFor && { availableFor }),
          };
        }),
    }),
    ...(kind === "array" && { item: formField(document, name, schema.items, id, below) }),
    ...(kind === "map" && { item: formField(document, name, schema.additionalProperties, id, below) }),
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

function limitsOf(schema: Schema): Partial<FormField> {
  const numbers = LIMITS.filter((keyword) => typeof schema[keyword] === "number");
  return {
    ...Object.fromEntries(numbers.map((keyword) => [keyword, schema[keyword]])),
    ...(schema.pattern !== undefined && { pattern: schema.pattern }),
    ...(schema.format !== undefined && { format: schema.format }),
  };
}
