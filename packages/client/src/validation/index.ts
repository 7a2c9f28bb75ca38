// What the validators of any API consist of, without the name of one.
export type { Format, Schema, SchemaObject } from "./check.ts";
export type { ValueProblem } from "./problems.ts";
export {
  type BodySchemas,
  bodySchema,
  findRequestProblems,
  type Part,
  type Problem,
  type RequestParts,
  type RequestSchemas,
  type RequestValidator,
  requestValidator,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
} from "./request.ts";
