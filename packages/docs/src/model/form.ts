import { follow } from "../../../../scripts/generate/follow.ts";
import type { NamedOperation } from "../../../../scripts/generate/operations.ts";
import { isRecord } from "../../../../scripts/spec/is-record.ts";
import type { OpenApiDocument, Schema } from "../../../../scripts/spec/openapi-document.ts";
import { availabilityOf, filterOf } from "./filter.ts";
import { resolve } from "./resolve.ts";
import type { FormField, RequestForm, SampleOperation, SampleRequest } from "./site.ts";
import { idPart } from "./slugs.ts";

/** Deeper than this, a value is filled in as JSON. */
const MOST_LEVELS = 5;

/** What a form for the request of an operation needs. */
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
  const kind = isCircular || trail.length > MOST_LEVELS ? "any" : kindOf(schema);
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
        .map(([key, property]) => ({
          ...formField(document, key, property, `${id}.${idPart(key)}`, below),
          ...(schema.required?.includes(key) && { required: true as const }),
          ...onlyWords(schema, property),
        })),
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
  ..."minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems".split(" "),
] as ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" | "minLength" | "maxLength")[];

function limitsOf(schema: Schema): Partial<FormField> {
  const numbers = LIMITS.flatMap((keyword) => {
    const value = schema[keyword];
    return typeof value === "number" ? [[keyword, value] as const] : [];
  });
  return {
    ...Object.fromEntries(numbers),
    ...(schema.pattern !== undefined && { pattern: schema.pattern }),
    ...(schema.format !== undefined && { format: schema.format }),
  };
}

function onlyWords(schema: Schema, property: Schema): Pick<FormField, "availableFor"> {
  const { availableFor } = availabilityOf(schema, property);
  return availableFor ? { availableFor } : {};
}
