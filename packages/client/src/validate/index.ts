export type { ValueProblem } from "../validation/problems.ts";
export type { StandardIssue, StandardResult, StandardSchema } from "../validation/request.ts";
// The rules that no schema can express, in place of what is generated. For another API, delete the lines with ./scenario/.
export { type ModelBefore, type RuleName, ruleNames, trainerOf } from "./scenario/rules.ts";
export type { Problem, UpdateModelContext, UpdateModelParts } from "./scenario/update-model.ts";
export { requestValidators, updateModelBody, validateUpdateModel } from "./scenario/update-model.ts";
export * from "./validators.gen.ts";
