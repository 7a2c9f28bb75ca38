import { isRecord } from "../spec/is-record.ts";

/** What every JavaScript object has without being given it, such as `valueOf`. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));
const MARK = "@own";

/** Whether a name is also one of those that every JavaScript object has. */
export function isInherited(name: string): boolean {
  return INHERITED.has(name);
}

/**
 * Marks each key, required name and reference of a description that is called like what every JavaScript object has:
 * openapi-typescript would find the inherited one, and fail. Changes the description in place.
 */
export function markInheritedNames(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  if (isRecord(node)) {
    const { $ref, required } = node;
    if (typeof $ref === "string") node["$ref"] = $ref.split("/").map(marked).join("/");
    if (Array.isArray(required))
      node["required"] = required.map((name) => (typeof name === "string" ? marked(name) : name));
    // Renamed in the order in which they stand.
    const entries = Object.entries(node);
    if (entries.some(([key]) => isInherited(key))) {
      for (const [key] of entries) delete node[key];
      for (const [key, value] of entries) node[marked(key)] = value;
    }
  }
  for (const value of Object.values(node)) markInheritedNames(value);
}

/** Generated code with the names as they were. */
export function unmarkInheritedNames(code: string): string {
  return code.replace(new RegExp(`"(${[...INHERITED].join("|")})${MARK}"`, "g"), '"$1"');
}

function marked(name: string): string {
  return isInherited(name) ? name + MARK : name;
}
