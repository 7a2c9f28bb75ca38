import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { type At, change, loosened, type Pair, tightened } from "./at.ts";
import { canonical } from "./canonical.ts";
import type { Found, Side } from "./change.ts";
import { compareDefaults, compareSchemaTexts } from "./compare-annotations.ts";
import { compareKeywords } from "./compare-keywords.ts";
import { compareTypes } from "./compare-types.ts";
import { describeParts } from "./describe-schema.ts";
import { type EffectiveSchema, effectiveSchema, type Parts, said } from "./effective-schema.ts";

/**
 * The differences of two schemas, judged by the way that their values go: what old code sends must still be accepted,
 * and what it gets must be what it was told to expect. Texts that say the same in other words are no difference.
 */
export function compareSchemas(pair: Pair, before: Parts, after: Parts, at: At): Found[] {
  if (before.length === after.length && before.every((part, index) => pair.isSame(part, after[index]))) return [];
  const old = effectiveSchema(pair.before, before);
  const now = effectiveSchema(pair.after, after);
  const key = `${identityOf(old)} ${identityOf(now)}`;
  if (at.around?.has(key)) return [];
  const here: At = { ...at, schema: nameHere(pair, old, now) ?? at.schema, around: new Set(at.around).add(key) };
  return [
    // What stands beside a reference belongs to the place, what it leads to belongs to the schema.
    ...compareDefaults(old, now, at),
    ...compareSchemaTexts(old, now, at),
    ...(old.branches.length > 0 || now.branches.length > 0
      ? compareBranches(pair, old, now, here)
      : compareValues(pair, old, now, here)),
  ];
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

/** The schema that differences belong to: the one that the place refers to, under the name that it has in both. */
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
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    const place = inside(at, `.${key}`, !now.required.has(key));
    const need = { before: old.required.has(key), after: now.required.has(key) };
    if (was && is) return [...compareRequired(need, place), ...compareSchemas(pair, was, is, place)];
    if (was && now.properties.has(key)) return hiddenProperty(need.before, place);
    if (was) return removedProperty(pair, was, need.before, place);
    return is ? addedProperty(pair, is, need.after, old, place) : [];
  });
}

/** What was sent is only read now, or what was read is only sent. */
function hiddenProperty(wasRequired: boolean, at: At): Found[] {
  if (at.side === "request") {
    return [
      change(at, "property", `~ ${at.label}: read-only`, "breaking", "What old code sends in it is no longer read."),
    ];
  }
  const words = `~ ${at.label}: write-only`;
  return wasRequired
    ? [change(at, "property", words, "breaking", "Old code was promised that it is always there.")]
    : [change(at, "property", words, "compatible", "Old code had to expect answers without it.")];
}

function removedProperty({ before }: Pair, schema: Parts, wasRequired: boolean, at: At): Found[] {
  const words = `− ${at.label}: ${wasRequired ? "required" : "optional"} ${describeParts(before, schema)}`;
  if (at.side === "request")
    return [change(at, "property", words, "breaking", "What old code sends in it is no longer read.")];
  return wasRequired
    ? [change(at, "property", words, "breaking", "Old code was promised that it is always there.")]
    : [change(at, "property", words, "compatible", "Old code had to expect answers without it.")];
}

function addedProperty({ after }: Pair, schema: Parts, isRequired: boolean, old: EffectiveSchema, at: At): Found[] {
  const words = `+ ${at.label}: ${isRequired ? "required" : "optional"} ${describeParts(after, schema)}`;
  if (at.side === "request") {
    return isRequired
      ? [change(at, "property", words, "breaking", "Old requests do not have it, and are refused.")]
      : [change(at, "property", words, "compatible", "Old requests, which do not have it, are accepted.")];
  }
  return old.additional === false
    ? [change(at, "property", words, "breaking", "Old code was promised that no other property comes.")]
    : [change(at, "property", words, "compatible", "Old code does not look at it.")];
}

