import type { Literal, PageType } from "./page.ts";

const SCALAR = /^(?:string|number|integer|boolean|unknown|null)(?![\w-])/;
const LITERAL = /^(?:"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?![\w.])|(?:true|false)(?!\w))/;
const NAMED = /^[A-Z]\w*/;
const MORE = /^(\d+) more(?![\w-])/;

/** The text of a field's type, such as `optional array of "a" or "b" or 7 more`. Nothing if it is not one. */
export function parseFieldType(text: string): { isOptional: boolean; type: PageType } | undefined {
  const isOptional = text.startsWith("optional ");
  const type = parseType(isOptional ? text.slice("optional ".length) : text);
  return type && { isOptional, type };
}

/** The text of a type. Nothing if it is not one, or there is more. */
export function parseType(text: string): PageType | undefined {
  const cursor = { rest: text.trim() };
  const type = readUnion(cursor);
  return cursor.rest === "" ? type : undefined;
}

/** A value of an enumeration: `"auto"`, `0`, `true`. */
export function parseLiteral(text: string): Literal | undefined {
  if (text === "null") return null;
  return LITERAL.exec(text)?.[0] === text ? JSON.parse(text) : undefined;
}

interface Cursor {
  rest: string;
}

function readUnion(cursor: Cursor): PageType | undefined {
  const members: PageType[] = [];
  let more = 0;
  do {
    const last = members.at(-1);
    const count = take(cursor, MORE)?.[1];
    const literal = count === undefined ? take(cursor, LITERAL)?.[0] : undefined;
    if (count !== undefined) {
      // `"a" or 2 more` are values, `string or 2 more` are types.
      if (last?.kind === "values") last.count += Number(count);
      else if (last) more += Number(count);
      else return undefined;
    } else if (literal !== undefined) {
      const value: Literal = JSON.parse(literal);
      if (last?.kind === "values") {
        last.values.push(value);
        last.count++;
      } else members.push({ kind: "values", count: 1, values: [value] });
    } else {
      const member = readMember(cursor);
      if (member === undefined) return undefined;
      members.push(member);
    }
  } while (take(cursor, /^\s+or\s+/));
  const [only] = members;
  return members.length + more === 1 ? only : { kind: "union", count: members.length + more, members };
}

function readMember(cursor: Cursor): PageType | undefined {
  if (take(cursor, /^array of\s+/)) {
    const of = readUnion(cursor);
    return of && { kind: "array", of };
  }
  if (take(cursor, /^map\[\s*/)) {
    const of = readUnion(cursor);
    return of && take(cursor, /^\s*\]/) ? { kind: "map", of } : undefined;
  }
  const listed = take(cursor, /^object \{ *((?:\S| (?!\}))*) *\}/)?.[1];
  if (listed !== undefined) return objectOf(listed.trim());
  const scalar = take(cursor, SCALAR)?.[0];
  if (scalar !== undefined) return { kind: "scalar", name: scalar as "string" };
  const name = take(cursor, NAMED)?.[0];
  return name === undefined ? undefined : { kind: "named", name };
}

function objectOf(listed: string): PageType {
  const names = listed === "" ? [] : listed.split(/,\s+/);
  const more = MORE.exec(names.at(-1) ?? "")?.[1];
  if (more !== undefined) names.pop();
  return { kind: "object", count: names.length + Number(more ?? 0), names, fields: [] };
}

/** Removes what a pattern matches from the start of the text that is left. */
function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  const match = pattern.exec(cursor.rest);
  if (match) cursor.rest = cursor.rest.slice(match[0].length);
  return match ?? undefined;
}

/** Whether a type that is listed on its own is this one of a union, as far as the union tells. */
export function isSameType(one: PageType, other: PageType): boolean {
  if ("of" in one) return "of" in other && one.kind === other.kind && isSameType(one.of, other.of);
  if ("name" in one) return "name" in other && one.kind === other.kind && one.name === other.name;
  return "count" in other && one.kind === other.kind && one.count === other.count;
}
