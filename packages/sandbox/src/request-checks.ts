import { findSchemaProblems, updateModelValidators } from "@scenario-openapi/client/validate";
import type { UpdateModelOperation } from "./description.ts";
import { type Check, compileCheck } from "./schema-check.ts";

/** The checks of the documented operation. */
export interface DocumentedChecks {
  /** For an object of path parameters by name. */
  path: Check;
  /** For an object of query parameters by name, each of the type that its schema asks for. */
  query: Check;
  requestBody: Check;
  model: Check;
}

/** Returns the checks of the documented operation. Those of a request are compiled already, that of a model is not. */
export function documentedChecks({ modelSchema, schemas }: UpdateModelOperation): DocumentedChecks {
  return {
    path: (value) => findSchemaProblems(updateModelValidators.path, value),
    query: (value) => findSchemaProblems(updateModelValidators.query, value),
    requestBody: (value) => findSchemaProblems(updateModelValidators.body, value),
    model: compileCheck(modelSchema, schemas),
  };
}
