import type { Side, Verdict } from "./change.ts";
import { compareSchemaTexts } from "./compare-annotations.ts";
import { compareBranches } from "./compare-branches.ts";
import { compareCases } from "./compare-cases.ts";
import { compareDefaults, compareKeywords, compareTypes } from "./compare-values.ts";
import { retoldBy, wordCases } from "./compare-words.ts";
import { areSame, covers, isTaken, type Pair, visible, type Within } from "./covers.ts";
import { describeParts } from "./describe-schema.ts";
import { type Found, looser, tighter } from "./found.ts";
import { keyOf, type NormalSchema, nodeWith, normalSchema, type Parts } from "./normal-schema.ts";
import { originOf } from "./schema-idioms.ts";
import type { At, SchemaPair } from "./schema-pair.ts";

/** Compares schemas, each pair of them once. */
export class SchemaComparison {
  readonly pair: Pair;
  readonly #known = new Map<string, SchemaPair>();
  readonly #open: (() => void)[] = [];

  constructor(pair: Pair) {
    this.pair = pair;
  }

  /** The pair of two schemas, or undefined if they are the same. Writing the same in other words is no difference. */
  compare(before: Parts, after: Parts, at: At): SchemaPair | undefined {
    const schemas = this.#pairOf(before, after, at);
    for (let next = this.#open.pop(); next; next = this.#open.pop()) next();
    return schemas;
  }

  #pairOf(before: Parts, after: Parts, at: At): SchemaPair | undefined {
    if (!at.retold && areSame(this.pair, this.old(before), this.now(after))) return undefined;
    const retold = at.retold ? JSON.stringify(at.retold) : "";
    const key = `${at.side} ${at.writing} ${at.mayBeLeftOut} ${retold} ${keyOf(before)} ${keyOf(after)}`;
    const known = this.#known.get(key);
    if (known) return known;
    const made: SchemaPair = { name: undefined, found: [], inner: [] };
    this.#known.set(key, made);
    this.#open.push(() => this.#fill(made, before, after, at));
    return made;
  }

  old(parts: Parts): Within {
    return { reader: this.pair.before, parts };
  }

  now(parts: Parts): Within {
    return { reader: this.pair.after, parts };
  }

