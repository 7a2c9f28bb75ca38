import { pointerTo } from "../validation/problems.ts";
import type { Problem } from "../validation/request.ts";

/**
 * The documented properties of each operation's body, by the operation's name, and of the objects in it. With each
 * property comes the name of the entry for its value; `true` is anything. A list counts as its items.
 */
export type Documented = readonly [name: string, true | readonly [property: string, true | string][]][];

/** Returns the outermost properties of a valid body that the description does not have. */
export function findUndocumented(documented: Documented, operation: string, body: unknown): Problem[] {
  const problems: Problem[] = [];
  const entries = new Map(documented);

  function visit(value: unknown, name: string | true, pointer: string): void {
    const entry = name === true || (entries.get(name) ?? []);
    if (entry === true || typeof value !== "object" || value === null) return;
    const names = new Map(entry);
    for (const [key, part] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      const inner = Array.isArray(value) ? name : names.get(key);
      if (inner !== undefined) visit(part, inner, at);
      else problems.push({ in: "body", pointer: at, rule: "undocumented", message: "is not documented" });
    }
  }

  visit(body, operation, "");
  return problems;
}
