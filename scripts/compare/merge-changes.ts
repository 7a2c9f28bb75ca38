import { bumpOf, type Change, type Found, type Party, worst } from "./change.ts";

/**
 * The changes of one operation. What is one change of a named schema, seen at each place that uses the schema, becomes
 * one: with all its places, the worst verdict, and the reasons of each party.
 */
export function mergeChanges(operation: string, found: readonly Found[]): Change[] {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const key = one.schema === undefined ? `${one.field} ${one.words}` : `${one.schema} ${one.kind} ${detail(one)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const wire = worst(group.map((one) => one.wire));
    const breaking = group.filter((one) => one.wire === "breaking");
    const reasons = new Set((breaking.length > 0 ? breaking : group).map(({ reason }) => reason));
    const change: Change = {
      operation,
      field: first.field,
      places: [...new Set(group.flatMap(({ field, also = [] }) => [field, ...also]))],
      ...(first.schema === undefined ? {} : { schema: first.schema }),
      kind: first.kind,
      words: first.words,
      wire,
      breaks: partiesOf(breaking),
      reason: [...reasons].join(" "),
      bump: bumpOf(wire, group.some(({ bump }) => bump === "minor") ? "minor" : "patch"),
    };
    return [{ ...change, field: fieldOf(change), words: first.words + whoBreaks(change) }];
  });
}

/** The words without the place, which differs from use to use. */
function detail({ words }: Found): string {
  if (words.includes(" enum value ")) return words;
  const colon = words.indexOf(": ");
  return `${words.charAt(0)}${colon < 0 ? words : words.slice(colon)}`;
}

/** Whom some breaking changes break: both, where they are of neither side. */
export function partiesOf(found: readonly { side?: Found["side"] }[]): Party[] {
  const parties: Party[] = [];
  if (found.some(({ side }) => side !== "request")) parties.push("readers");
  if (found.some(({ side }) => side !== "response")) parties.push("writers");
  return parties;
}

/** The place that stands for all: the first where it breaks someone. */
export function fieldOf({ places, field, breaks }: Pick<Change, "places" | "field" | "breaks">): string {
  const [party, ...others] = breaks;
  if (party === undefined || others.length > 0) return field;
  return places.find((place) => place.startsWith("response") === (party === "readers")) ?? field;
}

/** What follows the words of a change that breaks someone: ", breaking for readers". */
export function whoBreaks({ breaks }: Pick<Change, "breaks">): string {
  return breaks.length === 0 ? "" : `, breaking for ${breaks.join(" and ")}`;
}
