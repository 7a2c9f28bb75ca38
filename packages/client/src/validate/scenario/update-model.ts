import type { Trainer, UpdateModelRequest } from "@scenario-openapi/types";
import {
  bodySchema,
  findRequestProblems,
  type Problem as ProblemIn,
  type RequestContext,
  type StandardSchema,
} from "../../validation/request.ts";
import { validateUpdateModel as validateSchemas, requestValidators as validatorsOfSchemas } from "../validators.gen.ts";
import { findRuleProblems, type ModelBefore, wordsOf } from "./rules.ts";

/** One reason why a request is invalid. */
export type Problem = ProblemIn<"path" | "query" | "body">;

/** The parts of a request, as the client's `updateModel` takes them, but of any type. */
export interface UpdateModelParts {
  path?: unknown;
  query?: unknown;
  body?: unknown;
}

/** What is known about the model that a request will update. The more is known, the more rules apply. */
export interface UpdateModelContext {
  /** The model before the update. */
  model?: ModelBefore | undefined;
  /** The trainer of the model. Default: the trainer of the type in the body, else of the model's type. */
  trainer?: Trainer | undefined;
}

/**
 * Checks a request before it is sent, against the schema and against the rules that the documentation states in words.
 * Two rules compare parameters after the update. The reference page does not say whether the `parameters` of an update
 * are merged with those of the model: the rules assume that they are.
 *
 * Never throws: if reading a part throws, that is a problem with the rule `unreadable`. At most 1,000 problems of one
 * list are reported.
 *
 * @returns all problems, sorted by path, query and body, then by pointer; an empty array if there are none
 * @example
 * ```ts
 * validateUpdateModel({ path: { modelId: "model_1" }, body: { type: "flux.1-lora", parameters: { rank: 128 } } });
 * // [{ in: "body", pointer: "/parameters/rank", rule: "rank-range",
 * //    message: "must be from 2 to 64 for Flux LoRA, is 128" }]
 * ```
 */
export function validateUpdateModel(request: UpdateModelParts, context?: UpdateModelContext): Problem[] {
  return findRequestProblems(validateSchemas.schemas, request, wordsIn(context), (body) =>
    findRuleProblems(body as UpdateModelRequest, context?.model),
  );
}

/** What cannot be read is left to the rules, whose problem it is then. */
function wordsIn(context: UpdateModelContext | undefined): RequestContext {
  try {
    const { model, trainer } = context ?? {};
    return { words: { Trainer: trainer ?? undefined }, defaultWords: wordsOf(model?.type) };
  } catch {
    return {};
  }
}

/**
 * The body of `updateModel` as a Standard Schema, with the rules that do not need to know the model.
 *
 * A valid value is returned unchanged, including undocumented properties.
 *
 * @example
 * ```ts
 * updateModelBody["~standard"].validate({ name: 5 });
 * // { issues: [{ message: "must be string, is 5", path: ["name"] }] }
 * ```
 */
export const updateModelBody: StandardSchema<UpdateModelRequest> = bodySchema(validateSchemas.schemas, (body) =>
  findRuleProblems(body as UpdateModelRequest),
);

/** The validators of all operations, by the names of the operations. */
export const requestValidators = /* @__PURE__ */ (() => ({
  ...validatorsOfSchemas,
  updateModel: validateUpdateModel,
}))();
