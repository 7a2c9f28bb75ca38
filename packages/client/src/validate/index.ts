export type { UpdateModelContext } from "./find-problems.ts";
export type { Problem, ValueProblem } from "./problem.ts";
export { findRuleProblems, type ModelBefore, type RuleName, type RuleProblem, ruleNames, trainerOf } from "./rules.ts";
export { findSchemaProblems, type RequestValidators, type SchemaError, type Validator } from "./schema-problems.ts";
export type { StandardIssue, StandardResult, StandardSchema } from "./standard-schema.ts";
export { updateModelBody } from "./update-model-body.ts";
export { type UpdateModelParts, validateUpdateModel } from "./validate-update-model.ts";
export { updateModel as updateModelValidators } from "./validators.gen.ts";
