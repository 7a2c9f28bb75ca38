import type { Verdict } from "./change.ts";
import type { SchemaComparison } from "./compare-schemas.ts";
import { covers, type Within } from "./covers.ts";
import { describeParts } from "./describe-schema.ts";
import { type Found, looser, tighter } from "./found.ts";
import { type NormalSchema, normalSchema, type Parts } from "./normal-schema.ts";
import { originOf } from "./schema-idioms.ts";
import type { At, SchemaPair } from "./schema-pair.ts";

interface BranchPair {
  was: Parts;
  is: Parts;
  atWorst?: Verdict;
}

/**
 * The differences of alternatives. Whether they break someone is decided for all of them together: in a request, each
 * old one must be inside a new one; in a response, each new one inside an old one. Pairing them only explains.
 */
export function compareBranches(
  comparison: SchemaComparison,
  old: NormalSchema,
  now: NormalSchema,
  before: Within,
  after: Within,
  at: At,
): Pick<SchemaPair, "found" | "atWorst" | "otherwise"> & { inner: BranchPair[] } {
  const { pair } = comparison;
  const isLooser = covers(pair, before, after, at) === "yes";
  const isTighter = covers(pair, after, before, at) === "yes";
  const isHarmless = at.side === "request" ? isLooser : isTighter;
  const atWorst: Verdict | undefined = isLooser && isTighter ? "none" : isHarmless ? "compatible" : undefined;
  const olds = branchesOf(old, before.parts);
  const news = branchesOf(now, after.parts);
  const isInside = (inner: Within, outer: Within) => covers(pair, inner, outer, at) === "yes";
  const origins = {
    before: { node: old.union ?? firstNode(before.parts) },
    after: { node: now.union ?? firstNode(after.parts) },
  };
  const found: Found[] = [];
  if (old.isNullable !== now.isNullable && atWorst !== "none") {
    const [verdict, state] = now.isNullable ? ([looser, "may be"] as const) : ([tighter, "is never"] as const);
    const detail = `${state} null now`;
    found.push({ kind: "nullable", action: "changed", detail, ...verdict(at.side), side: at.side, ...origins });
  }
  const pairs = pairBranches(comparison, olds, news, at);
  const inner = pairs.paired.map(([was, is]): BranchPair => {
    const [one, other] = [comparison.old(was), comparison.now(is)];
    const isFine = at.side === "request" ? isInside(one, after) : isInside(other, before);
    // Equal alternatives may differ in what is compatible in both directions, such as an optional property.
    const isEqual = atWorst === "none" && isInside(one, other) && isInside(other, one);
    const limit = isEqual ? "compatible" : (atWorst ?? (isFine ? "compatible" : undefined));
    return { was, is, ...(limit && { atWorst: limit }) };
  });
  if (atWorst !== "none") {
    for (const was of pairs.removed) {
      const isCovered = isInside(comparison.old(was), after);
      const own = tighter(at.side);
      found.push({
        kind: "alternative",
        action: "removed",
        detail: `alternative ${describeParts(pair.before, was.slice(-1))}`,
        ...(isCovered ? { wire: "none", reason: "Another alternative takes its values." } : own),
        side: at.side,
        before: { node: firstNode(was.slice(-1)) },
      });
    }
    for (const is of pairs.added) {
      const isCovered = isInside(comparison.now(is), before);
      found.push({
        kind: "alternative",
        action: "added",
        detail: `alternative ${describeParts(pair.after, is.slice(-1))}`,
        ...(isCovered ? { wire: "none", reason: "Its values were allowed before." } : looser(at.side)),
        side: at.side,
        after: { node: firstNode(is.slice(-1)) },
      });
    }
  }
  found.push(...compareDiscriminators(old, now, at, origins));
  if (atWorst === "none") return { found, inner, atWorst: "compatible" };
  const reason = isHarmless
    ? "More or fewer values are allowed than before, and old code copes with that."
    : "No alternative allows all values of one that old code knows.";
  const otherwise: Found = {
    kind: "alternative",
    action: "changed",
    detail: "alternatives",
    wire: isHarmless ? "compatible" : "breaking",
    reason,
    side: at.side,
    ...origins,
  };
  return { found, inner, otherwise, ...(atWorst && { atWorst }) };
}

