/** The widest line of a sample, in columns, before an object or a list is spread over several lines. */
const MAX_WIDTH = 80;

/** Where a literal goes: the indentation of its line, and how many columns the rest of that line takes. */
interface LiteralPlace {
  indent: string;
  taken: number;
}

/** A JSON value as a TypeScript literal, laid out as a formatter would. */
export function literal(value: unknown, { indent, taken }: LiteralPlace): string {
  const flat = oneLine(value);
  if (indent.length + taken + flat.length <= MAX_WIDTH || !isNested(value)) return flat;
  return overLines(value, indent);
}

/** An object or a list with one line for each entry. */
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
  // JSON can express negative zero, but JSON.stringify writes it as 0.
  return Object.is(value, -0) ? "-0" : (JSON.stringify(value) ?? "null");
}

/** A key of an object literal. `__proto__: …` would set the prototype, so it is written as a computed key. */
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

/** A value as JSON over several lines, indented by two spaces. */
export function jsonText(value: unknown): string {
  return escapeInvisible(JSON.stringify(value, null, 2) ?? "");
}

/** A text as a string literal that is valid in JSON, JavaScript and TypeScript. */
export function stringLiteral(text: string): string {
  return escapeInvisible(JSON.stringify(text));
}

/** Escapes invisible characters and those that reorder a line on screen, which JSON.stringify leaves as they are. */
function escapeInvisible(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{FEFF}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
