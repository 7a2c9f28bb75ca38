import type { OpenApiDocument, Schema } from "@scenario-openapi/openapi";
import { type At, change, type Found, looser, type Pair, type Side, tighter } from "./change.ts";
import { compareSchemaTexts } from "./compare-annotations.ts";
import { compareDefaults, compareKeywords, compareTypes } from "./compare-values.ts";
import { retoldBy, type WordCase, wordCases } from "./compare-words.ts";
import { describeParts, type EffectiveSchema, effectiveSchema, type Parts, said } from "./effective-schema.ts";
import { canonical } from "./sameness.ts";

/**
 * The differences of two schemas, judged by the direction of their values: what old code sends must still be accepted,
 * and what it receives must be what it was told to expect. Writing the same in other words is no difference.
 */
export function compareSchemas(pair: Pair, before: Parts, after: Parts, at: At): Found[] {
  if (!at.retold && areSame(pair, before, after)) return [];
  const old = effectiveSchema(pair.before, before);
  const now = effectiveSchema(pair.after, after);
  const key = `${identityOf(old)} ${identityOf(now)}`;
  if (at.around?.has(key)) return [];
  const here: At = { ...at, schema: nameHere(pair, old, now) ?? at.schema, around: new Set(at.around).add(key) };
  return [
    // Keywords beside a reference belong to the place; those of the schema behind it belong to that schema.
    ...compareDefaults(old, now, at),
    ...compareSchemaTexts(old, now, at),
    ...(old.branches.length > 0 || now.branches.length > 0
      ? compareBranches(pair, old, now, here)
      : compareValues(pair, old, now, here)),
  ];
}

function areSame({ isSame }: Pair, before: Parts, after: Parts): boolean {
  return before.length === after.length && before.every((part, index) => isSame(part, after[index]));
}

function compareValues(pair: Pair, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const { found, haveNothingInCommon } = compareTypes(pair, old, now, at);
  if (haveNothingInCommon) return found;
  return [
    ...found,
    ...compareKeywords(old, now, at),
    ...compareProperties(pair, old, now, at),
    ...compareAdditional(pair, old, now, at),
    ...(old.items || now.items ? compareSchemas(pair, old.items ?? [], now.items ?? [], inside(at, "[]", false)) : []),
  ];
}

/** The name of the schema that differences belong to. Undefined if the place refers to another existing schema now. */
function nameHere({ before }: Pair, old: EffectiveSchema, now: EffectiveSchema): string | undefined {
  const isTaken = now.name !== undefined && Object.hasOwn(before.components?.schemas ?? {}, now.name);
  return old.name === now.name || !isTaken ? (now.name ?? old.name) : undefined;
}

function inside(at: At, step: string, mayBeLeftOut: boolean): At {
  const label = at.isWhole ? step.replace(/^\./, "") : at.label + step;
  const schema = at.schema === undefined ? undefined : at.schema + step;
  return { ...at, field: at.field + step, label, isWhole: false, schema, mayBeLeftOut };
}

function compareProperties(pair: Pair, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const before = visible(pair.before, old, at.side);
  const after = visible(pair.after, now, at.side);
  const told = [...before].flatMap(([key, was]) => {
    const is = after.get(key) ?? was;
    if (areSame(pair, was, is)) return [];
    return retoldBy(effectiveSchema(pair.before, was), effectiveSchema(pair.after, is));
  });
  const retold = [...(at.retold ?? []), ...told];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    const place = { ...inside(at, `.${key}`, !now.required.has(key)), ...(told.length > 0 && { retold }) };
    const wasRequired = old.required.has(key);
    const isRequired = now.required.has(key);
    if (was && is) {
      const cases = wordCases(
        { owner: old, schema: effectiveSchema(pair.before, was) },
        { owner: now, schema: effectiveSchema(pair.after, is) },
        at.retold ?? [],
      );
      return [
        ...compareRequired(wasRequired, isRequired, place),
        ...compareSchemas(pair, was, is, place),
        ...compareCases(pair, cases, was, is, place),
      ];
    }
    if (was) {
      const isHidden = now.properties.has(key);
      const words = isHidden
        ? `~ ${place.label}: ${at.side === "request" ? "read" : "write"}-only`
        : `− ${place.label}: ${need(wasRequired)} ${describeParts(pair.before, was)}`;
      return [removedProperty(words, wasRequired, place)];
    }
    const words = `+ ${place.label}: ${need(isRequired)} ${describeParts(pair.after, is ?? [])}`;
    return [addedProperty(words, isRequired, old.additional === false, place)];
  });
}

const NOTHING: Schema = {};

