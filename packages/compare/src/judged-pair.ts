import type { Side, Verdict } from "./change.ts";

/** The compiler's judgement of one place. Places without a finding are the same before and after. */
export interface TypeFinding {
  side: Side;
  verdict: Exclude<Verdict, "none">;
  reason: string;
  /** The value of an enumeration that it is about, as JSON. */
  value?: string;
  /** Whether it is about the type as a whole, so that it says nothing new if something inside breaks. */
  isWhole?: true;
}

/** What was found about a pair of types, and the pairs inside. A pair is judged once, wherever it is used. */
export interface JudgedPair {
  found: TypeFinding[];
  /** The properties, items and alternatives, by the step to them: `.parameters`, `[]`, `[key]`, or none. */
  inner: { step: string; pair: JudgedPair }[];
  /** Whether it is of a type with properties of its own. Others, such as `string[]`, are the same wherever they are written. */
  isDeclared: boolean;
  /** Whether something in it breaks old code, or is different at all. */
  breaks: boolean;
  differs: boolean;
}

/** A pair that is still to be judged. */
export function emptyPair(isDeclared: boolean): JudgedPair {
  return { found: [], inner: [], isDeclared, breaks: false, differs: false };
}

/** Says what follows from what was found. */
export function settle(pair: JudgedPair): void {
  pair.breaks =
    pair.found.some(({ verdict }) => verdict === "breaking") || pair.inner.some(({ pair: { breaks } }) => breaks);
  pair.differs = pair.found.length > 0 || pair.inner.some(({ pair: { differs } }) => differs);
}

/** A pair about which there is one thing to say. */
export function lone(side: Side, verdict: TypeFinding["verdict"], reason: string): JudgedPair {
  const pair = emptyPair(false);
  pair.found.push({ side, verdict, reason });
  settle(pair);
  return pair;
}

/** Where a pair was met. */
export interface Entry {
  /** The old name of the operation, or `*` if it is of none. */
  operation: string;
  /** `body.parameters.rank`, or `TrainingParameters.rank` if it is of no operation. */
  place: string;
  pair: JudgedPair;
}

export interface PlacedFinding extends TypeFinding, Omit<Entry, "pair"> {}

/** What was found in some pairs and in all that they contain, each declared type once, at the place that is nearest. */
export function placesOf(entries: readonly Entry[]): PlacedFinding[] {
  const found: PlacedFinding[] = [];
  const seen = new Set<JudgedPair>();
  const open = entries.map((entry) => ({ ...entry, around: [] as readonly JudgedPair[] }));
  for (const { operation, place, pair, around } of open) {
    if (seen.has(pair) || around.includes(pair)) continue;
    if (pair.isDeclared) seen.add(pair);
    const news = pair.found.filter(({ isWhole }) => !isWhole || !isExplainedInside(pair));
    found.push(...news.map((finding) => ({ ...finding, operation, place: place.replace(/^\./, "") })));
    const aroundInner = pair.isDeclared ? [] : [...around, pair];
    for (const { step, pair: inner } of pair.inner) {
      open.push({ operation, place: place + step, pair: inner, around: aroundInner });
    }
  }
  return found;
}

/** Whether something further in breaks. While a type that contains itself is judged, that is not known yet. */
function isExplainedInside(pair: JudgedPair): boolean {
  const open = new Set(pair.inner.map((one) => one.pair));
  for (const { found, inner } of open) {
    if (found.some(({ verdict, isWhole }) => verdict === "breaking" && !isWhole)) return true;
    for (const one of inner) open.add(one.pair);
  }
  return false;
}