function compareRequired(need: { before: boolean; after: boolean }, at: At): Found[] {
  if (need.before === need.after) return [];
  if (need.after) {
    const reason = {
      request: "Old requests may leave it out, and are refused then.",
      response: "It is always there now, which is one of the answers that old code expects.",
    };
    return [change(at, "required", `~ ${at.label}: optional → required`, tightened[at.side], reason[at.side])];
  }
  const reason = {
    request: "Old requests, which have it, are accepted.",
    response: "Old code was promised that it is always there, and it may be missing now.",
  };
  return [change(at, "required", `~ ${at.label}: required → optional`, loosened[at.side], reason[at.side])];
}

/** The properties that are there when values go this way: what is read-only is not sent, what is write-only not returned. */
function visible(document: OpenApiDocument, schema: EffectiveSchema, side: Side): Map<string, Parts> {
  const hidden = side === "request" ? "readOnly" : "writeOnly";
  return new Map([...schema.properties].filter(([, parts]) => said(effectiveSchema(document, parts), hidden) !== true));
}

function compareAdditional(pair: Pair, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  if (old.additional !== false && now.additional !== false) {
    return compareSchemas(pair, old.additional, now.additional, inside(at, "[key]", false));
  }
  if (old.additional === now.additional) return [];
  return now.additional === false
    ? [
        change(
          at,
          "keyword",
          `~ ${at.label}: other properties are refused now`,
          tightened[at.side],
          "Only the described properties pass.",
        ),
      ]
    : [
        change(
          at,
          "keyword",
          `~ ${at.label}: other properties are allowed now`,
          loosened[at.side],
          "Any property passes.",
        ),
      ];
}

/** Alternatives are the same alternative where they differ in nothing but words. */
function compareBranches(pair: Pair, old: EffectiveSchema, now: EffectiveSchema, at: At): Found[] {
  const before = branchesOf(old);
  const after = branchesOf(now);
  const left = before.filter((branch) => {
    const match = after.findIndex((other) => isSameBranch(pair, branch, other, at));
    if (match >= 0) after.splice(match, 1);
    return match < 0;
  });
  const found: Found[] = [];
  if (old.isNullable !== now.isNullable) {
    const words = `~ ${at.label}: ${now.isNullable ? "may be null now" : "is never null now"}`;
    const verdict = now.isNullable ? loosened[at.side] : tightened[at.side];
    found.push(change(at, "nullable", words, verdict, now.isNullable ? "null passes." : "null no longer passes."));
  }
  const [one, ...more] = left;
  const [other, ...others] = after;
  // One that is left on each side is an alternative that changed.
  if (one && other && more.length === 0 && others.length === 0)
    return [...found, ...compareSchemas(pair, one, other, at)];
  return [
    ...found,
    ...left.map((branch) => {
      const words = `− ${at.label}: alternative ${describeParts(pair.before, branch.slice(-1))}`;
      return change(at, "type", words, tightened[at.side], "Values of this kind no longer pass.");
    }),
    ...after.map((branch) => {
      const words = `+ ${at.label}: alternative ${describeParts(pair.after, branch.slice(-1))}`;
      return change(at, "type", words, loosened[at.side], "Values of this kind pass as well.");
    }),
    ...compareDiscriminators(old, now, at),
  ];
}

function branchesOf(schema: EffectiveSchema): Parts[] {
  return schema.branches.length > 0 ? [...schema.branches] : [schema.nodes];
}

function isSameBranch(pair: Pair, one: Parts, other: Parts, at: At): boolean {
  return compareSchemas(pair, one, other, at).every(({ wire }) => wire === "none");
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

function identityOf({ nodes }: EffectiveSchema): string {
  return nodes
    .map((node) => {
      const known = identities.get(node) ?? ++count;
      identities.set(node, known);
      return known;
    })
    .join();
}
