import { isRecord } from "../spec/is-record.ts";

/** Lists whose order says nothing. */
const SETS = new Set([
  ..."required enum type tags parameters security allOf anyOf oneOf x-available-for includes".split(" "),
]);

/** What holds a value of the API rather than a part of the description. */
const VALUES = new Set(["default", "example", "examples", "const", "value"]);

const known = new WeakMap<object, string>();

/** A text that two nodes share exactly if they say the same, whatever the order of what has no order. */
export function canonical(node: unknown): string {
  if (typeof node !== "object" || node === null) return JSON.stringify(node) ?? "undefined";
  const text = known.get(node);
  if (text !== undefined) return text;
  const made = Array.isArray(node) ? `[${node.map(canonical).join()}]` : `{${fields(node).join()}}`;
  known.set(node, made);
  return made;
}

function fields(node: object): string[] {
  return Object.entries(node)
    .map(([key, value]): [string, string] => {
      if (VALUES.has(key)) return [key, exact(value)];
      const isSet = SETS.has(key) && Array.isArray(value);
      return [key, isSet ? `[${value.map(canonical).sort().join()}]` : canonical(value)];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, text]) => `${JSON.stringify(key)}:${text}`);
}

/** A value of the API: only the order of its keys says nothing. */
export function exact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(exact).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "undefined";
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${exact(value[key])}`).join()}}`;
}
