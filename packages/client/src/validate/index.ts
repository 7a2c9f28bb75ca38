export { findRuleProblems, type ModelBefore, type RuleName, type RuleProblem, ruleNames, trainerOf } from "./rules.ts";
export {
  findSchemaProblems,
  type RequestValidators,
  type SchemaError,
  type Validator,
  type ValueProblem,
} from "./schema-problems.ts";
export {
  type Problem,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
  type UpdateModelContext,
  type UpdateModelParts,
  updateModelBody,
  validateUpdateModel,
} from "./update-model.ts";
export { updateModel as updateModelValidators } from "./validators.gen.ts";