function firstNode(parts: Parts): object | undefined {
  const part = parts.find((one) => typeof one === "object");
  return part && originOf(part);
}

function branchesOf(schema: NormalSchema, parts: Parts): readonly Parts[] {
  return schema.branches.length > 0 ? schema.branches : schema.isNever ? [] : [parts];
}

/** Pairs alternatives: the same ones, then those with the same values, then by name, then by what tells them, then the most similar ones. */
function pairBranches({ pair }: SchemaComparison, olds: readonly Parts[], news: readonly Parts[], at: At) {
  const removed = new Set(olds);
  const added = new Set(news);
  const paired: [Parts, Parts][] = [];
  const join = (was: Parts, is: Parts) => {
    paired.push([was, is]);
    removed.delete(was);
    added.delete(is);
  };
  const of = (parts: Parts) => normalSchema(removed.has(parts) ? pair.before : pair.after, parts);
  const shape = new Map([...olds, ...news].map((parts) => [parts, shapeOf(of(parts))]));
  const isEqual = (was: Parts, is: Parts) =>
    covers(pair, { reader: pair.before, parts: was }, { reader: pair.after, parts: is }, at) === "yes" &&
    covers(pair, { reader: pair.after, parts: is }, { reader: pair.before, parts: was }, at) === "yes";
  const ways: ((was: Parts, is: Parts) => boolean)[] = [
    // The last part is the alternative itself.
    (was, is) => pair.isSame(was.at(-1), is.at(-1)),
    (was, is) => shape.get(was)?.name !== undefined && shape.get(was)?.name === shape.get(is)?.name && isEqual(was, is),
    ...(olds.length * news.length > MOST_QUESTIONS ? [] : [isEqual]),
    (was, is) => shape.get(was)?.name !== undefined && shape.get(was)?.name === shape.get(is)?.name,
  ];
  for (const isPair of ways) {
    for (const was of [...removed]) {
      const is = [...added].find((one) => isPair(was, one));
      if (is) join(was, is);
    }
  }
  const candidates = [...removed].flatMap((was) =>
    [...added].map((is) => ({ was, is, likeness: likeness(shape.get(was), shape.get(is)) })),
  );
  for (const { was, is, likeness } of candidates.sort((one, other) => other.likeness - one.likeness)) {
    if (likeness > 0 && removed.has(was) && added.has(is)) join(was, is);
  }
  return { paired, removed, added };
}

/** Beyond so many pairs of alternatives, only those of the same name are asked whether they are equal. */
const MOST_QUESTIONS = 2000;

interface Shape {
  name: string | undefined;
  types: string;
  features: Set<string>;
}

function shapeOf({ name, types, properties, values, required }: NormalSchema): Shape {
  const features = [...properties.keys(), ...[...required].map((key) => `required ${key}`), ...(values?.keys() ?? [])];
  return { name, types: types ? [...types].sort().join() : "", features: new Set(features) };
}

/** How much two alternatives have in common: 0 if nothing, 1 if everything. */
function likeness(one: Shape | undefined, other: Shape | undefined): number {
  if (!one || !other || one.types !== other.types) return 0;
  const all = new Set([...one.features, ...other.features]);
  if (all.size === 0) return 0.5;
  return [...one.features].filter((feature) => other.features.has(feature)).length / all.size;
}

/** Which property tells the alternatives. What its values tell is part of the alternatives. */
function compareDiscriminators(
  old: NormalSchema,
  now: NormalSchema,
  { side }: At,
  origins: Pick<Found, "before" | "after">,
): Found[] {
  const [was, is] = [old, now].map(({ union }) => union?.discriminator?.propertyName);
  if (was === undefined || is === undefined || was === is) return [];
  const reason = "Old code tells the alternatives apart by another property.";
  const detail = `discriminator ${was} → ${is}`;
  return [{ kind: "keyword", action: "changed", detail, wire: "breaking", reason, side, ...origins }];
}
