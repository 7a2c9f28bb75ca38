import ts from "typescript-5";
import type { Side, Verdict } from "./change.ts";

/** What the compiler says of one place: anything that it does not find is the same before and after. */
export interface TypeFinding {
  /** The steps to the place: `.parameters`, `.tags`, `[]`. */
  steps: readonly string[];
  side: Side;
  verdict: Exclude<Verdict, "none">;
  reason: string;
  /** The value of an enumeration that it is about, as JSON. */
  value?: string;
}

/**
 * Compares types of two descriptions, in one program, the way a build of old code would.
 *
 * Of a request: what the old type lets a program write must be assignable to the new type. Of a response: the new type
 * must be assignable to the old one, so that a program which handles every value that the old type has handles all.
 * That covers a `switch` over an enumeration: a value more makes it non-exhaustive, and is not assignable.
 *
 * Assignability alone is too kind in two ways, and both are checked as well:
 * - every property that old code may name must still be one. An object literal with a property more than the type is
 *   an error, and so is reading one that the type lost, though an optional property may go by assignability.
 * - every literal that old code may compare a response with must still be possible: `type === "x"` is an error where
 *   "x" is none of the values, though fewer values are assignable to more.
 *
 * What it cannot see is code that asks for more than the types promise: a comparison of types for equality, or a cast.
 */
