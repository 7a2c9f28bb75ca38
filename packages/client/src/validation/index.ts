// What the validators of any API consist of, without the name of one.
export type { Difference, Differs, Format, Schema, SchemaObject, Tells, Words } from "./check.ts";
export { problemsOf, type SchemaError, type ValueProblem } from "./problems.ts";
export {
  bodySchema,
  type ContentSchemas,
  findRequestProblems,
  type Part,
  type Problem,
  type RequestContext,
  type RequestParts,
  type RequestSchemas,
  type RequestValidator,
  requestValidator,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
} from "./request.ts";
