import { isRecord } from "./is-record.ts";

/** A description of 2,000 operations has some 100,000 values. With many more, reading takes minutes. */
const MOST_VALUES = 1_000_000;

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
    if (values > MOST_VALUES)
      return `is too large, with more than ${MOST_VALUES.toLocaleString("en")} values: split the description`;
    for (const [key, child] of entries) {
      if (key === "__proto__" || (key === "name" && child === "__proto__")) {
        return `has the name "__proto__" at ${pointerOf(node)}: JavaScript keeps it for itself, so give it another`;
      }
      if (key === "$ref" && typeof child === "string" && isRecord(value)) refs.set(pointerOf(node), child);
      if (isObject(child)) left.push({ value: child, key, above: node });
    }
  }
  const inherited = [...refs].find(([, ref]) => leadsToInherited(root, ref));
  if (inherited)
    return `has a $ref "${inherited[1]}" at ${inherited[0]} that points at nothing: correct it or add what it names`;
  const start = [...refs.keys()].find((start) => leadsTooFar(start, refs));
  return (
    start &&
    `has more than ${MOST_REFERENCES_IN_A_ROW} references that only lead on to the next, from ${start}: refer to what is at their end`
  );
}

function leadsTooFar(start: string, refs: ReadonlyMap<string, string>): boolean {
  const way = new Set<string>();
  // A circle is none of its own length: another check finds it, and says where it closes.
  for (let at: string | undefined = start; at !== undefined && !way.has(at); at = refs.get(at)) {
    if (way.size > MOST_REFERENCES_IN_A_ROW) return true;
    way.add(at);
  }
  return false;
}

/** Whether a local reference leads to what every JavaScript object has, such as `toString`, and not to the file's own. */
function leadsToInherited(root: unknown, ref: string): boolean {
  let at: unknown = root;
  for (const segment of ref.startsWith("#/") ? ref.slice(2).split("/") : []) {
    if (!isObject(at)) return false;
    if (!Object.hasOwn(at, segment)) return segment in at;
    at = Reflect.get(at, segment);
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function pointerOf({ key, above }: Node): string {
  return above === undefined ? key : `${pointerOf(above)}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
