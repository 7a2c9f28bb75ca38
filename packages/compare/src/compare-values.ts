import { type At, change, type Found, looser, type Pair, tighter } from "./change.ts";
import { describeSchema, type EffectiveSchema, everySaid, said } from "./effective-schema.ts";
import { exact } from "./sameness.ts";

/**
 * The differences of types, null and enumerated values. If old and new values have no type in common, nothing else needs
 * comparing.
 */
export function compareTypes(
  pair: Pair,
  old: EffectiveSchema,
  now: EffectiveSchema,
  at: At,
): { found: Found[]; haveNothingInCommon: boolean } {
  // A name that both sides have is left out: it would hide the difference.
  const [was, is] = old.name === now.name ? [old, now].map((schema) => ({ ...schema, name: undefined })) : [old, now];
  const words = `~ ${at.label}: ${describeSchema(pair.before, was ?? old)} → ${describeSchema(pair.after, is ?? now)}`;
  const hasLost = !old.isNever && (now.isNever || !covers(now, old));
  const hasGained = !now.isNever && (old.isNever || !covers(old, now));
  if (hasLost && hasGained) {
    const reason = "Values of the old type are no longer valid, and others are.";
    return { found: [change(at, "type", words, "breaking", reason)], haveNothingInCommon: true };
  }
  const found = hasLost
    ? [tighter(at, "type", words)]
    : hasGained
      ? [looser(at, "type", words)]
      : [...compareNull(old, now, at, words), ...compareEnums(old, now, at, words)];
  return { found, haveNothingInCommon: false };
}

/** Whether every type of `inner` is one of `outer`. An integer is a number. */
function covers(outer: EffectiveSchema, inner: EffectiveSchema): boolean {
  if (outer.types === undefined) return true;
  if (inner.types === undefined) return false;
  return [...inner.types].every((type) => outer.types?.has(type) || (type === "integer" && outer.types?.has("number")));
}

function compareNull(old: EffectiveSchema, now: EffectiveSchema, at: At, words: string): Found[] {
  if (old.isNullable === now.isNullable) return [];
  if (now.isNullable) {
    const reasons = { request: "null is accepted as well.", response: "Old code does not expect null." };
    return [looser(at, "nullable", words, reasons)];
  }
  const reasons = { request: "Old code may send null, which is refused.", response: "null is no longer returned." };
  return [tighter(at, "nullable", words, reasons)];
}

function compareEnums(old: EffectiveSchema, now: EffectiveSchema, at: At, words: string): Found[] {
  const { values: was } = old;
  const { values: is } = now;
  if (!was && !is) return [];
  if (!was) return [tighter(at, "enum", words)];
  if (!is) return [looser(at, "enum", words)];
  const owner = at.schema === now.name && now.name !== undefined ? now.name : at.label;
  const removed = [...was.keys()].filter((value) => !is.has(value));
  const added = [...is.keys()].filter((value) => !was.has(value));
  return [
    ...removed.map((value) =>
      tighter(at, "enum", `− enum value ${value} of ${owner}`, {
        request: "Old code may send it, and it is refused.",
        response: "It is no longer returned.",
      }),
    ),
    ...added.map((value) =>
      looser(at, "enum", `+ enum value ${value} of ${owner}`, {
        request: "It is accepted as well.",
        response: "Old code does not know the value.",
      }),
    ),
  ];
}

/** The differences of limits, formats, patterns, and keywords that this comparison cannot judge. */
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

/** A keyword that limits a number or a size, and the keyword that excludes the limit itself. */
interface Bound {
  keyword: `${"min" | "max"}${"Length" | "Items" | "Properties" | "imum"}`;
  exclusive?: "exclusiveMinimum" | "exclusiveMaximum";
}

const BOUNDS: readonly Bound[] = [
  { keyword: "minLength" },
  { keyword: "maxLength" },
  { keyword: "minItems" },
  { keyword: "maxItems" },
  { keyword: "minProperties" },
  { keyword: "maxProperties" },
  { keyword: "minimum", exclusive: "exclusiveMinimum" },
  { keyword: "maximum", exclusive: "exclusiveMaximum" },
];

/** A limit to compare with others: by its first number, then by its second; larger is tighter. */
interface Limit {
  tightness: readonly [value: number, exclusive: number];
  words: string;
}

function compareBound(bound: Bound, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = limitOf(bound, old);
  const is = limitOf(bound, now);
  const tightening = difference(was, is);
  return tightening === 0 ? [] : [judged(at, "limit", was?.words, is?.words, tightening > 0)];
}

/** Above 0 if the second limit is tighter. No limit is the loosest. */
function difference(was: Limit | undefined, is: Limit | undefined): number {
  if (!was || !is) return Number(is !== undefined) - Number(was !== undefined);
  return is.tightness[0] - was.tightness[0] || is.tightness[1] - was.tightness[1];
}

