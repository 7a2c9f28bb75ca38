import type { Input } from "./input.ts";
import { pointerTo, type ValueProblem } from "./problem.ts";

/** What cannot be read of inputs, with pointers from what they are inside of. */
export function within(inputs: readonly (readonly [key: string | number, input: Input])[]): ValueProblem[] {
  return inputs.flatMap(([key, input]) =>
    input.unreadable().map((problem) => ({ ...problem, pointer: `${pointerTo("", key)}${problem.pointer}` })),
  );
}
