import type { ValueProblem } from "@scenario-openapi/client/validation";
import type { Model } from "@scenario-openapi/types";
import { copyJson } from "./copy-json.ts";

/** Thrown if the models that a sandbox should start with do not fit the documented schema of a model. */
export class InvalidModelsError extends Error {
  override readonly name = "InvalidModelsError";
  /** Every problem. A pointer starts with the model's index: `/0/status`. */
  readonly problems: readonly ValueProblem[];

  /** The message shows the first 20 problems. */
  constructor(problems: readonly ValueProblem[]) {
    const lines = problems.slice(0, 20).map(({ pointer, message }) => `  ${pointer} ${message}`);
    if (problems.length > 20) lines.push(`  and ${problems.length - 20} more`);
    super(["The models do not fit the documented schema:", ...lines].join("\n"));
    this.problems = problems;
  }
}

/** Returns copies of the models. Throws an `InvalidModelsError` if one is invalid. */
export function checkedModels(models: readonly Model[], check: (value: unknown) => ValueProblem[]): Model[] {
  const indexes = new Map<string, number>();
  const problems = models.flatMap((model, index) => {
    const found = check(model);
    const first = found.length === 0 ? indexes.get(model.id) : undefined;
    if (first !== undefined) {
      found.push({ pointer: "/id", rule: "unique-id", message: `is also the id of /${first}: "${model.id}"` });
    } else if (found.length === 0) indexes.set(model.id, index);
    return found.map((problem) => ({ ...problem, pointer: `/${index}${problem.pointer}` }));
  });
  if (problems.length > 0) throw new InvalidModelsError(problems);
  return copyJson([...models]);
}
