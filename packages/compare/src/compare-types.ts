import ts from "typescript-5";
import type { Side } from "./change.ts";
import { emptyPair, type JudgedPair, lone, settle, type TypeFinding } from "./judged-pair.ts";

const { Object: OBJECT, Intersection: INTERSECTION, Never: NEVER, Null: NULL, Undefined: UNDEFINED } = ts.TypeFlags;

/**
 * Asks the compiler, pair by pair, whether code that was written for the old type compiles with the new one.
 *
 * Old code writes requests, so the old type must be assignable to the new one. It reads responses, so the new type must be
 * assignable to the old one. That is not all, because code also names things, and what it names must still be there:
 * - properties, which it reads, writes in object literals and assigns,
 * - in responses, the alternatives and values that it looks for: with the last of them gone, narrowing ends in `never`.
 *
 * So the types are taken apart into pairs until there is nothing to name. It does not see code that demands more than the
 * types promise, such as a test of two types for equality, or a cast.
 */
export class TypeComparison {
  readonly #checker: ts.TypeChecker;
  readonly #named: ReadonlyMap<ts.Type, ts.Type>;
  readonly #known: Record<Side, Map<ts.Type, Map<ts.Type, JudgedPair>>> = { request: new Map(), response: new Map() };

  /** @param named the old types that have a name which programs import, and what the name stands for now */
  constructor(checker: ts.TypeChecker, named: ReadonlyMap<ts.Type, ts.Type>) {
    this.#checker = checker;
    this.#named = named;
  }

  /** Whether old code uses a type on a side, and whether its partner there was the given one. */
  uses(side: Side, before: ts.Type, after?: ts.Type): boolean {
    const partners = this.#known[side].get(before);
    return partners !== undefined && (after === undefined || partners.has(after));
  }

