import { type At, change, loosened, type Pair, tightened } from "./at.ts";
import type { Found } from "./change.ts";
import { describeSchema } from "./describe-schema.ts";
import type { EffectiveSchema } from "./effective-schema.ts";

/** The differences of what types and which listed values pass. Where no value passes both, nothing else needs comparing. */
export function compareTypes(
  pair: Pair,
  old: EffectiveSchema,
  now: EffectiveSchema,
  at: At,
): { found: Found[]; haveNothingInCommon: boolean } {
  // A name on both sides would tell nothing.
  const [was, is] = old.name === now.name ? [old, now].map((schema) => ({ ...schema, name: undefined })) : [old, now];
  const words = `~ ${at.label}: ${describeSchema(pair.before, was ?? old)} → ${describeSchema(pair.after, is ?? now)}`;
  const lost = old.isNever ? false : now.isNever || !covers(now, old);
  const won = now.isNever ? false : old.isNever || !covers(old, now);
  if (lost && won) {
    const reason = "Values that passed no longer do, and others do.";
    return { found: [change(at, "type", words, "breaking", reason)], haveNothingInCommon: true };
  }
  if (lost) return { found: [change(at, "type", words, tightened[at.side], fewer(at))], haveNothingInCommon: false };
  if (won) return { found: [change(at, "type", words, loosened[at.side], more(at))], haveNothingInCommon: false };
  return {
    found: [...compareNull(old, now, at, words), ...compareEnums(old, now, at, words)],
    haveNothingInCommon: false,
  };
}

/** Whether every type of `inner` is one of `outer`. An integer is a number. */
function covers(outer: EffectiveSchema, inner: EffectiveSchema): boolean {
  if (outer.types === undefined) return true;
  if (inner.types === undefined) return false;
  return [...inner.types].every((type) => outer.types?.has(type) || (type === "integer" && outer.types?.has("number")));
}

function compareNull(old: EffectiveSchema, now: EffectiveSchema, at: At, words: string): Found[] {
  if (old.isNullable === now.isNullable) return [];
  return now.isNullable
    ? [
        change(
          at,
          "nullable",
          words,
          loosened[at.side],
          at.side === "request" ? "null is accepted as well." : "Old code does not expect null.",
        ),
      ]
    : [
        change(
          at,
          "nullable",
          words,
          tightened[at.side],
          at.side === "request"
            ? "null is refused, which old code may send."
            : "null, which old code expects, no longer comes.",
        ),
      ];
}

function compareEnums(old: EffectiveSchema, now: EffectiveSchema, at: At, words: string): Found[] {
  const { values: was } = old;
  const { values: is } = now;
  if (!was && !is) return [];
  if (!was) return [change(at, "enum", words, tightened[at.side], fewer(at))];
  if (!is) return [change(at, "enum", words, loosened[at.side], more(at))];
  const owner = at.schema === now.name && now.name !== undefined ? now.name : at.label;
  const gone = [...was.keys()].filter((value) => !is.has(value));
  const come = [...is.keys()].filter((value) => !was.has(value));
  return [
    ...gone.map((value) =>
      change(
        at,
        "enum",
        `− enum value ${value} of ${owner}`,
        tightened[at.side],
        at.side === "request" ? "It is refused, and old code may send it." : "It no longer comes.",
      ),
    ),
    ...come.map((value) =>
      change(
        at,
        "enum",
        `+ enum value ${value} of ${owner}`,
        loosened[at.side],
        at.side === "request" ? "It is accepted as well." : "Old code does not know what to do with it.",
      ),
    ),
  ];
}

function fewer({ side }: At): string {
  return side === "request"
    ? "Values that old code may send are refused."
    : "Every value that comes is one that old code expects.";
}

function more({ side }: At): string {
  return side === "request" ? "More values are accepted." : "Values come that old code does not expect.";
}
