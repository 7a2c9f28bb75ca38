import { isRecord, type OpenApiDocument, pointerOf } from "@scenario-openapi/openapi";

/** Keywords whose value is a list without an order. */
const SETS = new Set([
  ..."required enum type tags parameters security allOf anyOf oneOf x-available-for includes".split(" "),
]);

/** Keywords whose value is data of the API, not a part of the description. */
const VALUES = new Set(["default", "example", "examples", "const", "value"]);

const canonicalTexts = new WeakMap<object, string>();

/** A text that is equal for two nodes if they say the same, whatever the order of keys and of lists without an order. */
export function canonical(node: unknown): string {
  if (typeof node !== "object" || node === null) return JSON.stringify(node) ?? "undefined";
  const known = canonicalTexts.get(node);
  if (known !== undefined) return known;
  const made = Array.isArray(node) ? `[${node.map(canonical).join()}]` : `{${fields(node).join()}}`;
  canonicalTexts.set(node, made);
  return made;
}

function fields(node: object): string[] {
  return Object.entries(node)
    .map(([key, value]): [string, string] => {
      if (VALUES.has(key)) return [key, exact(value)];
      const isSet = SETS.has(key) && Array.isArray(value);
      return [key, isSet ? `[${value.map(canonical).sort().join()}]` : canonical(value)];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, text]) => `${JSON.stringify(key)}:${text}`);
}

/** The same for data of the API, where only the order of keys does not matter. */
export function exact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(exact).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "undefined";
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${exact(value[key])}`).join()}}`;
}

/** Whether a node of one document and a node of the other are the same. */
export type Sameness = (before: unknown, after: unknown) => boolean;

/**
 * A function that tells whether two nodes say the same, texts included, with everything that they refer to. It looks at
 * each component once, so that the nodes around a single edit of a large description are not compared again.
 */
export function sameness(before: OpenApiDocument, after: OpenApiDocument): Sameness {
  const changed = changedReferences(before, after);
  return (one, other) => canonical(one) === canonical(other) && !referencesIn(one).some((ref) => changed(ref));
}

function changedReferences(before: OpenApiDocument, after: OpenApiDocument): (reference: string) => boolean {
  const olds = componentsOf(before);
  const news = componentsOf(after);
  const dirty = new Set(
    [...olds].filter(([ref, node]) => canonical(node) !== canonical(news.get(ref))).map(([ref]) => ref),
  );
  const users = new Map<string, string[]>();
  for (const [ref, node] of olds) {
    for (const target of referencesIn(node)) users.set(target, [...(users.get(target) ?? []), ref]);
  }
  // A component changes with the components that it refers to.
  for (const ref of dirty) for (const user of users.get(ref) ?? []) dirty.add(user);
  return (reference) => dirty.has(reference) || !olds.has(reference);
}

function componentsOf({ components = {} }: OpenApiDocument): Map<string, unknown> {
  return new Map(
    Object.entries(components).flatMap(([section, nodes]) =>
      Object.entries(nodes ?? {}).map(([name, node]): [string, unknown] => [
        `#${pointerOf(["components", section, name])}`,
        node,
      ]),
    ),
  );
}

const knownReferences = new WeakMap<object, string[]>();

function referencesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const known = knownReferences.get(node);
  if (known) return known;
  const found = new Set<string>();
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string") found.add(decodeURIComponent(value));
    else for (const reference of referencesIn(value)) found.add(reference);
  }
  const references = [...found];
  knownReferences.set(node, references);
  return references;
}
