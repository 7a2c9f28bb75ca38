import ts from "typescript-5";
import type { Side, Verdict } from "./change.ts";

/** The compiler's judgement of one place. Places without a finding are the same before and after. */
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
 * Compares types of two descriptions in one program, as a build of old code would.
 *
 * For a request, whatever the old type lets a program write must be assignable to the new type. For a response, the new
 * type must be assignable to the old one, so that a program that handles every old value handles all values. This
 * includes a `switch` over an enumeration: one more value makes it non-exhaustive, and is not assignable.
 *
 * Assignability allows too much in two cases, which are checked separately:
 * - Every property that old code may name must still exist. An object literal with an unknown property does not compile,
 *   nor does reading a property that is gone, although an optional property may go without breaking assignability.
 * - Every literal that old code may compare a response with must still be possible: `type === "x"` does not compile if
 *   "x" is not one of the values, although fewer values are assignable to more.
 *
 * It does not see code that demands more than the types promise, such as a test of two types for equality, or a cast.
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

  /** The places where two types differ, relative to them. Types that are missing do not differ. */
  compare(before: ts.Type | undefined, after: ts.Type | undefined, side: Side): TypeFinding[] {
    if (!before || !after || before === after) return [];
    const known = this.#known[side].get(before) ?? new Map<ts.Type, TypeFinding[]>();
    this.#known[side].set(before, known);
    const found = known.get(after);
    if (found) return found;
    // A type that contains itself is the same there, unless it differs elsewhere.
    known.set(after, []);
    const made = this.#compareOnce(before, after, side);
    known.set(after, made);
    return made;
  }

  #compareOnce(before: ts.Type, after: ts.Type, side: Side): TypeFinding[] {
    const found = [...this.#compareInside(before, after, side), ...this.#compareLiterals(before, after, side)];
    const [source, target] = side === "request" ? [before, after] : [after, before];
    if (!this.#checker.isTypeAssignableTo(source, target)) {
      const isExplained = found.some(({ verdict }) => verdict === "breaking");
      return isExplained ? found : [...found, this.#notAssignable(source, target, side)];
    }
    if (found.length > 0 || this.#checker.isTypeAssignableTo(target, source)) return found;
    return [{ steps: [], side, verdict: "compatible", reason: "The types differ, but old code compiles." }];
  }

  #notAssignable(source: ts.Type, target: ts.Type, side: Side): TypeFinding {
    const from = this.#text(source);
    const to = this.#text(target);
    const reason =
      side === "request"
        ? `\`${from}\`, which old code sends, is not assignable to \`${to}\`.`
        : `\`${from}\`, which is returned now, is not assignable to \`${to}\`, which old code expects.`;
    return { steps: [], side, verdict: "breaking", reason };
  }

  #text(type: ts.Type): string {
    const text = this.#checker.typeToString(type).replace(/\s+/g, " ");
    return text.length > 80 ? `${text.slice(0, 79)}…` : text;
  }

  /** Compares enumerations value by value. */
  #compareLiterals(given: ts.Type, givenNow: ts.Type, side: Side): TypeFinding[] {
    const before = this.#literals(given);
    const after = this.#literals(givenNow);
    if (!before || !after) return [];
    const removed = [...before].filter((value) => !after.has(value));
    const added = [...after].filter((value) => !before.has(value));
    const isRequest = side === "request";
    return [
      ...removed.map((value): TypeFinding => {
        const use = isRequest ? `sends ${value}` : `compares it with ${value}`;
        return { steps: [], side, verdict: "breaking", value, reason: `Old code that ${use} no longer compiles.` };
      }),
      ...added.map((value): TypeFinding => {
        const reason = isRequest
          ? "Old code does not send it."
          : `Old code that handles every value does not compile without ${value}.`;
        return { steps: [], side, verdict: isRequest ? "compatible" : "breaking", value, reason };
      }),
    ];
  }

  /** The values of a union of literals as JSON, or undefined for another type. */
  #literals(given: ts.Type): Set<string> | undefined {
    const type = this.#checker.getNonNullableType(given);
    const members = type.isUnion() ? type.types : [type];
    const values = members.flatMap((member) => (member.isLiteral() ? [JSON.stringify(member.value)] : []));
    return values.length === members.length ? new Set(values) : undefined;
  }

  #compareInside(given: ts.Type, givenNow: ts.Type, side: Side): TypeFinding[] {
    const checker = this.#checker;
    const before = checker.getNonNullableType(given);
    const after = checker.getNonNullableType(givenNow);
    if (checker.isArrayType(before) && checker.isArrayType(after)) {
      const [one, other] = [before, after].map((type) => checker.getTypeArguments(type as ts.TypeReference)[0]);
      return within("[]", this.compare(one, other, side));
    }
    if (!isObject(before) || !isObject(after) || isList(checker, before) || isList(checker, after)) return [];
    const olds = this.#propertiesOf(before, side);
    const news = this.#propertiesOf(after, side);
    const index = checker.getIndexTypeOfType(before, ts.IndexKind.String);
    const indexNow = checker.getIndexTypeOfType(after, ts.IndexKind.String);
    const found: TypeFinding[] = [];
    for (const [name, property] of olds) {
      const now = news.get(name);
      // With an index signature, any property may be there.
      const typeNow = now ? checker.getTypeOfSymbol(now) : indexNow;
      if (typeNow) {
        found.push(...within(`.${name}`, this.compare(checker.getTypeOfSymbol(property), typeNow, side)));
        continue;
      }
      const reason =
        side === "request"
          ? "An object literal with the property no longer compiles."
          : "Reading the property no longer compiles.";
      found.push({ steps: [`.${name}`], side, verdict: "breaking", reason });
    }
    for (const [name, property] of news) {
      if (olds.has(name)) continue;
      const isNeeded = side === "request" && (property.flags & ts.SymbolFlags.Optional) === 0;
      const [verdict, reason] = isNeeded
        ? (["breaking", "Old code does not have the property, which is required."] as const)
        : (["compatible", "Old code does not use the property."] as const);
      found.push({ steps: [`.${name}`], side, verdict, reason });
    }
    return [...found, ...within("[key]", this.compare(index, indexNow, side))];
  }

  /** The properties that old code may name: those of any member of a union to write, and those of all to read. */
  #propertiesOf(type: ts.Type, side: Side): Map<string, ts.Symbol> {
    const isEach = side === "request" && type.isUnion();
    const properties = (isEach ? type.types : [type]).flatMap((member) => this.#checker.getPropertiesOfType(member));
    return new Map(properties.map((one) => [one.name, this.#checker.getPropertyOfType(type, one.name) ?? one]));
  }
}

/** The findings as seen from one step further out. */
function within(step: string, found: readonly TypeFinding[]): TypeFinding[] {
  return found.map((finding) => ({ ...finding, steps: [step, ...finding.steps] }));
}

function isObject(type: ts.Type): boolean {
  return type.isUnionOrIntersection() ? type.types.every(isObject) : (type.flags & ts.TypeFlags.Object) !== 0;
}

function isList(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some((member) => isList(checker, member));
  return checker.isArrayType(type) || checker.isTupleType(type);
}