  /** Judges a pair. A type that contains itself is the same there, unless it differs elsewhere. */
  compare(given: ts.Type, givenNow: ts.Type, side: Side): JudgedPair {
    const [before, after] = [this.#defined(given), this.#defined(givenNow)];
    const partners = this.#known[side].get(before) ?? new Map<ts.Type, JudgedPair>();
    this.#known[side].set(before, partners);
    const known = partners.get(after);
    if (known) return known;
    const pair = emptyPair(isObject(before) && !this.#isList(before));
    partners.set(after, pair);
    if (before !== after) this.#judge(pair, before, after, side);
    settle(pair);
    return pair;
  }

  #judge(pair: JudgedPair, before: ts.Type, after: ts.Type, side: Side): void {
    const [olds, news] = [membersOf(before), membersOf(after)];
    const [old, now] = [olds.filter(isObject), news.filter(isObject)];
    const isOnePair = olds.length === old.length && news.length === now.length && old.length < 2 && now.length < 2;
    if (isOnePair) this.#compareObjects(pair, old[0], now[0], side);
    else {
      this.#compareScalars(pair, before, after, side);
      this.#compareAlternatives(pair, before, after, side);
    }
    const isRequest = side === "request";
    const fit = (source: ts.Type, target: ts.Type) => membersOf(source).every((one) => this.#fits(one, target));
    const [source, target] = isRequest ? [before, after] : [after, before];
    const named = this.#named.get(before);
    const add = (verdict: TypeFinding["verdict"], reason: string) => pair.found.push({ side, verdict, reason });
    settle(pair);
    if (!pair.breaks && !fit(source, target)) {
      const [from, to] = [this.#text(source), this.#text(target)];
      const reason = isRequest
        ? `Old code sends \`${from}\`, not \`${to}\`.`
        : `Old code expects \`${to}\`, not \`${from}\`.`;
      pair.found.push({ side, verdict: "breaking", reason, isWhole: true });
    } else if (!pair.breaks && named && !(isRequest ? fit(named, after) : fit(after, named))) {
      add("breaking", "Old code that uses the name of the schema for it no longer compiles.");
    } else if (!pair.differs && !fit(target, source)) {
      add("compatible", "The types differ, but old code compiles.");
    }
  }

  /** Null, text, numbers and the values of enumerations. */
  #compareScalars(pair: JudgedPair, before: ts.Type, after: ts.Type, side: Side): void {
    const isRequest = side === "request";
    const [olds, news] = [membersOf(before), membersOf(after)];
    // Old code that handles null need not get any, and a narrower type is a part of the old one.
    const copes = (old: ts.Type) => !isRequest && (old.flags & NULL || news.some((now) => this.#fits(now, old)));
    const lost = olds.filter((old) => !isObject(old) && !this.#fits(old, after) && !copes(old));
    const added = news.filter((now) => !isObject(now) && !this.#fits(now, before));
    const add = (verdict: TypeFinding["verdict"], types: readonly ts.Type[], reasonFor: (text: string) => string) => {
      for (const type of types.filter((one) => one.isLiteral())) {
        const value = JSON.stringify(type.value);
        pair.found.push({ side, verdict, value, reason: reasonFor(value) });
      }
      const others = types.filter((one) => !one.isLiteral()).map((one) => this.#text(one));
      const text = others.join(" | ").replace("false | true", "boolean");
      if (text !== "") pair.found.push({ side, verdict, reason: reasonFor(text) });
    };
    add("breaking", lost, (text) => `Old code that ${isRequest ? "sends" : "looks for"} ${text} no longer compiles.`);
    if (isRequest) add("compatible", added, (text) => `Old code does not send ${text}.`);
    else add("breaking", added, (text) => `Old code that handles every value does not compile without ${text}.`);
  }

  /**
   * Of a request, each old alternative needs a new one that takes all of it. Of a response, each one needs a partner, since
   * old code may look for any of the old ones and handles no others.
   */
  #compareAlternatives(pair: JudgedPair, before: ts.Type, after: ts.Type, side: Side): void {
    const [olds, news] = [membersOf(before).filter(isObject), membersOf(after).filter(isObject)];
    const partners = new Set<ts.Type>();
    const enter = (was: ts.Type, is: ts.Type) => {
      partners.add(is);
      this.#enter(pair, "", was, is, side);
    };
    const find = (old: readonly ts.Type[], now: readonly ts.Type[], whole: ts.Type, isLost: boolean) => {
      const [one] = isLost ? old : now;
      if (!one) return;
      const pairs = old.flatMap((was) => now.map((is) => ({ was, is, likeness: this.#likeness(was, is) })));
      pairs.sort((first, second) => second.likeness - first.likeness);
      const same = pairs.find(({ was, is }) => !this.compare(was, is, side).differs);
      const fine = same ?? pairs.find(({ was, is }) => !this.compare(was, is, side).breaks);
      if (fine) return enter(fine.was, fine.is);
      // `unknown` and the like
      const others = membersOf(whole).filter((member) => !isObject(member));
      if (others.some((other) => (side === "request") === isLost && this.#fits(one, other))) return;
      if (this.#isRegrouped(one, before, after, side)) return;
      const [best] = pairs;
      if (best && best.likeness > 0) return enter(best.was, best.is);
      const text = this.#text(one);
      const reason = isLost
        ? `Old code that uses \`${text}\` no longer compiles.`
        : `Old code does not handle \`${text}\`.`;
      pair.found.push({ side, verdict: "breaking", reason });
    };
    for (const old of olds) find([old], news, after, true);
    if (side === "request") return;
    for (const now of news) if (!partners.has(now)) find(olds, [now], before, false);
  }

  /** Whether the alternatives are the same in other portions: `{ kind: "a" | "b" }` for `{ kind: "a" } | { kind: "b" }`. */
  #isRegrouped(one: ts.Type, before: ts.Type, after: ts.Type, side: Side): boolean {
    if (!this.#fits(before, after) || (side === "response" && !this.#fits(after, before))) return false;
    const [olds, news] = [membersOf(before).filter(isObject), membersOf(after).filter(isObject)];
    const isSame = (other: ts.Type) => this.#fits(one, other) && this.#fits(other, one);
    if ((olds.includes(one) ? news : olds).some(isSame)) return false;
    const namesOf = (type: ts.Type) => this.#checker.getPropertiesOfType(type).map(({ name }) => name);
    // An object literal may have the properties of all alternatives that no constant tells apart.
    const isBeside = (now: ts.Type) => (other: ts.Type) =>
      other === now || (side === "request" && this.#likeness(other, now) >= 0);
    const keepsNames = (old: ts.Type, now: ts.Type) =>
      new Set(namesOf(old)).isSubsetOf(new Set(news.filter(isBeside(now)).flatMap(namesOf)));
    return olds.every((old) => news.every((now) => this.#likeness(old, now) <= 0 || keepsNames(old, now)));
  }

  /**
   * The share of properties that two objects have in common. Different constants, such as `kind`, tell that they have nothing
   * in common, and the same constants or the same name that they belong together.
   */
  #likeness(old: ts.Type, now: ts.Type): number {
    if (this.#isList(old) && this.#isList(now)) {
      const [item, itemNow] = [old, now].map((type) => this.#itemsOf(type)[0]);
      return item && itemNow && isObject(item) && isObject(itemNow) ? this.#likeness(item, itemNow) : 1;
    }
    if (this.#isList(old) || this.#isList(now)) return -1;
    let likeness = this.#named.get(old) === now ? 1 : 0;
    const properties = this.#checker.getPropertiesOfType(old);
    const count = properties.length + this.#checker.getPropertiesOfType(now).length;
    for (const property of properties) {
      const other = this.#checker.getPropertyOfType(now, property.name);
      if (!other) continue;
      const [one, two] = [property, other].map((symbol) => this.#checker.getTypeOfSymbol(symbol));
      const areConstants = one?.isLiteral() && two?.isLiteral();
      likeness += areConstants ? (one === two ? 10 : -10) : 2 / count;
    }
    return likeness;
  }

  /** Compares two objects or lists. One that is missing counts as an object without properties. */
  #compareObjects(pair: JudgedPair, old: ts.Type | undefined, now: ts.Type | undefined, side: Side): void {
    if ((old && this.#isList(old)) || (now && this.#isList(now))) {
      const [items, itemsNow] = [old, now].map((type) => (type && this.#isList(type) ? this.#itemsOf(type) : []));
      for (const [index, itemNow] of itemsNow?.entries() ?? []) {
        const item = items?.[index];
        if (item) this.#enter(pair, "[]", item, itemNow, side);
      }
      return;
    }
    const propertiesOf = (type: ts.Type | undefined) => (type ? this.#checker.getPropertiesOfType(type) : []);
    const indexOf = (type: ts.Type | undefined) => type && this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const [index, indexNow] = [indexOf(old), indexOf(now)];
    const news = new Map(propertiesOf(now).map((property) => [property.name, property]));
    for (const property of propertiesOf(old)) {
      const propertyNow = news.get(property.name);
      news.delete(property.name);
      const step = `.${property.name}`;
      const add = (verdict: TypeFinding["verdict"], reason: string) =>
        pair.inner.push({ step, pair: lone(side, verdict, reason) });
      const typeNow = propertyNow ? this.#checker.getTypeOfSymbol(propertyNow) : indexNow;
      if (!typeNow) {
        const use = side === "request" ? "An object literal with the property" : "Reading the property";
        add("breaking", `${use} no longer compiles.`);
        continue;
      }
      const [isOptional, isOptionalNow] = [
        isOptionalProperty(property),
        !propertyNow || isOptionalProperty(propertyNow),
      ];
      if (isOptional !== isOptionalNow) {
        const isBroken = isOptionalNow === (side === "response");
        const reason = isOptionalNow ? "Old code expects that it is there." : "Old code may leave it out.";
        add(isBroken ? "breaking" : "compatible", isBroken ? reason : "Old code copes with both.");
      }
      if (propertyNow && isReadonly(propertyNow) && !isReadonly(property)) {
        add("breaking", "Old code that assigns to the property no longer compiles.");
      }
      this.#enter(pair, step, this.#checker.getTypeOfSymbol(property), typeNow, side);
    }
    for (const property of news.values()) {
      const isNeeded = side === "request" && !isOptionalProperty(property);
      const [verdict, reason] = isNeeded
        ? (["breaking", "Old code does not have the property, which is required."] as const)
        : (["compatible", "Old code does not use the property."] as const);
      pair.inner.push({ step: `.${property.name}`, pair: lone(side, verdict, reason) });
    }
    if (index && indexNow) this.#enter(pair, "[key]", index, indexNow, side);
    else if (index) {
      const reason = "Old code that names other properties no longer compiles.";
      pair.inner.push({ step: "[key]", pair: lone(side, "breaking", reason) });
    }
  }

  #enter(pair: JudgedPair, step: string, before: ts.Type, after: ts.Type, side: Side): void {
    pair.inner.push({ step, pair: this.compare(before, after, side) });
  }

  /** The type of a property that is there. */
  #defined(type: ts.Type): ts.Type {
    const isPlain = !type.isUnion() || type.types.some(({ flags }) => flags & NULL);
    return isPlain ? type : this.#checker.getNonNullableType(type);
  }

  #fits(source: ts.Type, target: ts.Type): boolean {
    return this.#checker.isTypeAssignableTo(source, target);
  }

  #isList(type: ts.Type): boolean {
    return this.#checker.isArrayType(type) || this.#checker.isTupleType(type);
  }

  #itemsOf(type: ts.Type): readonly ts.Type[] {
    return this.#checker.getTypeArguments(type as ts.TypeReference);
  }

  #text(type: ts.Type): string {
    const text = this.#checker.typeToString(type).replace(/\s+/g, " ");
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
  }
}

/** The alternatives of a type without `undefined`. */
function membersOf(type: ts.Type): ts.Type[] {
  return (type.isUnion() ? type.types : [type]).filter(({ flags }) => (flags & (NEVER | UNDEFINED)) === 0);
}

function isObject(type: ts.Type): boolean {
  return type.flags & INTERSECTION ? (type as ts.IntersectionType).types.some(isObject) : (type.flags & OBJECT) !== 0;
}

function isOptionalProperty({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Optional) !== 0;
}

function isReadonly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((one) => (ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Readonly) !== 0);
}
