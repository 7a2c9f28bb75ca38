import type { UpdateModelRequest } from "@scenario-openapi/types";
import { findBodyProblems, problemsIn } from "./find-problems.ts";
import { keysOf } from "./pointer.ts";
import type { StandardSchema } from "./standard-schema.ts";

/**
 * The body of `updateModel` as a Standard Schema, with the rules that need no model to compare.
 *
 * A value that fits comes back as it is, undocumented properties included.
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

/** No documented property is a number, so that what looks like one is the index of a list. */
function asIndex(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}
