import { isRecord } from "../spec/is-record.ts";

/** What every JavaScript object has without being given it, such as `valueOf`. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** What stands beneath these keywords is a value, and no schema, whatever it looks like. */
const DATA = new Set(["const", "enum", "default", "example", "examples"]);

/** What is followed wherever it stands, over the network too. */
const FOLLOWED = ["$ref", "externalValue"];

const MARK = "@own";
const MARKED = new RegExp(`"(${[...INHERITED, ...FOLLOWED.map((name) => `\\${name}`)].join("|")})${MARK}"`, "g");

/** Whether a name is also one of those that every JavaScript object has. */
export function isInherited(name: string): boolean {
  return INHERITED.has(name);
}

/**
 * Marks the names of a description that openapi-typescript takes for something else: those that every JavaScript object
 * has, where it would find the inherited one and fail, and what only looks like a reference, in an example or a default,
 * which it would fetch. Changes the description in place.
 */
export function markMisreadNames(node: unknown, isData = false, isMap = false): void {
  if (typeof node !== "object" || node === null) return;
  if (isRecord(node)) {
    const { $ref, required } = node;
    if (!isData && typeof $ref === "string") node["$ref"] = $ref.split("/").map(markInherited).join("/");
    if (!isData && Array.isArray(required)) node["required"] = required.map(markInherited);
    const entries = Object.entries(node);
    const names = entries.map(([key, value]) => (isMisread(key, value, isData) ? key + MARK : key));
    if (names.some((name) => name.endsWith(MARK))) {
      // All of them, so that they stay in their order.
      for (const [key] of entries) delete node[key];
      for (const [index, [key, value]] of entries.entries()) node[names[index] ?? key] = value;
    }
  }
  for (const [key, value] of Object.entries(node)) {
    markMisreadNames(value, isData || (DATA.has(key) && !isMap), key === "properties" && !isMap);
  }
}

/** Generated code with the names as they were. */
export function unmarkMisreadNames(code: string): string {
  return code.replace(MARKED, '"$1"');
}

function isMisread(key: string, value: unknown, isData: boolean): boolean {
  if (isInherited(key)) return true;
  // Every reference of a bundled description starts with #.
  return FOLLOWED.includes(key) && typeof value === "string" && (isData || !value.startsWith("#"));
}

function markInherited<Value>(name: Value): Value | string {
  return typeof name === "string" && isInherited(name) ? name + MARK : name;
}
