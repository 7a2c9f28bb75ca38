import type { Operation } from "../operation.ts";
import { operations } from "../operations.gen.ts";
import { keysOf, pointerTo, valueAt } from "./pointer.ts";
import type { ValueProblem } from "./problem.ts";
import { shown } from "./shown.ts";

/** One way in which a value does not fit its schema, as Ajv reports it. */
export interface SchemaError {
  instancePath: string;
  keyword: string;
  params: Readonly<Record<string, unknown>>;
  message?: string;
}

/** Checks a value against a schema, and leaves what it found in `errors`. Ajv compiles such functions. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** What checks the parts of a request of one operation. */
export interface RequestValidators {
  path: Validator;
  query: Validator;
  body: Validator;
}

const { secrets = [] }: Operation = operations.updateModel;

/**
 * Every way in which a value does not fit a schema; an empty array where it fits.
 *
 * @param validate A function that Ajv compiled; with `allErrors`, or it finds one problem at most.
 */
export function findSchemaProblems(validate: Validator, value: unknown): ValueProblem[] {
  return validate(value) ? [] : (validate.errors ?? []).map((error) => problemOf(error, value));
}

function problemOf(error: SchemaError, value: unknown): ValueProblem {
  const { instancePath: pointer, keyword: rule, params } = error;
  if (rule === "required") {
    return { pointer: pointerTo(pointer, String(params["missingProperty"])), rule, message: "is required" };
  }
  return { pointer, rule, message: messageOf(error, value) };
}

function messageOf({ instancePath, keyword, params, message }: SchemaError, value: unknown): string {
  const secret = keysOf(instancePath).some((key) => secrets.includes(key));
  const found = secret ? "" : `, is ${shown(valueAt(value, instancePath))}`;
  if (keyword === "type") return `must be ${[params["type"]].flat().join(" or ")}${found}`;
  if (keyword === "enum") {
    const allowed = [params["allowedValues"]].flat().map((word) => JSON.stringify(word));
    return `must be one of ${allowed.join(", ")}${found}`;
  }
  // Ajv's own messages show no value: maxLength is for a key, which does not belong in a log.
  return message ?? `does not fit "${keyword}"`;
}
