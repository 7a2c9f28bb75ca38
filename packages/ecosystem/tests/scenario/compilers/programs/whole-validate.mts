// Uses everything that the client exports for validation.
import {
  type ModelBefore,
  type Problem,
  type RuleName,
  requestValidators,
  ruleNames,
  type StandardIssue,
  type StandardResult,
  type StandardSchema,
  trainerOf,
  type UpdateModelContext,
  type UpdateModelParts,
  updateModelBody,
  type ValueProblem,
  validateUpdateModel,
} from "@scenario-openapi/client/validate";
import type { Model, Trainer, UpdateModelRequest } from "@scenario-openapi/types";

const before: ModelBefore = { type: "flux.1-lora", status: "new" };
const trainer: Trainer | undefined = trainerOf("flux.1-lora");
const context: UpdateModelContext = { model: before, trainer };
const parts: UpdateModelParts = { path: { modelId: "m" }, query: {}, body: { anything: 1 } };

export function summary(model: Model): string[] {
  const problems: Problem[] = validateUpdateModel(parts, { ...context, model });
  const place: "path" | "query" | "body" | undefined = problems[0]?.in;
  // @ts-expect-error a place is one of three
  const wrong: "header" | undefined = problems[0]?.in;
  const all: ValueProblem[] = [...problems, ...requestValidators.updateModel({ path: { modelId: "m" }, body: {} })];
  const rules: RuleName[] = [...ruleNames];
  return [place ?? wrong ?? "", ...rules, ...all.map(({ pointer, message }) => pointer + message)];
}

const schema: StandardSchema<UpdateModelRequest> = updateModelBody;
export function parsed(value: unknown): UpdateModelRequest | readonly StandardIssue[] {
  const result: StandardResult<UpdateModelRequest> = schema["~standard"].validate(value);
  if (result.issues) return result.issues;
  const { name } = result.value;
  // @ts-expect-error a name is text
  const wrong: number | undefined = name;
  return wrong ? result.value : { ...result.value, name: "New" };
}

// @ts-expect-error no such rule
export const rule: RuleName = "no-such-rule";
// @ts-expect-error a model's type is one of those documented
export const model: ModelBefore = { type: "flux.2" };
