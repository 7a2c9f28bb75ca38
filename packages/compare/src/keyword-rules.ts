import type { SchemaType } from "@scenario-openapi/openapi";
import type { ChangeKind } from "./change.ts";
import type { Writing } from "./covers.ts";
import type { Answer } from "./found.ts";
import { everySaid, type NormalSchema, said } from "./normal-schema.ts";
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

function rule<Value>(
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

const answer = (isTrue: boolean): Answer => (isTrue ? "yes" : "no");

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

interface Contains {
  schema: unknown;
  least: number;
  most: number;
}

const contains = rule<Contains>(
  "keyword",
  "contains",
  "array",
  (schema) => {
    const [given] = everySaid(schema, "contains");
    if (given === undefined) return undefined;
    const [least = 1] = everySaid(schema, "minContains");
    const [most = Number.POSITIVE_INFINITY] = everySaid(schema, "maxContains");
    return { schema: given, least: Number(least), most: Number(most) };
  },
  ({ least, most }) => `contains at least ${least}${Number.isFinite(most) ? ` and at most ${most}` : ""} of a kind`,
  (inner, outer, ask) => {
    const isLess = inner.least >= outer.least;
    const isMore = inner.most <= outer.most;
    const same = exact(inner.schema) === exact(outer.schema);
    if (same) return answer(isLess && isMore);
    if (!Number.isFinite(outer.most) && isLess) return ask(inner.schema, outer.schema);
    return "unknown";
  },
);

/** What may not be valid: less of it may be forbidden than before, but not more. */
const not = rule<readonly unknown[]>(
  "keyword",
  "not",
  undefined,
  (schema) => {
    const given = everySaid(schema, "not");
    return given.length > 0 ? given : undefined;
  },
  () => "not",
  (inner, outer, ask) => {
    const isForbidden = (one: unknown): Answer =>
      inner.some((other) => ask(one, other, true) === "yes")
        ? "yes"
        : inner.some((other) => ask(one, other, true) === "unknown")
          ? "unknown"
          : "no";
    return outer.every((one) => isForbidden(one) === "yes") ? "yes" : "unknown";
  },
);

type Lists = Record<string, string[]>;

const dependentRequired = rule<Lists>(
  "keyword",
  "dependentRequired",
  "object",
  (schema) => {
    const given = everySaid(schema, "dependentRequired") as Lists[];
    return given.length > 0 ? Object.assign({}, ...given) : undefined;
  },
  () => "dependentRequired",
  (inner, outer) =>
    answer(Object.entries(outer).every(([key, names]) => names.every((name) => inner[key]?.includes(name)))),
);

const openValues: KeywordRule = {
  ...rule<readonly unknown[]>(
    "enum",
    "x-extensible-enum",
    undefined,
    (schema) => schema.nodes.map((node) => node["x-extensible-enum"]).find(Array.isArray),
    (values) => `known values ${values.map(exact).join(", ")}`,
    (inner, outer) => answer(inner.every((value) => outer.some((other) => exact(other) === exact(value)))),
  ),
  isOpen: true,
};

/** A keyword whose effect on values is not computed: without it, more is valid; and if it changed, one cannot tell. */
function opaque(keyword: string, type?: SchemaType): KeywordRule {
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

/** How a value is written in XML. Without it, it is written in another way. */
const xml = rule<string>(
  "serialization",
  "xml",
  undefined,
  (schema) => everySaid(schema, "xml").map(exact).join(" "),
  () => "xml",
  (inner, outer) => (inner === outer ? "yes" : "unknown"),
);

/** `then` and `else` say nothing without `if`, and `if` nothing without them. */
const condition = rule<string>(
  "keyword",
  "if",
  undefined,
  ({ nodes }) => {
    const given = nodes.flatMap((node) => {
      const { if: test, then, else: otherwise } = node as Record<string, unknown>;
      return test === undefined || (then === undefined && otherwise === undefined)
        ? []
        : exact([test, then, otherwise]);
    });
    return given.length > 0 ? given.sort().join(" ") : undefined;
  },
  () => "if",
  (inner, outer) => (inner === outer ? "yes" : "unknown"),
);

/** The keywords that demand something of values, apart from those that `covers.ts` and `compare-schemas.ts` walk. */
export const keywordRules: readonly KeywordRule[] = [
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
  contains,
  not,
  condition,
  dependentRequired,
  openValues,
  ...["contentEncoding", "contentMediaType", "contentSchema"].map((keyword) => opaque(keyword, "string")),
  ...["patternProperties", "propertyNames", "dependentSchemas", "unevaluatedProperties", "dependencies"].map(
    (keyword) => opaque(keyword, "object"),
  ),
  xml,
  ...["prefixItems", "unevaluatedItems", "additionalItems"].map((keyword) => opaque(keyword, "array")),
];

/** Keywords that are handled elsewhere, or that demand nothing of values. */
const KNOWN = new Set([
  ...keywordRules.map(({ keyword }) => keyword),
  ..."type nullable enum const properties required additionalProperties items then else minContains maxContains".split(
    " ",
  ),
  ..."exclusiveMinimum exclusiveMaximum readOnly writeOnly default deprecated title description summary".split(" "),
  ..."example examples externalDocs discriminator $comment $defs definitions $schema $id $anchor".split(" "),
]);

/** Rules for the keywords of some schemas that this comparison does not know. */
export function rulesForUnknown(...schemas: NormalSchema[]): KeywordRule[] {
  const keys = new Set(schemas.flatMap(({ nodes }) => nodes.flatMap((node) => Object.keys(node))));
  return [...keys].filter((key) => !KNOWN.has(key) && !key.startsWith("x-")).map((key) => opaque(key));
}

/** Whether a rule is about values of a type that are written in some way. */
export function isAbout({ type, keyword }: KeywordRule, value: SchemaType, writing: Writing): boolean {
  if (keyword === "xml") return writing === "xml";
  return type === undefined || type === value || (type === "number" && value === "integer");
}

/** Whether a value passes a rule of a schema, if that can be told. */
export function admits(schema: NormalSchema, rule: KeywordRule, value: unknown): Answer {
  if (rule.words(schema) === undefined) return "yes";
  const size = typeof value === "string" ? [...value].length : typeof value === "number" ? value : undefined;
  if (rule.keyword === "pattern" && typeof value === "string") {
    return answer(patternsOf(schema).every((one) => matches(one, value)));
  }
  if (rule.kind !== "limit" || size === undefined) return "unknown";
  const keyword = typeof value === "string" ? ["minLength", "maxLength"] : ["minimum", "maximum"];
  const exactly: NormalSchema = {
    ...schema,
    nodes: [
      { [keyword[0] ?? ""]: size, [keyword[1] ?? ""]: size, ...(typeof value === "number" && { multipleOf: size }) },
    ],
  };
  return rule.implies(exactly, schema, () => "unknown");
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return false;
  }
}