/** What differs if a word of an `x-availability` is in force, apart from what differs if none is. */
function compareCases(pair: Pair, cases: readonly WordCase[], was: Parts, is: Parts, at: At): Found[] {
  if (cases.length === 0) return [];
  // A schema that is put together has no name, so each of them gets a part more than the property has.
  const compare = (before: Parts, after: Parts) =>
    compareSchemas(pair, [NOTHING, ...before, ...was], [NOTHING, ...after, ...is], at);
  const textOf = ({ field, kind, words, wire }: Found) => `${field} ${kind} ${wire} ${words}`;
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

const unknownWord = {
  wire: "none",
  reason: "Old code does not have the property for the word.",
  bump: "patch",
} as const;

const list = new Intl.ListFormat("en-GB");

/** The properties that are sent in a direction: requests have no read-only ones, and responses no write-only ones. */
function visible(document: OpenApiDocument, schema: EffectiveSchema, side: Side): Map<string, Parts> {
  const hidden = side === "request" ? "readOnly" : "writeOnly";
  return new Map([...schema.properties].filter(([, parts]) => said(effectiveSchema(document, parts), hidden) !== true));
}

function removedProperty(words: string, wasRequired: boolean, at: At): Found {
  if (at.side === "request")
    return change(at, "property", words, "breaking", "Old code sends it, but it is no longer read.");
  return wasRequired
    ? change(at, "property", words, "breaking", "Old code relies on its presence.")
    : change(at, "property", words, "compatible", "Old code does not rely on its presence.");
}

function addedProperty(words: string, isRequired: boolean, wasClosed: boolean, at: At): Found {
  if (at.side === "request") {
    return isRequired
      ? change(at, "property", words, "breaking", "Old requests do not have it and are refused.")
      : change(at, "property", words, "compatible", "Old requests do not need it.");
  }
  return wasClosed
    ? change(at, "property", words, "breaking", "Old code was told that there are no other properties.")
    : change(at, "property", words, "compatible", "Old code ignores it.");
}

/** What changes if a value must be there now, or may be missing now. */
export function compareRequired(
  wasRequired: boolean,
  isRequired: boolean,
  at: At,
  kind: "required" | "body" = "required",
): Found[] {
  if (wasRequired === isRequired) return [];
  const words = `~ ${at.label}: ${need(wasRequired)} → ${need(isRequired)}`;
  return [
    isRequired
      ? tighter(at, kind, words, {
          request: "Old requests may leave it out and are refused.",
          response: "It is always there now.",
        })
      : looser(at, kind, words, {
          request: "Old requests have it and are still accepted.",
          response: "Old code relies on its presence.",
        }),
  ];
}

export function need(isRequired: boolean): string {
  return isRequired ? "required" : "optional";
}

function compareAdditional(pair: Pair, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  if (old.additional !== false && now.additional !== false) {
    return compareSchemas(pair, old.additional, now.additional, inside(at, "[key]", false));
  }
  if (old.additional === now.additional) return [];
  const [judge, state] = now.additional === false ? ([tighter, "refused"] as const) : ([looser, "allowed"] as const);
  return [judge(at, "keyword", `~ ${at.label}: other properties are ${state} now`)];
}

/** Alternatives are the same if they differ in nothing but texts. */
function compareBranches(pair: Pair, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const isSame = (one: Parts, other: Parts) =>
    compareSchemas(pair, one, other, at).every(({ wire }) => wire === "none");
  const added = branchesOf(now);
  const removed = branchesOf(old).filter((branch) => {
    const match = added.findIndex((other) => isSame(branch, other));
    if (match >= 0) added.splice(match, 1);
    return match < 0;
  });
  const found: Found[] = [];
  if (old.isNullable !== now.isNullable) {
    const [judge, state] = now.isNullable ? ([looser, "may be"] as const) : ([tighter, "is never"] as const);
    found.push(judge(at, "nullable", `~ ${at.label}: ${state} null now`));
  }
  const [one] = removed;
  const [other] = added;
  if (one && other && removed.length === 1 && added.length === 1) {
    // One is left on each side: an alternative that changed.
    return [...found, ...compareSchemas(pair, one, other, at)];
  }
  return [
    ...found,
    ...removed.map((branch) =>
      tighter(at, "type", `− ${at.label}: alternative ${describeParts(pair.before, branch.slice(-1))}`),
    ),
    ...added.map((branch) =>
      looser(at, "type", `+ ${at.label}: alternative ${describeParts(pair.after, branch.slice(-1))}`),
    ),
    ...compareDiscriminators(old, now, at),
  ];
}

function branchesOf(schema: EffectiveSchema): Parts[] {
  return schema.branches.length > 0 ? [...schema.branches] : [schema.nodes];
}

function compareDiscriminators(old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const was = canonical(said(old, "discriminator")?.propertyName);
  const is = canonical(said(now, "discriminator")?.propertyName);
  if (was === is) return [];
  const reason = "Old code tells the alternatives apart by another property.";
  return [change(at, "keyword", `~ ${at.label}: discriminator ${was} → ${is}`, "breaking", reason)];
}

const identities = new WeakMap<object, number>();
let count = 0;

/** A text that identifies a schema by its nodes, to recognize one that refers to itself. */
function identityOf({ nodes }: EffectiveSchema): string {
  return nodes
    .map((node) => {
      const known = identities.get(node) ?? ++count;
      identities.set(node, known);
      return known;
    })
    .join();
}
