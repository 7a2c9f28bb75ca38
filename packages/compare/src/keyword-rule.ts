import type { SchemaType } from "@repo/openapi";
import type { ChangeKind } from "./change.ts";
import type { Writing } from "./covers.ts";
import type { Answer } from "./found.ts";
import { everySaid, type NormalSchema } from "./normal-schema.ts";
import { exact } from "./sameness.ts";

/** Asks whether all values of a schema that stands in a keyword of the first schema are valid for one of the second. */
export type AskInside = (inner: unknown, outer: unknown, isReversed?: boolean) => Answer;

/** What a keyword demands of values. */
export interface KeywordRule {
  kind: ChangeKind;
  keyword: string;
  /** The types whose values it is about, or undefined for all. */
  type: SchemaType | undefined;
  /** Whether readers were told that values come which do not meet it. */
  isOpen?: boolean;
  /** What the keyword says, in words. Undefined if it demands nothing. */
  words(schema: NormalSchema): string | undefined;
  /** Whether all values that the keyword lets pass in `inner` pass in `outer`. */
  implies(inner: NormalSchema, outer: NormalSchema, ask: AskInside): Answer;
}

/** A rule that reads what a keyword demands, and compares two such demands. */
export function rule<Value>(
  kind: ChangeKind,
  keyword: string,
  type: SchemaType | undefined,
  read: (schema: NormalSchema) => Value | undefined,
  words: (value: Value) => string,
  implies: (inner: Value, outer: Value, ask: AskInside) => Answer,
): KeywordRule {
  return {
    kind,
    keyword,
    type,
    words: (schema) => {
      const value = read(schema);
      return value === undefined ? undefined : words(value);
    },
    implies: (inner, outer, ask) => {
      const demanded = read(outer);
      if (demanded === undefined) return "yes";
      const given = read(inner);
      return given === undefined ? "no" : implies(given, demanded, ask);
    },
  };
}

export const answer = (isTrue: boolean): Answer => (isTrue ? "yes" : "no");

/** A keyword whose effect on values is not computed: without it, more is valid; and if it changed, one cannot tell. */
export function opaque(keyword: string, type?: SchemaType): KeywordRule {
  return rule<string>(
    "keyword",
    keyword,
    type,
    (schema) => {
      const given = [...new Set(everySaid(schema, keyword).map(exact))].sort();
      return given.length > 0 ? given.join(" ") : undefined;
    },
    () => keyword,
    (inner, outer) => (inner === outer ? "yes" : "unknown"),
  );
}

/** Whether a rule is about values of a type that are written in some way. */
export function isAbout({ type, keyword }: KeywordRule, value: SchemaType, writing: Writing): boolean {
  if (keyword === "xml") return writing === "xml";
  return type === undefined || type === value || (type === "number" && value === "integer");
}
