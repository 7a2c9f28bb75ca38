export type { SchemaError, Validator, ValueProblem } from "../validation/problems.ts";
export type { StandardIssue, StandardResult, StandardSchema } from "../validation/request.ts";
export { findRuleProblems, type ModelBefore, type RuleName, type RuleProblem, ruleNames, trainerOf } from "./rules.ts";
export { findSchemaProblems, type RequestValidators, updateModelValidators } from "./schema-problems.ts";
export {
  type Problem,
  type UpdateModelContext,
  type UpdateModelParts,
  updateModelBody,
  validateUpdateModel,
} from "./update-model.ts";
