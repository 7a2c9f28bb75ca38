import type { ValueProblem } from "@scenario-openapi/client/validate";
import type { Model } from "@scenario-openapi/types";
import type { Check } from "./schema-check.ts";

/** Thrown when the models that a sandbox should start with do not fit the documented schema of a model. */
export class InvalidModelsError extends Error {
  override readonly name = "InvalidModelsError";
  /** Every problem; a pointer starts with the model's index: `/0/status`. */
  readonly problems: readonly ValueProblem[];

  constructor(problems: readonly ValueProblem[]) {
    const lines = problems.map(({ pointer, message }) => `  ${pointer} ${message}`);
    super(["The models do not fit the documented schema:", ...lines].join("\n"));
    this.problems = problems;
  }
}

/**
 * Returns the models by their id, as copies that no caller can reach.
 *
 * @throws {InvalidModelsError} Where a model does not fit the schema or has the id of another.
 */
export function storeModels(models: readonly Model[], check: Check): Map<string, Model> {
  const indexes = new Map<string, number>();
  const problems = models.flatMap((model, index): ValueProblem[] => {
    const found = check(model).map((problem) => ({ ...problem, pointer: `/${index}${problem.pointer}` }));
    if (found.length > 0) return found;
    const first = indexes.get(model.id);
    if (first === undefined) indexes.set(model.id, index);
    return first === undefined
      ? []
      : [{ pointer: `/${index}/id`, rule: "unique-id", message: `is the id of /${first} too: "${model.id}"` }];
  });
  if (problems.length > 0) throw new InvalidModelsError(problems);
  return new Map(models.map((model) => [model.id, structuredClone(model)]));
}
