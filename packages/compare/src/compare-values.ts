import type { Schema, SchemaType } from "@repo/openapi";
import { covers, isText, isWrittenAs, type Pair, type Within } from "./covers.ts";
import { describeSchema } from "./describe-schema.ts";
import { type Answer, type Found, judge, looser, tighter } from "./found.ts";
import { type AskInside, isAbout, type KeywordRule } from "./keyword-rule.ts";
import { keywordRules, rulesForUnknown } from "./keyword-rules.ts";
import { type NormalSchema, nodeWith, said } from "./normal-schema.ts";
import { exact } from "./sameness.ts";
import type { At } from "./schema-pair.ts";

/**
 * The differences of types, null and enumerated values. Nothing else needs comparing if old and new values have no type
 * in common, or if one of the schemas allows any value.
 */
export function compareTypes(
  pair: Pair,
  old: NormalSchema,
  now: NormalSchema,
  at: At,
): { found: Found[]; isAll: boolean } {
  // A name that both sides have is left out: it would hide the difference.
  const [was, is] = old.name === now.name ? [old, now].map((schema) => ({ ...schema, name: undefined })) : [old, now];
  const detail = `${describeSchema(pair.before, was ?? old)} → ${describeSchema(pair.after, is ?? now)}`;
  const typed = (keyword: string) => ({
    action: "changed" as const,
    detail,
    side: at.side,
    before: { node: nodeWith(old, keyword), key: keyword },
    after: { node: nodeWith(now, keyword), key: keyword },
  });
  const hasLost = !old.isNever && (now.isNever || !typesFit(old, now, at));
  const hasGained = !now.isNever && (old.isNever || !typesFit(now, old, at));
  if (hasLost && hasGained) {
    const reason = "Values of the old type are no longer valid, and others are.";
    return { found: [{ kind: "type", ...typed("type"), wire: "breaking", reason }], isAll: true };
  }
  const more: Found[] = compareEnums(old, now, at, typed("enum"));
  if (old.isNullable !== now.isNullable) {
    more.unshift({ kind: "nullable", ...typed("type"), ...nullVerdict(now, at) });
  }
  if (!hasLost && !hasGained) return { found: more, isAll: false };
  const verdict = (hasLost ? tighter : looser)(at.side);
  const type: Found = { kind: "type", ...typed("type"), ...verdict };
  // The values of a type go and come with it.
  const others = more.filter(({ wire }) => wire !== verdict.wire);
  return { found: [type, ...others], isAll: old.isAny || now.isAny };
}

function nullVerdict({ isNullable }: NormalSchema, { side }: At): Pick<Found, "wire" | "reason"> {
  return isNullable
    ? looser(side, { request: "null is accepted as well.", response: "Old code does not expect null." })
    : tighter(side, {
        request: "Old code may send null, which is refused.",
        response: "null is no longer returned.",
      });
}

/** Whether values of every type of `inner` may be read as one of `outer`. */
function typesFit(inner: NormalSchema, outer: NormalSchema, { writing }: At): boolean {
  if (outer.types === undefined) return true;
  if (inner.types === undefined) return false;
  const outers = [...outer.types];
  return [...inner.types].every((type) => outers.some((other) => isWrittenAs(type, other, writing)));
}

function compareEnums(
  old: NormalSchema,
  now: NormalSchema,
  at: At,
  typed: Omit<Found, "kind" | "wire" | "reason">,
): Found[] {
  const { values: was } = old;
  const { values: is } = now;
  if (!was && !is) return [];
  if (!was || !is) return [{ kind: "enum", ...typed, ...(was ? looser : tighter)(at.side) }];
  const name = now.name === old.name ? now.name : undefined;
  const has = (values: ReadonlyMap<string, unknown>, text: string, value: unknown) =>
    values.has(text) || (isText(at) && values.has(JSON.stringify(String(value))));
  const value = (text: string, action: "added" | "removed"): Found => ({
    ...typed,
    kind: "enum",
    action,
    detail: "",
    value: text,
    ...(name !== undefined && { label: name }),
    ...(action === "removed"
      ? tighter(at.side, {
          request: "Old code may send it, and it is refused.",
          response: "It is no longer returned.",
        })
      : looser(at.side, {
          request: "It is accepted as well.",
          response: "Old code does not know the value.",
        })),
  });
  return [
    ...[...was].filter(([text, one]) => !has(is, text, one)).map(([text]) => value(text, "removed")),
    ...[...is].filter(([text, one]) => !has(was, text, one)).map(([text]) => value(text, "added")),
  ];
}

