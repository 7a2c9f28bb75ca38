import { isRecord, type OpenApiDocument } from "@repo/openapi";
import { kindsByName } from "./reader.ts";

/** Keywords whose value is a list without an order. */
const SETS = new Set([
  ..."required enum type tags parameters security allOf anyOf oneOf x-available-for includes".split(" "),
]);

/** Keywords whose value is data of the API, not a part of the description. */
const VALUES = new Set(["default", "example", "examples", "const", "value", "dataValue"]);

/** A text that is equal for two nodes if they say the same, whatever the order of keys and of lists without an order. */
export function canonical(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(canonical).join()}]`;
  return isRecord(node) ? `{${fields(node, canonical).join()}}` : (JSON.stringify(node) ?? "undefined");
}

function fields(node: Record<string, unknown>, textOf: (node: unknown) => string | number): string[] {
  return Object.keys(node)
    .sort()
    .map((key) => {
      const value = node[key];
      const isSet = SETS.has(key) && Array.isArray(value);
      const text = VALUES.has(key) ? exact(value) : isSet ? `[${value.map(textOf).sort().join()}]` : textOf(value);
      return `${JSON.stringify(key)}:${text}`;
    });
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
 * A function that tells whether two nodes say the same, texts included, with everything that they refer to. Each node
 * gets a number that stands for what it says, so that a large description is read once and takes little memory.
 */
export function sameness(before: OpenApiDocument, after: OpenApiDocument): Sameness {
  const numbers = new Map<string, number>();
  const known = new WeakMap<object, number>();
  const numberOf = (node: unknown): number => {
    const found = typeof node === "object" && node !== null ? known.get(node) : undefined;
    if (found !== undefined) return found;
    const text = Array.isArray(node)
      ? `[${node.map(numberOf).join()}]`
      : isRecord(node)
        ? `{${fields(node, numberOf).join()}}`
        : (JSON.stringify(node) ?? "undefined");
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    if (typeof node === "object" && node !== null) known.set(node, number);
    return number;
  };
  const isChanged = changedReferences(before, after, numberOf);
  const reaching = new WeakMap<object, boolean>();
  const reachesChange = (node: unknown): boolean => {
    if (typeof node !== "object" || node === null) return false;
    const found = reaching.get(node);
    if (found !== undefined) return found;
    const reaches = Object.entries(node).some(([key, value]) =>
      isReference(key, value) ? isChanged(value) : reachesChange(value),
    );
    reaching.set(node, reaches);
    return reaches;
  };
  return (one, other) => numberOf(one) === numberOf(other) && !reachesChange(one);
}

function isReference(key: string, value: unknown): value is string {
  return key === "$ref" && typeof value === "string";
}

function changedReferences(
  before: OpenApiDocument,
  after: OpenApiDocument,
  numberOf: (node: unknown) => number,
): (reference: string) => boolean {
  const olds = componentsOf(before);
  const news = componentsOf(after);
  const changed = new Set<string>();
  const users = new Map<string, Set<string>>();
  for (const [key, node] of olds) {
    const now = news.get(key);
    if (now === undefined || numberOf(node) !== numberOf(now)) changed.add(key);
    for (const target of componentsReferredTo(node)) users.set(target, (users.get(target) ?? new Set()).add(key));
  }
  // A schema with a discriminator changes with its kinds, which refer to it and not the other way round.
  const kinds = [kindsByName(before), kindsByName(after)] as const;
  for (const name of new Set(kinds.flatMap((one) => [...one.keys()]))) {
    const key = componentOf(`#/components/schemas/${name}`);
    const [was, is] = kinds.map((one) => one.get(name) ?? []);
    if (exact(was) !== exact(is)) changed.add(key);
    for (const ref of was ?? []) users.set(componentOf(ref), (users.get(componentOf(ref)) ?? new Set()).add(key));
  }
  // A component changes with the components that it refers to.
  for (const key of changed) for (const user of users.get(key) ?? []) changed.add(user);
  return (reference) => {
    const key = componentOf(reference);
    return changed.has(key) || !olds.has(key);
  };
}

/** The component that a reference leads to or into: `components/schemas/Dog`. */
function componentOf(reference: string): string {
  return decodeURIComponent(reference).replace(/^#\//, "").split("/").slice(0, 3).join("/");
}

function componentsOf({ components = {} }: OpenApiDocument): Map<string, unknown> {
  const escaped = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
  return new Map(
    Object.entries(components).flatMap(([section, nodes]) =>
      Object.entries(nodes ?? {}).map(([name, node]): [string, unknown] => [
        `components/${section}/${escaped(name)}`,
        node,
      ]),
    ),
  );
}

function componentsReferredTo(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== "object" || node === null) return found;
  for (const [key, value] of Object.entries(node)) {
    if (isReference(key, value)) found.add(componentOf(value));
    else componentsReferredTo(value, found);
  }
  return found;
}
