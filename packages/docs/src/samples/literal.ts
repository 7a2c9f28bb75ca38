import { stringLiteral } from "./json-text.ts";

/** How many columns a line of a sample may have before an object or a list is written over several. */
const width = 80;

/** Where a literal stands: how deep its line is indented, and how much of that line is taken by what is around it. */
export interface LiteralPlace {
  indent: string;
  taken: number;
}

/** A JSON value as a literal of TypeScript, in the way that a formatter would write it. */
export function literal(value: unknown, { indent, taken }: LiteralPlace): string {
  const flat = oneLine(value);
  if (indent.length + taken + flat.length <= width || !isNested(value)) return flat;
  return overLines(value, indent);
}

/** An object or a list with a line for each of what it holds. */
export function overLines(value: object, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const lines = value.map((item) => `${deeper}${literal(item, { indent: deeper, taken: 1 })},\n`);
    return lines.length === 0 ? "[]" : `[\n${lines.join("")}${indent}]`;
  }
  const lines = entriesOf(value).map(([key, item]) => {
    const start = `${keyOf(key)}: `;
    return `${deeper}${start}${literal(item, { indent: deeper, taken: start.length + 1 })},\n`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (isNested(value)) {
    const entries = entriesOf(value).map(([key, item]) => `${keyOf(key)}: ${oneLine(item)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  if (typeof value === "string") return stringLiteral(value);
  // JSON has a negative zero, but JSON.stringify does not write it.
  return Object.is(value, -0) ? "-0" : (JSON.stringify(value) ?? "null");
}

/** A key as it stands in an object literal, where `__proto__: …` would set the prototype instead. */
export function keyOf(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringLiteral(key);
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
