import { pointerTo, shown, type ValueProblem } from "./problems.ts";

/**
 * Returns what JSON cannot express of a value, wherever it is: a BigInt, a number that is not finite, an object that
 * contains itself. Throws if reading the value throws.
 *
 * @param skipped pointers to parts that are not looked at
 * @param most the largest number of problems
 */
export function findJsonProblems(value: unknown, skipped: ReadonlySet<string>, most: number): ValueProblem[] {
  const problems: ValueProblem[] = [];
  const open = new Set<unknown>();
  const done = new Set<unknown>();

  function visit(given: unknown, key: string, pointer: string): void {
    if (skipped.has(pointer) || problems.length >= most) return;
    const { toJSON } = Object(given) as { toJSON?: unknown };
    const written = typeof toJSON === "function" ? Reflect.apply(toJSON, given, [key]) : given;
    const message = open.has(written) ? "must not contain itself" : messageOf(written);
    if (message) problems.push({ pointer, rule: "json", message });
    else if (typeof written === "object" && written !== null && !done.has(written)) {
      open.add(written);
      for (const [name, part] of Object.entries(written)) visit(part, name, pointerTo(pointer, name));
      open.delete(written);
      done.add(written);
    }
  }

  visit(value, "", "");
  return problems;
}

function messageOf(value: unknown): string | undefined {
  if (typeof value === "bigint") return "must not be a BigInt"; // which is not shown, because it may be a secret
  return typeof value === "number" && !Number.isFinite(value) ? `must be finite, is ${shown(value)}` : undefined;
}
