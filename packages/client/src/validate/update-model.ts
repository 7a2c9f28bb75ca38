import type { Trainer, UpdateModelRequest } from "@scenario-openapi/types";
import { findJsonProblems } from "./json-problems.ts";
import { findRuleProblems, type ModelBefore } from "./rules.ts";
import { findSchemaProblems, keysOf, type ValueProblem, valueAt } from "./schema-problems.ts";
import { mostProblems, updateModel } from "./validators.gen.ts";

/** One reason why a request is invalid. */
export interface Problem extends ValueProblem {
  /** The part of the request that contains the problem. */
  in: "path" | "query" | "body";
}

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
 *
 * Never throws: if reading a part throws, that is a problem with the rule `unreadable`. At most 1,000 problems of one
 * list are reported.
 *
 * @returns all problems, sorted by path, query and body, then by pointer; an empty array if there are none
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
    ...problemsIn("query", () => findSchemaProblems(updateModel.query, request?.query ?? {})),
    ...problemsIn("body", () => findBodyProblems(request?.body, context)),
  ];
}

/**
 * A schema that form and RPC libraries accept: the part of Standard Schema, version 1 (https://standardschema.dev),
 * that a schema without asynchronous checks needs.
 */
export interface StandardSchema<Input, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    /** Checks a value synchronously. Never throws. */
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** Only for the compiler. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

/** The result of a check: the value if it is valid, else the issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One reason why a value is invalid. */
export interface StandardIssue {
  readonly message: string;
  /** The keys that lead to the invalid part. Indexes of lists are numbers. */
  readonly path: readonly (string | number)[];
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
export const updateModelBody: StandardSchema<UpdateModelRequest> = {
  "~standard": {
    version: 1,
    vendor: "scenario-openapi",
    validate: (value) => {
      const problems = problemsIn("body", () => findBodyProblems(value));
      if (problems.length === 0) return { value: value as UpdateModelRequest };
      return { issues: problems.map(({ pointer, message }) => ({ message, path: keysOf(pointer).map(asIndex) })) };
    },
  },
};

/** No documented property is a number, so a key that looks like one is the index of a list. */
function asIndex(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}

/** Empty, a dot segment, or with half a surrogate pair: even percent-encoded, these cannot be a path segment. */
const NO_SEGMENT = /^\.{0,2}$|\p{Surrogate}/u;

function findPathProblems(path: unknown): ValueProblem[] {
  const problems = findSchemaProblems(updateModel.path, path);
  const pointer = "/modelId";
  const modelId = valueAt(path, pointer);
  if (typeof modelId === "string" && NO_SEGMENT.test(modelId)) {
    const message = 'must be neither empty nor "." nor "..", and well-formed Unicode';
    problems.push({ pointer, rule: "path-segment", message });
  }
  return problems;
}

function findBodyProblems(body: unknown, context?: UpdateModelContext): ValueProblem[] {
  if (body === undefined) return [{ pointer: "", rule: "required", message: "is required" }];
  const problems = findSchemaProblems(updateModel.body, body);
  // The rules skip invalid values, but a list of billions would take too long.
  if (problems.length >= mostProblems) return problems;
  const known = new Set(problems.map(({ pointer }) => pointer));
  return [
    ...problems,
    ...findJsonProblems(body, known, mostProblems),
    ...findRuleProblems(body as UpdateModelRequest, context?.model, context?.trainer),
  ];
}

/** Returns the problems of one part of a request, sorted by pointer. If the part cannot be read, that is the problem. */
function problemsIn(place: Problem["in"], find: () => ValueProblem[]): Problem[] {
  try {
    const problems = find().map((problem): [string, Problem] => [sortable(problem.pointer), { in: place, ...problem }]);
    return problems.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, problem]) => problem);
  } catch {
    // The error is not looked at: its message could throw again, or contain a secret.
    return [{ in: place, pointer: "", rule: "unreadable", message: "throws when it is read" }];
  }
}

/** Pads the numbers in a pointer, so that 10 comes after 9. */
function sortable(pointer: string): string {
  return pointer.replace(/\d+/g, (index) => index.padStart(10, "0"));
}
