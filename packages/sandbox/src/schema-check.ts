import { Ajv2020, type ErrorObject, type Options } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Schema, Schemas } from "./description.ts";
import type { Problem } from "./rules.ts";

/** Returns every way in which a value does not fit; an empty array where it fits. */
export type Check = (value: unknown) => Problem[];

/**
 * Compiles a schema of an OpenAPI 3.1 description.
 *
 * @param schemas What the schema refers to as `#/components/schemas/...`.
 * @param changes What the check does to a value before it returns: nothing unless told. `coerceTypes` turns text into
 *   the boolean or number that the schema asks for; `removeAdditional` removes properties that the schema does not name.
 */
export function compileCheck(
  schema: Schema,
  schemas: Schemas,
  changes: Pick<Options, "coerceTypes" | "removeAdditional"> = {},
): Check {
  // Not strict, because an OpenAPI document has words that JSON Schema does not know, such as x-available-for.
  const ajv = new Ajv2020({ ...changes, allErrors: true, verbose: true, strict: false });
  addFormats.default(ajv);
  // References start at the root of what is compiled, so the components have to stand beside the schema.
  const validate = ajv.compile({ ...schema, components: { schemas } });
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(asProblem));
}

function asProblem(error: ErrorObject): Problem {
  const rule = error.keyword;
  if (rule === "required") {
    const name = String(error.params.missingProperty).replaceAll("~", "~0").replaceAll("/", "~1");
    return { pointer: `${error.instancePath}/${name}`, rule, message: "is required" };
  }
  return { pointer: error.instancePath, rule, message: messageOf(error) };
}

function messageOf({ keyword, params, data, message }: ErrorObject): string {
  if (keyword === "enum") {
    const allowed: unknown[] = params.allowedValues;
    return `must be one of ${allowed.map((value) => JSON.stringify(value)).join(", ")}, is ${shown(data)}`;
  }
  if (keyword === "type") return `must be ${[params.type].flat().join(" or ")}, is ${shown(data)}`;
  // Values stay out of the other messages: maxLength is for a key, which does not belong in a log.
  return message ?? `does not fit "${keyword}"`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
