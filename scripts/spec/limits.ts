import { isRecord } from "./is-record.ts";

/** A large description has a million values. */
const MOST_VALUES = 5_000_000;

/** Aliases save some writing. An alias inside an alias inside an alias makes billions of values of a few lines. */
const MOST_REPEATED_VALUES = 100_000;

/** A reference to a reference to a reference: each tool follows them all, from each of them. */
const MOST_REFERENCES_IN_A_ROW = 100;

interface Node {
  value: object;
  key: string;
  above: Node | undefined;
}

/**
 * Why a parsed file must not be given to the tools that read it, as it goes on from the name of the file: they would
 * need hours or all memory, or would lose a name. Undefined for what can be read.
 */
export function findBeyondLimits(root: unknown): string | undefined {
  const refs = new Map<string, string>();
  const seen = new Set<object>();
  const left = isObject(root) ? [{ value: root, key: "#", above: undefined } satisfies Node as Node] : [];
  let [values, repeated] = [0, 0];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    const { value } = node;
    const entries = Object.entries(value);
    values += entries.length;
    if (seen.has(value)) repeated += entries.length + 1;
    seen.add(value);
    if (repeated > MOST_REPEATED_VALUES) return "has YAML aliases that expand without end: write those values out";
    if (values > MOST_VALUES) return `holds more than ${MOST_VALUES} values: split the description`;
    for (const [key, child] of entries) {
      if (key === "__proto__" || (key === "name" && child === "__proto__")) {
        return `has the name "__proto__" at ${pointerOf(node)}: JavaScript keeps it for itself, so give it another`;
      }
      if (key === "$ref" && typeof child === "string" && isRecord(value)) refs.set(pointerOf(node), child);
      if (isObject(child)) left.push({ value: child, key, above: node });
    }
  }
  const start = [...refs.keys()].find((start) => leadsTooFar(start, refs));
  return (
    start &&
    `has more than ${MOST_REFERENCES_IN_A_ROW} references that only lead on to the next, from ${start}: refer to what is at their end`
  );
}

function leadsTooFar(start: string, refs: ReadonlyMap<string, string>): boolean {
  let at = refs.get(start);
  for (let steps = 0; at !== undefined && at !== start; steps++) {
    if (steps > MOST_REFERENCES_IN_A_ROW) return true;
    at = refs.get(at);
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function pointerOf({ key, above }: Node): string {
  return above === undefined ? key : `${pointerOf(above)}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