export class TypeWalk {
  readonly #checker: ts.TypeChecker;
  readonly #known: Record<Side, Map<ts.Type, Map<ts.Type, TypeFinding[]>>> = {
    request: new Map(),
    response: new Map(),
  };

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** The places where two types differ, relative to them. */
  compare(before: ts.Type, after: ts.Type, side: Side): TypeFinding[] {
    if (before === after) return [];
    const known = this.#known[side].get(before) ?? new Map<ts.Type, TypeFinding[]>();
    this.#known[side].set(before, known);
    const found = known.get(after);
    if (found) return found;
    // Types that hold themselves are the same there, unless they differ elsewhere.
    known.set(after, []);
    const made = this.#compareOnce(before, after, side);
    known.set(after, made);
    return made;
  }

  #compareOnce(before: ts.Type, after: ts.Type, side: Side): TypeFinding[] {
    const found = [...this.#compareInside(before, after, side), ...this.#compareLiterals(before, after, side)];
    const [source, target] = side === "request" ? [before, after] : [after, before];
    if (!this.#checker.isTypeAssignableTo(source, target)) {
      // A place further in says it better.
      return found.some(({ verdict }) => verdict === "breaking")
        ? found
        : [...found, this.#refused(source, target, side)];
    }
    if (found.length > 0 || this.#checker.isTypeAssignableTo(target, source)) return found;
    return [{ steps: [], side, verdict: "compatible", reason: "The types differ, and old code compiles." }];
  }

  #refused(source: ts.Type, target: ts.Type, side: Side): TypeFinding {
    const [from, to] = [source, target].map((type) => this.#text(type));
    const reason =
      side === "request"
        ? `\`${from}\`, which old code sends, is not assignable to \`${to}\`.`
        : `\`${from}\`, which comes now, is not assignable to \`${to}\`, which old code expects.`;
    return { steps: [], side, verdict: "breaking", reason };
  }

  #text(type: ts.Type): string {
    const text = this.#checker.typeToString(type).replace(/\s+/g, " ");
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
  }

  /** Enumerations, value by value. Fewer values are assignable to more, and yet break a comparison with one that went. */
  #compareLiterals(given: ts.Type, givenNow: ts.Type, side: Side): TypeFinding[] {
    const [before, after] = [given, givenNow].map((type) => literals(this.#checker.getNonNullableType(type)));
    if (!before || !after) return [];
    const gone = [...before].filter((value) => !after.has(value));
    const come = [...after].filter((value) => !before.has(value));
    const reasons = {
      request: {
        gone: (value: string) => `Old code that sends ${value} no longer compiles.`,
        come: () => "Old code does not send it.",
      },
      response: {
        gone: (value: string) => `Old code that compares it with ${value} no longer compiles.`,
        come: (value: string) => `Old code that handles every value does not compile without ${value}.`,
      },
    }[side];
    const verdict = side === "request" ? "compatible" : "breaking";
    return [
      ...gone.map((value) => ({ steps: [], side, verdict: "breaking" as const, value, reason: reasons.gone(value) })),
      ...come.map((value) => ({ steps: [], side, verdict, value, reason: reasons.come(value) }) as const),
    ];
  }

  #compareInside(given: ts.Type, givenNow: ts.Type, side: Side): TypeFinding[] {
    const checker = this.#checker;
    const before = checker.getNonNullableType(given);
    const after = checker.getNonNullableType(givenNow);
    if (checker.isArrayType(before) && checker.isArrayType(after)) {
      const [one] = checker.getTypeArguments(before as ts.TypeReference);
      const [other] = checker.getTypeArguments(after as ts.TypeReference);
      return one && other ? within("[]", this.compare(one, other, side)) : [];
    }
    if (!isObject(before) || !isObject(after) || isList(checker, before) || isList(checker, after)) return [];
    const found: TypeFinding[] = [];
    for (const property of this.#propertiesOf(before, side)) {
      const now = this.#propertiesOf(after, side).find(({ name }) => name === property.name);
      const place = `.${property.name}`;
      if (now) {
        const [one, other] = [property, now].map((symbol) => checker.getTypeOfSymbol(symbol));
        if (one && other) found.push(...within(place, this.compare(one, other, side)));
        continue;
      }
      const index = checker.getIndexTypeOfType(after, ts.IndexKind.String);
      // Any property may be there, and then it is what any property is.
      if (index) found.push(...within(place, this.compare(checker.getTypeOfSymbol(property), index, side)));
      else {
        const reason =
          side === "request"
            ? "An object literal that has the property no longer compiles."
            : "Reading the property no longer compiles.";
        found.push({ steps: [place], side, verdict: "breaking", reason });
      }
    }
    for (const property of this.#propertiesOf(after, side)) {
      if (this.#propertiesOf(before, side).some(({ name }) => name === property.name)) continue;
      const isNeeded = side === "request" && (property.flags & ts.SymbolFlags.Optional) === 0;
      found.push({
        steps: [`.${property.name}`],
        side,
        verdict: isNeeded ? "breaking" : "compatible",
        reason: isNeeded
          ? "Old code does not give the property, which is required."
          : "Old code does without the property.",
      });
    }
    const [index, indexNow] = [before, after].map((type) => checker.getIndexTypeOfType(type, ts.IndexKind.String));
    return index && indexNow ? [...found, ...within("[key]", this.compare(index, indexNow, side))] : found;
  }

  /** The properties that old code may name: of a union, any to write, and those of all its members to read. */
  #propertiesOf(type: ts.Type, side: Side): ts.Symbol[] {
    if (side === "response" || !type.isUnion()) return this.#checker.getPropertiesOfType(type);
    const byName = new Map(
      type.types.flatMap((member) => this.#checker.getPropertiesOfType(member)).map((one) => [one.name, one]),
    );
    return [...byName].map(([name, one]) => this.#checker.getPropertyOfType(type, name) ?? one);
  }
}

/** The findings seen from a step further out. */
function within(step: string, found: readonly TypeFinding[]): TypeFinding[] {
  return found.map((finding) => ({ ...finding, steps: [step, ...finding.steps] }));
}

/** The values of a union of literals, as JSON. */
function literals(type: ts.Type): Set<string> | undefined {
  const members = type.isUnion() ? type.types : [type];
  const values = members.flatMap((member) => (member.isLiteral() ? [JSON.stringify(member.value)] : []));
  return values.length === members.length ? new Set(values) : undefined;
}

function isObject(type: ts.Type): boolean {
  return type.isUnionOrIntersection() ? type.types.every(isObject) : (type.flags & ts.TypeFlags.Object) !== 0;
}

function isList(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some((member) => isList(checker, member));
  return checker.isArrayType(type) || checker.isTupleType(type);
}
