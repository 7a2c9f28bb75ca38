import { findSchemaProblems, type ValueProblem } from "@scenario-openapi/client/validate";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Schema, Schemas } from "./description.ts";

/** Returns every way in which a value does not fit; an empty array where it fits. */
export type Check = (value: unknown) => ValueProblem[];

/**
 * Compiles a schema of an OpenAPI 3.1 description.
 *
 * @param schemas What the schema refers to as `#/components/schemas/...`.
 */
export function compileCheck(schema: Schema, schemas: Schemas): Check {
  // Not strict, because an OpenAPI document has words that JSON Schema does not know, such as x-available-for.
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  // References start at the root of what is compiled, so the components have to stand beside the schema.
  const validate = ajv.compile({ ...schema, components: { schemas } });
  return (value) => findSchemaProblems(validate, value);
}
