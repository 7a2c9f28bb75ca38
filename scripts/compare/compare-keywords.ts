import { type At, change, loosened, tightened } from "./at.ts";
import type { Found, Verdict } from "./change.ts";
import { type EffectiveSchema, everySaid, said } from "./effective-schema.ts";

/** The differences of limits, formats and patterns, and of keywords that cannot be told looser from tighter. */
export function compareKeywords(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  return [
    ...BOUNDS.flatMap((bound) => compareBound(bound, old, now, at)),
    ...compareMultiple(old, now, at),
    ...compareUnique(old, now, at),
    ...compareFormat(old, now, at),
    ...comparePattern(old, now, at),
    ...UNDECIDED.flatMap((keyword) => compareUndecided(keyword, old, now, at)),
  ];
}

interface Bound {
  keyword:
    | "minLength"
    | "minItems"
    | "minProperties"
    | "minimum"
    | "maxLength"
    | "maxItems"
    | "maxProperties"
    | "maximum";
  exclusive?: "exclusiveMinimum" | "exclusiveMaximum";
  isLower: boolean;
}

const BOUNDS: readonly Bound[] = [
  { keyword: "minLength", isLower: true },
  { keyword: "maxLength", isLower: false },
  { keyword: "minItems", isLower: true },
  { keyword: "maxItems", isLower: false },
  { keyword: "minProperties", isLower: true },
  { keyword: "maxProperties", isLower: false },
  { keyword: "minimum", exclusive: "exclusiveMinimum", isLower: true },
  { keyword: "maximum", exclusive: "exclusiveMaximum", isLower: false },
];

/** A bound as one number to compare, larger the tighter, and as words. */
interface Limit {
  tightness: readonly [value: number, exclusive: number];
  words: string;
}

function compareBound(bound: Bound, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = limitOf(bound, old);
  const is = limitOf(bound, now);
  const way = order(was, is);
  if (way === 0) return [];
  return [judged(at, "limit", was?.words, is?.words, way > 0)];
}

/** Above 0 where the second limit is tighter. */
function order(was: Limit | undefined, is: Limit | undefined): number {
  if (!was || !is) return Number(is !== undefined) - Number(was !== undefined);
  return is.tightness[0] - was.tightness[0] || is.tightness[1] - was.tightness[1];
}

function limitOf({ keyword, exclusive, isLower }: Bound, { nodes }: EffectiveSchema): Limit | undefined {
  const limits = nodes.flatMap((node) => {
    const value = node[keyword];
    const beyond = exclusive && node[exclusive];
    return [
      ...(value === undefined || (value === 0 && keyword !== "minimum" && isLower)
        ? []
        : [limit(keyword, value, beyond === true, isLower)]),
      ...(typeof beyond === "number" ? [limit(keyword, beyond, true, isLower)] : []),
    ];
  });
  return limits.sort((one, other) => order(one, other)).at(-1);
}

function limit(keyword: string, value: number, isExclusive: boolean, isLower: boolean): Limit {
  const words = isExclusive ? `${isLower ? "more" : "less"} than ${value}` : `${keyword} ${value}`;
  return { tightness: [isLower ? value : -value, Number(isExclusive)], words };
}

function compareMultiple(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = said(old, "multipleOf");
  const is = said(now, "multipleOf");
  if (was === is) return [];
  const words = (value: number | undefined) => (value === undefined ? undefined : `multipleOf ${value}`);
  if (was === undefined || is === undefined) return [judged(at, "limit", words(was), words(is), is !== undefined)];
  if (isMultiple(was, is)) return [judged(at, "limit", words(was), words(is), false)];
  if (isMultiple(is, was)) return [judged(at, "limit", words(was), words(is), true)];
  return [neither(at, "limit", `multipleOf ${was}`, `multipleOf ${is}`)];
}

function isMultiple(value: number, of: number): boolean {
  return Number.isInteger(value / of);
}

function compareUnique(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = said(old, "uniqueItems") === true;
  const is = said(now, "uniqueItems") === true;
  if (was === is) return [];
  return [judged(at, "limit", was ? "uniqueItems" : undefined, is ? "uniqueItems" : undefined, is)];
}

/** Formats whose values are also values of the other. */
const WIDER: Record<string, string> = { int32: "int64", float: "double" };
/** Formats that tell people and programs how to show a value, and refuse none. */
const HINTS = new Set(["password"]);

function compareFormat(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = said(old, "format");
  const is = said(now, "format");
  if (was === is) return [];
  const words = [was && `format ${was}`, is && `format ${is}`] as const;
  const checks = { was: was && !HINTS.has(was), is: is && !HINTS.has(is) };
  if (!checks.was && !checks.is) {
    return [change(at, "format", wordsOf(at, ...words), "none", "It is a hint, and no value passes or fails by it.")];
  }
  if (!checks.was || (is && WIDER[is] === was)) return [judged(at, "format", ...words, true)];
  if (!checks.is || (was && WIDER[was] === is)) return [judged(at, "format", ...words, false)];
  return [neither(at, "format", ...words)];
}

function comparePattern(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const [was, is] = [old, now].map((schema) =>
    [...new Set(schema.nodes.flatMap(({ pattern }) => pattern ?? []))].sort().join(" and "),
  );
  if (was === is) return [];
  const words = [was && `pattern ${was}`, is && `pattern ${is}`] as const;
  return !was || !is ? [judged(at, "pattern", ...words, !was)] : [neither(at, "pattern", ...words)];
}

/** Keywords of JSON Schema that may let more values through or fewer: it cannot be told. */
const UNDECIDED = [
  ..."not patternProperties prefixItems contains minContains maxContains dependentRequired dependentSchemas".split(" "),
  ..."if then else propertyNames unevaluatedProperties unevaluatedItems contentEncoding contentMediaType".split(" "),
  ..."anyOf oneOf discriminator".split(" "),
];

function compareUndecided(keyword: string, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = everySaid(old, keyword);
  const is = everySaid(now, keyword);
  if (was === is) return [];
  const sign = was === "" ? "+" : is === "" ? "−" : "~";
  const reason = `Whether \`${keyword}\` lets the same values through cannot be told, so the worst is assumed.`;
  return [change(at, "keyword", `${sign} ${at.label}: ${keyword}`, "breaking", reason)];
}

function judged(
  at: At,
  kind: Found["kind"],
  was: string | undefined,
  is: string | undefined,
  isTighter: boolean,
): Found {
  const verdict: Verdict = isTighter ? tightened[at.side] : loosened[at.side];
  const reasons = {
    request: isTighter ? "Values that old code may send are refused." : "More values are accepted.",
    response: isTighter
      ? "Every value that comes is one that old code expects."
      : "Values come that old code does not expect.",
  };
  return change(at, kind, wordsOf(at, was, is), verdict, reasons[at.side]);
}

function neither(at: At, kind: Found["kind"], was: string | undefined, is: string | undefined): Found {
  return change(
    at,
    kind,
    wordsOf(at, was, is),
    "breaking",
    "Neither is part of the other: some values that passed may fail.",
  );
}

function wordsOf({ label }: At, was: string | undefined, is: string | undefined): string {
  if (!was) return `+ ${label}: ${is}`;
  return is ? `~ ${label}: ${was} → ${is}` : `− ${label}: ${was}`;
}
