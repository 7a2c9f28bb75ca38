import {
  findBodyProblems,
  findPathProblems,
  findQueryProblems,
  problemsIn,
  type UpdateModelContext,
} from "./find-problems.ts";
import type { Problem } from "./problem.ts";

/** The parts of a request, as the client's `updateModel` takes them. Each may hold anything. */
export interface UpdateModelParts {
  path?: unknown;
  query?: unknown;
  body?: unknown;
}

/**
 * Checks a request before it is sent: against the schema, and against the rules that the documentation states in words.
 *
 * Never throws, whatever it is given: a getter or a proxy that throws is a problem itself, `unreadable`. Of a list with
 * more than 1,000 problems, it finds the first 1,000.
 *
 * @returns every problem, by path, query and body, and within these by pointer; an empty array where there is none
 * @example
 * ```ts
 * validateUpdateModel({ path: { modelId: "model_1" }, body: { type: "flux.1-lora", parameters: { rank: 128 } } });
 * // [{ in: "body", pointer: "/parameters/rank", rule: "rank-range",
 * //    message: "must be from 2 to 64 for Flux LoRA training, is 128" }]
 * ```
 */
export function validateUpdateModel(request: UpdateModelParts, context?: UpdateModelContext): Problem[] {
  return [
    ...problemsIn("path", () => findPathProblems(request?.path ?? {})),
    ...problemsIn("query", () => findQueryProblems(request?.query ?? {})),
    ...problemsIn("body", () => findBodyProblems(request?.body, context)),
  ];
}
