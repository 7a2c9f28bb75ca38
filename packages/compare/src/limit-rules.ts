import type { Schema, SchemaType } from "@repo/openapi";
import type { Answer } from "./found.ts";
import { answer, type KeywordRule, rule } from "./keyword-rule.ts";
import { type NormalSchema, said } from "./normal-schema.ts";

interface Limit {
  value: number;
  isExclusive: boolean;
}

type Size = `${"min" | "max"}${"Length" | "Items" | "Properties" | "imum"}`;

function limit(keyword: Size, type: SchemaType, exclusive?: "exclusiveMinimum" | "exclusiveMaximum"): KeywordRule {
  const isLower = keyword.startsWith("min");
  const isTighter = (one: Limit, other: Limit) =>
    one.value === other.value ? one.isExclusive && !other.isExclusive : one.value > other.value === isLower;
  const read = (schema: NormalSchema): Limit | undefined => {
    const limits = schema.nodes.flatMap((node): Limit[] => {
      const value = node[keyword];
      // A number in OpenAPI 3.1, and in 3.0 a boolean about the keyword beside it.
      const beyond = exclusive && node[exclusive];
      // A size is never below 0, so a minimum of 0 is no limit.
      const isIdle = value === 0 && isLower && keyword !== "minimum";
      return [
        ...(value === undefined || isIdle ? [] : [{ value, isExclusive: beyond === true }]),
        ...(typeof beyond === "number" ? [{ value: beyond, isExclusive: true }] : []),
      ];
    });
    return limits.reduce<Limit | undefined>((best, one) => (best && !isTighter(one, best) ? best : one), undefined);
  };
  const words = ({ value, isExclusive }: Limit) =>
    isExclusive ? `${isLower ? "more" : "less"} than ${value}` : `${keyword} ${value}`;
  return rule("limit", keyword, type, read, words, (inner, outer) => answer(!isTighter(outer, inner)));
}

/** Formats whose values also have the other format. */
const WIDER: Record<string, string> = { int32: "int64", float: "double" };
/** Formats that only tell how to show a value. */
const HINTS = new Set(["password"]);

const format = rule(
  "format",
  "format",
  undefined,
  (schema) => {
    const value = said(schema, "format");
    return value === undefined || HINTS.has(value) ? undefined : value;
  },
  (value) => `format ${value}`,
  (inner, outer) => (inner === outer || WIDER[inner] === outer ? "yes" : WIDER[outer] === inner ? "no" : "unknown"),
);

const patternsOf = ({ nodes }: NormalSchema) => [...new Set(nodes.flatMap(({ pattern }) => pattern ?? []))].sort();

const pattern = rule(
  "pattern",
  "pattern",
  "string",
  (schema) => {
    const patterns = patternsOf(schema);
    return patterns.length > 0 ? patterns : undefined;
  },
  (patterns) => `pattern ${patterns.join(" and ")}`,
  (inner, outer) => (outer.every((one) => inner.includes(one)) ? "yes" : "unknown"),
);

const multipleOf = rule(
  "limit",
  "multipleOf",
  "number",
  (schema) => said(schema, "multipleOf"),
  (value) => `multipleOf ${value}`,
  (inner, outer) => {
    const ratio = inner / outer;
    if (Math.abs(ratio - Math.round(ratio)) < 1e-9 && Math.round(ratio) > 0) return "yes";
    return "no";
  },
);

const uniqueItems = rule(
  "limit",
  "uniqueItems",
  "array",
  (schema) => (schema.nodes.some(({ uniqueItems }) => uniqueItems === true) ? true : undefined),
  () => "uniqueItems",
  () => "yes",
);

/** The rules for limits, formats and patterns. */
export const limitRules: readonly KeywordRule[] = [
  limit("minLength", "string"),
  limit("maxLength", "string"),
  limit("minItems", "array"),
  limit("maxItems", "array"),
  limit("minProperties", "object"),
  limit("maxProperties", "object"),
  limit("minimum", "number", "exclusiveMinimum"),
  limit("maximum", "number", "exclusiveMaximum"),
  multipleOf,
  uniqueItems,
  format,
  pattern,
];

/** Whether a value passes a rule of a schema, if that can be told. */
export function admits(schema: NormalSchema, rule: KeywordRule, value: unknown): Answer {
  const isOther = rule.type !== undefined && rule.type !== (Array.isArray(value) ? "array" : typeof value);
  if (isOther || rule.words(schema) === undefined) return "yes";
  if (rule.keyword === "pattern") return answer(patternsOf(schema).every((one) => matches(one, String(value))));
  if (rule.keyword === "multipleOf" && value === 0) return "yes";
  if (rule.kind !== "limit" || (typeof value !== "string" && typeof value !== "number")) return "unknown";
  // As if the value were described by limits that only it meets.
  const node: Schema =
    typeof value === "string"
      ? { minLength: [...value].length, maxLength: [...value].length }
      : { minimum: value, maximum: value, multipleOf: Math.abs(value) };
  return rule.implies({ ...schema, nodes: [node] }, schema, () => "unknown");
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return false;
  }
}