/** The tightest limit that a schema has for a keyword. A size is never below 0, so a minimum of 0 is no limit. */
function limitOf({ keyword, exclusive }: Bound, { nodes }: EffectiveSchema): Limit | undefined {
  const isLower = keyword.startsWith("min");
  const limit = (value: number, isExclusive: boolean): Limit => ({
    tightness: [isLower ? value : -value, Number(isExclusive)],
    words: isExclusive ? `${isLower ? "more" : "less"} than ${value}` : `${keyword} ${value}`,
  });
  const limits = nodes.flatMap((node) => {
    const value = node[keyword];
    // A number in OpenAPI 3.1, and in 3.0 a boolean about the keyword beside it.
    const beyond = exclusive && node[exclusive];
    const isIdle = value === 0 && isLower && keyword !== "minimum";
    return [
      ...(value === undefined || isIdle ? [] : [limit(value, beyond === true)]),
      ...(typeof beyond === "number" ? [limit(beyond, true)] : []),
    ];
  });
  return limits.sort((one, other) => difference(one, other))[0];
}

function compareMultiple(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = said(old, "multipleOf");
  const is = said(now, "multipleOf");
  if (was === is) return [];
  const text = (value: number | undefined) => (value === undefined ? undefined : `multipleOf ${value}`);
  const words = [text(was), text(is)] as const;
  if (was === undefined || is === undefined) return [judged(at, "limit", ...words, was === undefined)];
  if (Number.isInteger(was / is)) return [judged(at, "limit", ...words, false)];
  if (Number.isInteger(is / was)) return [judged(at, "limit", ...words, true)];
  return [undecided(at, "limit", ...words)];
}

function compareUnique(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = said(old, "uniqueItems") === true;
  const is = said(now, "uniqueItems") === true;
  if (was === is) return [];
  return [judged(at, "limit", was ? "uniqueItems" : undefined, is ? "uniqueItems" : undefined, is)];
}

/** Formats whose values also have the other format. */
const WIDER: Record<string, string> = { int32: "int64", float: "double" };
/** Formats that only tell how to show a value. */
const HINTS = new Set(["password"]);

function compareFormat(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = said(old, "format");
  const is = said(now, "format");
  if (was === is) return [];
  const words = [was && `format ${was}`, is && `format ${is}`] as const;
  const wasChecked = was && !HINTS.has(was);
  const isChecked = is && !HINTS.has(is);
  if (!wasChecked && !isChecked) {
    return [
      change(at, "format", wordsOf(at, ...words), "none", "The format is a hint, and no value is refused by it."),
    ];
  }
  if (!wasChecked || (is && WIDER[is] === was)) return [judged(at, "format", ...words, true)];
  if (!isChecked || (was && WIDER[was] === is)) return [judged(at, "format", ...words, false)];
  return [undecided(at, "format", ...words)];
}

function comparePattern(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const patterns = ({ nodes }: EffectiveSchema) =>
    [...new Set(nodes.flatMap(({ pattern }) => pattern ?? []))].sort().join(" and ");
  const was = patterns(old);
  const is = patterns(now);
  if (was === is) return [];
  const words = [was && `pattern ${was}`, is && `pattern ${is}`] as const;
  return !was || !is ? [judged(at, "pattern", ...words, !was)] : [undecided(at, "pattern", ...words)];
}

/** Keywords of JSON Schema whose change may allow more values or fewer; this comparison does not find out which. */
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
  const reason = `The effect of \`${keyword}\` on values is not decided, so the worst is assumed.`;
  return [change(at, "keyword", `${sign} ${at.label}: ${keyword}`, "breaking", reason)];
}

function judged(
  at: At,
  kind: Found["kind"],
  was: string | undefined,
  is: string | undefined,
  isTighter: boolean,
): Found {
  return (isTighter ? tighter : looser)(at, kind, wordsOf(at, was, is));
}

function undecided(at: At, kind: Found["kind"], was: string | undefined, is: string | undefined): Found {
  const reason = "Neither allows all values of the other, so some that were valid may be refused.";
  return change(at, kind, wordsOf(at, was, is), "breaking", reason);
}

function wordsOf({ label }: At, was: string | undefined, is: string | undefined): string {
  if (!was) return `+ ${label}: ${is}`;
  return is ? `~ ${label}: ${was} → ${is}` : `− ${label}: ${was}`;
}

/** Another default is another value wherever the value is left out, in requests and in responses. */
export function compareDefaults(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = said(old, "default");
  const is = said(now, "default");
  if (exact(was) === exact(is)) return [];
  const words = wordsOf(
    at,
    was === undefined ? "" : `default ${exact(was)}`,
    is === undefined ? "" : was === undefined ? `default ${exact(is)}` : exact(is),
  );
  if (was === undefined) return [change(at, "default", words, "compatible", "No default was documented before.")];
  return [
    at.mayBeLeftOut
      ? change(at, "default", words, "breaking", "Leaving the value out has another meaning now.")
      : change(at, "default", words, "none", "The value is never left out, so the default never applies."),
  ];
}
