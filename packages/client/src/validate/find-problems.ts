import type { Trainer, UpdateModelRequest } from "@scenario-openapi/types";
import { valueAt } from "./pointer.ts";
import type { Problem, ValueProblem } from "./problem.ts";
import { findRuleProblems, type ModelBefore } from "./rules.ts";
import { findSchemaProblems } from "./schema-problems.ts";
import { mostProblems, updateModel } from "./validators.gen.ts";

/** What is known of the model that a request is to update. The more is given, the more rules apply. */
export interface UpdateModelContext {
  /** The model as it is before the update. */
  model?: ModelBefore | undefined;
  /** What trains the model. Default: what the type in the body tells, else the model's type. */
  trainer?: Trainer | undefined;
}

/** Empty, a dot segment, or half a surrogate pair: no percent-encoding makes a path segment of it. */
const NO_SEGMENT = /^\.{0,2}$|\p{Surrogate}/u;

/** What is wrong with the path parameters, for the schema and for the client, which sends no path that leads elsewhere. */
export function findPathProblems(path: unknown): ValueProblem[] {
  const problems = findSchemaProblems(updateModel.path, path);
  const pointer = "/modelId";
  const modelId = valueAt(path, pointer);
  if (typeof modelId === "string" && NO_SEGMENT.test(modelId)) {
    const message = 'must be neither empty nor "." nor "..", and well-formed Unicode';
    problems.push({ pointer, rule: "path-segment", message });
  }
  return problems;
}

/** What is wrong with the query parameters. */
export function findQueryProblems(query: unknown): ValueProblem[] {
  return findSchemaProblems(updateModel.query, query);
}

/** What is wrong with a body, for the schema and for the documented rules. */
export function findBodyProblems(body: unknown, context?: UpdateModelContext): ValueProblem[] {
  if (body === undefined) return [{ pointer: "", rule: "required", message: "is required" }];
  const problems = findSchemaProblems(updateModel.body, body);
  // The rules pass over what the schema refuses, but to pass over billions of it takes too long.
  if (problems.length >= mostProblems) return problems;
  return [...problems, ...findRuleProblems(body as UpdateModelRequest, context?.model, context?.trainer)];
}

/** The problems of one part of a request, sorted by pointer. Never throws: a part that does is a problem itself. */
export function problemsIn(place: Problem["in"], find: () => ValueProblem[]): Problem[] {
  try {
    const problems = find().map((problem): [string, Problem] => [sortable(problem.pointer), { in: place, ...problem }]);
    return problems.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, problem]) => problem);
  } catch {
    // What was thrown stays unread: its message could throw again, or tell a secret.
    return [{ in: place, pointer: "", rule: "unreadable", message: "throws when it is read" }];
  }
}

/** A pointer with its numbers as wide as the longest index, so that 10 comes after 9. */
function sortable(pointer: string): string {
  return pointer.replace(/\d+/g, (index) => index.padStart(10, "0"));
}
