export type { ValueProblem } from "../validation/problems.ts";
export type { StandardIssue, StandardResult, StandardSchema } from "../validation/request.ts";
export { type ModelBefore, type RuleName, ruleNames, trainerOf } from "./rules.ts";
// With the rules that no schema can express, in place of what is generated.
export {
  type Problem,
  requestValidators,
  type UpdateModelContext,
  type UpdateModelParts,
  updateModelBody,
  validateUpdateModel,
} from "./update-model.ts";
export * from "./validators.gen.ts";