  #fill(made: SchemaPair, before: Parts, after: Parts, at: At): void {
    const old = normalSchema(this.pair.before, before);
    const now = normalSchema(this.pair.after, after);
    made.name = this.#nameOf(old, now);
    // Keywords beside a reference belong to the place; those of the schema behind it belong to that schema.
    made.found.push(...compareDefaults(old, now, at), ...compareSchemaTexts(old, now, at.side));
    const add = (step: string, was: Parts, is: Parts, inside: Partial<At> = {}, atWorst?: Verdict) => {
      const schemas = this.#pairOf(was, is, { ...at, mayBeLeftOut: false, ...inside });
      if (schemas) made.inner.push({ step, schemas, ...(atWorst && { atWorst }) });
    };
    if (old.branches.length > 0 || now.branches.length > 0) {
      const { found, inner, ...rest } = compareBranches(this, old, now, this.old(before), this.now(after), at);
      made.found.push(...found);
      Object.assign(made, rest);
      for (const { was, is, atWorst } of inner) add("", was, is, { mayBeLeftOut: at.mayBeLeftOut }, atWorst);
      return;
    }
    const isRequest = at.side === "request";
    const [inner, outer] = isRequest ? [this.old(before), this.now(after)] : [this.now(after), this.old(before)];
    if (covers(this.pair, inner, outer, at) === "yes") made.atWorst = "compatible";
    else made.otherwise = undecided(old, now, at);
    const { found, isAll } = compareTypes(this.pair, old, now, at);
    made.found.push(...found);
    if (isAll) return;
    const keywords = compareKeywords(this.pair, old, now, at);
    const [content, contentNow] = [contentIn(old), contentIn(now)];
    if (content.length > 0 && contentNow.length > 0) {
      add("", content, contentNow);
      made.found.push(...keywords.filter(({ before }) => before?.key !== "contentSchema"));
    } else made.found.push(...keywords);
    if (isOf(old, "object") && isOf(now, "object")) {
      this.#properties(made, old, now, at, add);
      this.#additional(made, old, now, at, add);
    }
    if (isOf(old, "array") && isOf(now, "array") && (old.items || now.items))
      add("[]", old.items ?? [], now.items ?? []);
  }

  /** The name of the schema that differences belong to. Undefined if the place refers to another existing schema now. */
  #nameOf(old: NormalSchema, now: NormalSchema): string | undefined {
    const schemas = this.pair.before.document.components?.schemas ?? {};
    const isTaken = now.name !== undefined && Object.hasOwn(schemas, now.name);
    return old.name === now.name || !isTaken ? (now.name ?? old.name) : undefined;
  }

  #properties(made: SchemaPair, old: NormalSchema, now: NormalSchema, at: At, add: Add): void {
    const { before: olds, after: news } = this.pair;
    const before = visible(olds, old, at.side);
    const after = visible(news, now, at.side);
    const told = [...before].flatMap(([key, was]) => {
      const is = after.get(key) ?? was;
      if (areSame(this.pair, this.old(was), this.now(is))) return [];
      return retoldBy(normalSchema(olds, was), normalSchema(news, is));
    });
    const retold = [...(at.retold ?? []), ...told];
    const inside: Partial<At> = told.length > 0 ? { retold } : {};
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const was = before.get(key);
      const is = after.get(key);
      const step = `.${key}`;
      const property = (found: Omit<Found, "step" | "side" | "kind">): Found => ({
        kind: "property",
        ...found,
        step,
        side: at.side,
        ...(was && { before: { node: partNode(was) } }),
        ...(is && { after: { node: partNode(is) } }),
      });
      if (was && is) {
        const place: At = { ...at, ...inside, mayBeLeftOut: !now.required.has(key) };
        made.found.push(...this.#required(key, old, now, at));
        add(step, was, is, place);
        const cases = wordCases(
          { owner: old, schema: normalSchema(olds, was) },
          { owner: now, schema: normalSchema(news, is) },
          at.retold ?? [],
        );
        made.found.push(
          ...compareCases(cases, was, is, (one, other) =>
            new SchemaComparison(this.pair).compare(one, other, place),
          ).map((found) => ({ ...found, step: step + (found.step ?? "") })),
        );
      } else if (was) {
        const isRequired = old.required.has(key);
        const detail = now.properties.has(key)
          ? { action: "changed" as const, detail: `${at.side === "request" ? "read" : "write"}-only` }
          : { action: "removed" as const, detail: `${need(isRequired)} ${describeParts(olds, was)}` };
        made.found.push(property({ ...detail, ...this.#removed(was, isRequired, now, at) }));
      } else if (is) {
        const isRequired = now.required.has(key);
        const detail = `${need(isRequired)} ${describeParts(news, is)}`;
        made.found.push(property({ action: "added", detail, ...this.#added(is, isRequired, old, at) }));
      }
    }
    for (const key of new Set([...old.required, ...now.required])) {
      // Described on neither side.
      if (!old.properties.has(key) && !now.properties.has(key)) made.found.push(...this.#required(key, old, now, at));
    }
  }

  #required(key: string, old: NormalSchema, now: NormalSchema, { side }: At): Found[] {
    return compareRequired(old.required.has(key), now.required.has(key), side).map((found) => ({
      ...found,
      step: `.${key}`,
      before: { node: nodeWith(old, "required"), key: "required" },
      after: { node: nodeWith(now, "required"), key: "required" },
    }));
  }

  #removed(was: Parts, wasRequired: boolean, now: NormalSchema, at: At): Pick<Found, "wire" | "reason"> {
    if (at.side === "request") {
      const isStillRead = isTaken(this.pair, this.old(was), this.pair.after, now.additional, at) === "yes";
      return isStillRead
        ? { wire: "compatible", reason: "It is still accepted, as one of the other properties." }
        : { wire: "breaking", reason: "Old code sends it, but it is no longer read." };
    }
    if (wasRequired) return { wire: "breaking", reason: "Old code relies on its presence." };
    const { additional } = now;
    const isOther =
      additional !== false &&
      additional.length > 0 &&
      covers(this.pair, this.now(additional), this.old(was), at) !== "yes";
    return isOther
      ? { wire: "breaking", reason: "It may still come, as one of the other properties, with values of another kind." }
      : { wire: "compatible", reason: "Old code does not rely on its presence." };
  }

  #added(is: Parts, isRequired: boolean, old: NormalSchema, at: At): Pick<Found, "wire" | "reason"> {
    const { additional } = old;
    if (at.side === "request") {
      if (isRequired) return { wire: "breaking", reason: "Old requests do not have it and are refused." };
      const isOther =
        additional !== false &&
        additional.length > 0 &&
        covers(this.pair, this.old(additional), this.now(is), at) !== "yes";
      return isOther
        ? {
            wire: "breaking",
            reason: "Old code may send it, as one of the other properties, with values of another kind.",
          }
        : { wire: "compatible", reason: "Old requests do not need it." };
    }
    if (additional === false)
      return { wire: "breaking", reason: "Old code was told that there are no other properties." };
    return isTaken(this.pair, this.now(is), this.pair.before, additional, at) === "yes"
      ? { wire: "compatible", reason: "Old code ignores it." }
      : { wire: "breaking", reason: "Old code expects other properties of another kind." };
  }

  #additional(made: SchemaPair, old: NormalSchema, now: NormalSchema, at: At, add: Add): void {
    if (old.additional !== false && now.additional !== false) add("[key]", old.additional, now.additional);
    if ((old.additional === false) === (now.additional === false)) return;
    const isClosed = now.additional === false;
    made.found.push({
      kind: "keyword",
      action: "changed",
      detail: `other properties are ${isClosed ? "refused" : "allowed"} now`,
      ...(isClosed ? tighter : looser)(at.side),
      side: at.side,
      before: { node: nodeWith(old, "additionalProperties"), key: "additionalProperties" },
      after: { node: nodeWith(now, "additionalProperties"), key: "additionalProperties" },
    });
  }
}

/** What is found if values are no longer valid and no keyword explains it. */
function undecided(old: NormalSchema, now: NormalSchema, { side }: At): Found {
  return {
    kind: "type",
    action: "changed",
    detail: "what is valid",
    ...(side === "request" ? tighter : looser)(side),
    side,
    before: { node: nodeWith(old) },
    after: { node: nodeWith(now) },
  };
}

type Add = (step: string, was: Parts, is: Parts, inside?: Partial<At>) => void;

function isOf({ types }: NormalSchema, type: "object" | "array" | "string"): boolean {
  return types === undefined || types.has(type);
}

/** What a schema says of the document that a text contains. */
function contentIn(schema: NormalSchema): Parts {
  return isOf(schema, "string") ? schema.nodes.flatMap(({ contentSchema = [] }) => contentSchema) : [];
}

/** The node that stands first for a property. */
function partNode(parts: Parts): object | undefined {
  const part = parts.find((one) => typeof one === "object");
  return part && originOf(part);
}

/** What changes if a value must be there now, or may be missing now. */
export function compareRequired(
  wasRequired: boolean,
  isRequired: boolean,
  side: Side,
  kind: "required" | "body" = "required",
): Found[] {
  if (wasRequired === isRequired) return [];
  const verdict = isRequired
    ? tighter(side, {
        request: "Old requests may leave it out and are refused.",
        response: "It is always there now.",
      })
    : looser(side, {
        request: "Old requests have it and are still accepted.",
        response: "Old code relies on its presence.",
      });
  return [{ kind, action: "changed", detail: `${need(wasRequired)} → ${need(isRequired)}`, ...verdict, side }];
}

export function need(isRequired: boolean): string {
  return isRequired ? "required" : "optional";
}