/** The differences of limits, formats, patterns, and all other keywords that demand something of values. */
export function compareKeywords(pair: Pair, old: NormalSchema, now: NormalSchema, at: At): Found[] {
  const types = commonTypes(old, now);
  return [...keywordRules, ...rulesForUnknown(old, now)]
    .filter((rule) => types.some((type) => isAbout(rule, type, at.writing)))
    .flatMap((rule) => compareKeyword(pair, rule, old, now, at));
}

const TYPES: readonly SchemaType[] = ["string", "number", "boolean", "object", "array"];

function commonTypes({ types: one }: NormalSchema, { types: other }: NormalSchema): SchemaType[] {
  return TYPES.filter((type) => [one, other].every((types) => !types || isIn(type, types)));
}

function isIn(type: SchemaType, types: ReadonlySet<SchemaType>): boolean {
  return types.has(type) || (type === "number" && types.has("integer"));
}

function compareKeyword(pair: Pair, rule: KeywordRule, old: NormalSchema, now: NormalSchema, at: At): Found[] {
  const within = (isOld: boolean, part: unknown): Within => ({
    reader: isOld ? pair.before : pair.after,
    parts: [part as Schema | boolean],
  });
  const asking =
    (isOldInside: boolean): AskInside =>
    (inner, outer, isReversed = false) =>
      covers(pair, within(isOldInside !== isReversed, inner), within(isOldInside === isReversed, outer), at);
  const isLooser: Answer = rule.implies(old, now, asking(true));
  const isTighter: Answer = rule.implies(now, old, asking(false));
  const isOpen = rule.isOpen && at.side === "response";
  const judged = judge(at.side, isLooser, isTighter);
  const reason = "Readers were told that other values may come.";
  const verdict = judged && isOpen ? ({ wire: "compatible", reason } as const) : judged;
  if (!verdict) return rule.keyword === "format" ? compareHints(old, now, at) : [];
  const [was, is] = [rule.words(old), rule.words(now)];
  const isGeneral = rule.kind === "keyword" && was === is;
  return [
    {
      kind: rule.kind,
      ...(was === undefined
        ? { action: "added", detail: is ?? rule.keyword }
        : is === undefined
          ? { action: "removed", detail: was }
          : { action: "changed", detail: isGeneral ? was : `${was} → ${is}` }),
      ...verdict,
      side: at.side,
      before: { node: nodeWith(old, rule.keyword), key: was === undefined ? undefined : rule.keyword },
      after: { node: nodeWith(now, rule.keyword), key: is === undefined ? undefined : rule.keyword },
    },
  ];
}

/** Formats that only tell how to show a value. */
function compareHints(old: NormalSchema, now: NormalSchema, { side }: At): Found[] {
  const was = said(old, "format");
  const is = said(now, "format");
  if (was === is) return [];
  const reason = "The format is a hint, and no value is refused by it.";
  return [
    {
      kind: "format",
      ...(was === undefined
        ? { action: "added", detail: `format ${is}` }
        : { action: is ? "changed" : "removed", detail: is ? `format ${was} → format ${is}` : `format ${was}` }),
      wire: "none",
      reason,
      side,
      before: { node: nodeWith(old, "format"), key: "format" },
      after: { node: nodeWith(now, "format"), key: "format" },
    },
  ];
}

/** Another default is another value wherever the value is left out, in requests and in responses. */
export function compareDefaults(old: NormalSchema, now: NormalSchema, { side, mayBeLeftOut }: At): Found[] {
  const was = said(old, "default");
  const is = said(now, "default");
  if (exact(was) === exact(is)) return [];
  const place = {
    kind: "default" as const,
    side,
    before: { node: nodeWith(old, "default"), key: "default" },
    after: { node: nodeWith(now, "default"), key: "default" },
  };
  if (was === undefined) {
    const reason = "No default was documented before.";
    return [{ ...place, action: "added", detail: `default ${exact(is)}`, wire: "compatible", reason }];
  }
  return [
    {
      ...place,
      ...(is === undefined
        ? { action: "removed", detail: `default ${exact(was)}` }
        : { action: "changed", detail: `default ${exact(was)} → ${exact(is)}` }),
      ...(mayBeLeftOut
        ? { wire: "breaking", reason: "Leaving the value out has another meaning now." }
        : { wire: "none", reason: "The value is never left out, so the default never applies." }),
    },
  ];
}
