import { milder, type Verdict } from "./change.ts";
import type { Retold } from "./compare-words.ts";
import type { Way } from "./covers.ts";
import type { Found } from "./found.ts";

/** How values get from one to the other, and what is around them. */
export interface At extends Way {
  /** Whether the value may be missing, so that its default applies. */
  mayBeLeftOut: boolean;
  /** The words that the values of enumerations around tell now, if they told others. */
  retold?: readonly Retold[];
}

/** Two schemas that are compared once, wherever they are used: what differs in them, and the pairs inside them. */
export interface SchemaPair {
  /** The name of the schema that differences belong to. */
  name: string | undefined;
  found: Found[];
  inner: Inner[];
  /** The worst that differences of values can do here and inside, because all values are still valid. */
  atWorst?: Verdict;
  /** What is found if nothing inside explains why the pair breaks. */
  otherwise?: Found;
}

export interface Inner {
  step: string;
  schemas: SchemaPair;
  /** The worst that differences inside can do, because another alternative takes the values. */
  atWorst?: Verdict;
}

/** The verdict on something that was found where differences of values do no more than `atWorst`. */
export function limited({ kind, only, wire }: Found, atWorst: Verdict): Verdict {
  // A default is no value that someone sends, and words of an `x-availability` are judged apart.
  return kind === "default" || only !== undefined ? wire : milder(wire, atWorst);
}

/**
 * Everything that is found in a pair of schemas, with the way to it. A schema that refers to itself counts once.
 *
 * @param isLeftOut tells which pairs inside are left out
 */
export function flat(
  schemas: SchemaPair | undefined,
  isLeftOut: (inner: SchemaPair) => boolean = () => false,
): Found[] {
  const seen = new Set<SchemaPair>();
  const visit = (pair: SchemaPair, step: string, atWorst: Verdict): Found[] => {
    if (seen.has(pair)) return [];
    seen.add(pair);
    const here = milder(atWorst, pair.atWorst ?? "breaking");
    const inner = pair.inner.filter(({ schemas }) => !isLeftOut(schemas));
    return [
      ...pair.found.map((found) => ({ ...found, wire: limited(found, here), step: step + (found.step ?? "") })),
      ...inner.flatMap((one) => visit(one.schemas, step + one.step, milder(here, one.atWorst ?? "breaking"))),
    ];
  };
  return schemas ? visit(schemas, "", "breaking") : [];
}
