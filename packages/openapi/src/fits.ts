import { constantsOf, discriminatorValues, isOfType } from "./alternatives.ts";
import { isRecord, type OpenApiDocument, type Schema } from "./document.ts";
import { alternativesOf, resolve } from "./resolve.ts";

/** Whether a value is sent to the API or received from it. What is only for the other side is left out. */
export type Direction = "request" | "response";

/** Whether a property is left out of values in one direction. */
export function isLeftOut(document: OpenApiDocument, property: unknown, direction: Direction): boolean {
  const { readOnly, writeOnly } = resolve(document, property).schema;
  return (direction === "request" ? readOnly : writeOnly) === true;
}

/**
 * Whether a value fits a schema. Unlike a validator, it compiles nothing, and gives no reason: it is for the many examples of
 * a description.
 */
export function fits(document: OpenApiDocument, node: unknown, value: unknown, direction: Direction): boolean {
  if (node === false) return false;
  const { schema, nullable } = resolve(document, node);
  if (value === null && nullable) return true;
  const within = (inner: unknown, part: unknown) => fits(document, inner, part, direction);
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
  if ("const" in schema && !isSame(schema.const, value)) return false;
  if (schema.enum && !constantsOf(document, schema).some((constant) => isSame(constant.value, value))) return false;
  for (const choice of alternativesOf(schema)) {
    const fitting = choice.options.filter((option) => within(option, value));
    if (fitting.length === 0) return false;
    // The options of a discriminator may differ in nothing else.
    if (choice.keyword === "oneOf" && fitting.length > 1 && !choice.discriminator) return false;
    if (!hasChosenValue(document, choice, value)) return false;
  }
  if (schema.not !== undefined && within(schema.not, value)) return false;
  const { if: condition, then: met, else: unmet } = schema as Record<string, unknown>;
  if (condition !== undefined && !within((within(condition, value) ? met : unmet) ?? {}, value)) return false;
  if (typeof value === "string") return fitsText(schema, value);
  if (typeof value === "number") return fitsNumber(schema, value);
  if (Array.isArray(value)) return fitsList(schema, value, within);
  return !isRecord(value) || fitsObject(document, schema, value, direction);
}

function hasChosenValue(document: OpenApiDocument, choice: Parameters<typeof discriminatorValues>[1], value: unknown) {
  const { discriminator } = choice;
  if (!discriminator || !isRecord(value)) return true;
  const known = discriminatorValues(document, choice).flat();
  return known.length === 0 || known.includes(value[discriminator.propertyName]);
}

function fitsText(schema: Schema, value: string): boolean {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema;
  const { length } = [...value];
  return length >= minLength && length <= maxLength && (pattern === undefined || matches(pattern, value));
}

/** Whether a text has a pattern. Nothing has one that JavaScript cannot read. */
export function matches(pattern: string, value: string): boolean {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags).test(value);
    } catch {
      // Many patterns are only valid without the flag.
    }
  }
  return false;
}

function fitsNumber(schema: Schema, value: number): boolean {
  const { above, least, most, below } = limitsOf(schema);
  const { multipleOf } = schema;
  const rest = multipleOf ? Math.abs(value / multipleOf - Math.round(value / multipleOf)) : 0;
  return value > above && value >= least && value <= most && value < below && rest < 1e-9;
}

/** In OpenAPI 3.0, `exclusiveMinimum: true` excludes the value of `minimum`. */
export function limitsOf(schema: Schema) {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  const limit = (given: number | boolean | undefined, bound: number, none: number) =>
    given === true ? bound : typeof given === "number" ? given : none;
  return {
    above: limit(exclusiveMinimum, minimum, Number.NEGATIVE_INFINITY),
    least: minimum,
    most: maximum,
    below: limit(exclusiveMaximum, maximum, Number.POSITIVE_INFINITY),
  };
}

function fitsList(schema: Schema, value: unknown[], within: (node: unknown, part: unknown) => boolean): boolean {
  const { prefixItems = [], items, minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems } = schema;
  if (value.length < minItems || value.length > maxItems) return false;
  if (uniqueItems && new Set(value.map((item) => JSON.stringify(item))).size < value.length) return false;
  return value.every((item, at) => within(at < prefixItems.length ? prefixItems[at] : (items ?? {}), item));
}

function fitsObject(
  document: OpenApiDocument,
  schema: Schema,
  value: Record<string, unknown>,
  direction: Direction,
): boolean {
  const { properties = {}, patternProperties = {}, required = [], additionalProperties = true } = schema;
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema;
  const keys = Object.keys(value);
  if (keys.length < minProperties || keys.length > maxProperties) return false;
  if (required.some((key) => !Object.hasOwn(value, key) && !isLeftOut(document, properties[key], direction)))
    return false;
  return keys.every((key) => {
    const known = [
      ...(Object.hasOwn(properties, key) ? [properties[key]] : []),
      ...Object.entries(patternProperties).flatMap(([pattern, node]) => (matches(pattern, key) ? [node] : [])),
    ];
    return (known.length > 0 ? known : [additionalProperties]).every((node) =>
      fits(document, node, value[key], direction),
    );
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
