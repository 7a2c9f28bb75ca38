import type { UpdateModelOperation } from "./description.ts";
import { type Check, compileCheck } from "./schema-check.ts";

/** The checks that the description makes possible, compiled once. */
export interface DocumentedChecks {
  /** For an object of path parameters by name, as text. */
  path: Check;
  /** For an object of query parameters by name, as text; an array of texts where one is repeated. */
  query: Check;
  /** For the body of a request. Removes what the description does not name: what becomes of it is not documented. */
  requestBody: Check;
  model: Check;
}

/** Compiles the checks of the documented operation. */
export function compileDocumentedChecks(operation: UpdateModelOperation): DocumentedChecks {
  const { schemas } = operation;
  return {
    path: compileCheck(parametersSchema(operation, "path"), schemas, { coerceTypes: true }),
    query: compileCheck(parametersSchema(operation, "query"), schemas, { coerceTypes: true }),
    requestBody: compileCheck(operation.requestSchema, schemas, { removeAdditional: "all" }),
    model: compileCheck(operation.modelSchema, schemas),
  };
}

function parametersSchema({ parameters }: UpdateModelOperation, place: "path" | "query") {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required === true).map(({ name }) => name),
  };
}
