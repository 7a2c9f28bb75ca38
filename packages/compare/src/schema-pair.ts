import type { Verdict } from "./change.ts";
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
  /** What is found if nothing inside explains why the pair breaks. */
  otherwise?: Found;
}

export interface Inner {
  step: string;
  schemas: SchemaPair;
  /** The worst that differences inside can do, because another alternative takes the values. */
  atWorst?: Verdict;
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
  const visit = (pair: SchemaPair, step: string): Found[] => {
    if (seen.has(pair)) return [];
    seen.add(pair);
    const inner = pair.inner.filter(({ schemas }) => !isLeftOut(schemas));
    return [
      ...pair.found.map((found) => ({ ...found, step: step + (found.step ?? "") })),
      ...inner.flatMap((one) => visit(one.schemas, step + one.step)),
    ];
  };
  return schemas ? visit(schemas, "") : [];
}
