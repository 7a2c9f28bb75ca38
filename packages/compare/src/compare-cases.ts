import type { Schema } from "@repo/openapi";
import type { Bump, Verdict } from "./change.ts";
import type { WordCase } from "./compare-words.ts";
import type { Found } from "./found.ts";
import type { Parts } from "./normal-schema.ts";
import { flat, type SchemaPair } from "./schema-pair.ts";

const NOTHING: Schema = {};

const unknownWord: { wire: Verdict; reason: string; bump: Bump } = {
  wire: "none",
  reason: "Old code does not have the property for the word.",
  bump: "patch",
};

const list = new Intl.ListFormat("en-GB");

/** What differs if a word of an `x-availability` is in force, apart from what differs if none is. */
export function compareCases(
  cases: readonly WordCase[],
  was: Parts,
  is: Parts,
  compareParts: (before: Parts, after: Parts) => SchemaPair | undefined,
): Found[] {
  if (cases.length === 0) return [];
  // A schema that is put together has no name, so each of them gets a part more than the property has.
  const compare = (before: Parts, after: Parts) =>
    flat(compareParts([NOTHING, ...before, ...was], [NOTHING, ...after, ...is]));
  const textOf = ({ step, kind, action, detail, value, wire }: Found) =>
    JSON.stringify([step, kind, action, detail, value, wire]);
  const always = new Set(compare([], []).map(textOf));
  const found = cases.flatMap((one) =>
    compare(one.before, one.after)
      .filter((found) => !always.has(textOf(found)))
      .map((found) => ({ one, found: one.isKnown ? found : { ...found, ...unknownWord } })),
  );
  return [...Map.groupBy(found, ({ found }) => textOf(found)).values()].flatMap((group) => {
    const words = new Set(group.map(({ one }) => one.word));
    const shown = group.filter(({ one }) => !one.partOf.some((word) => words.has(word)));
    const titles = shown.map(({ one }) => one.title);
    return group.slice(0, 1).map(({ found }): Found => ({ ...found, only: list.format(titles) }));
  });
}
