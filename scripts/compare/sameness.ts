import type { OpenApiDocument } from "../spec/openapi-document.ts";
import { canonical } from "./canonical.ts";

/** Tells nodes that need no comparing from those that do. */
export type Sameness = (before: unknown, after: unknown) => boolean;

/**
 * Tells whether a node before and a node after say the same, down to the last word, with all that they refer to. It
 * looks at each component once, so that one edit of a large description costs a walk to that edit.
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
  // A component changes with what it refers to.
  for (const ref of dirty) for (const user of users.get(ref) ?? []) dirty.add(user);
  return (reference) => dirty.has(reference) || !olds.has(reference);
}

function componentsOf({ components = {} }: OpenApiDocument): Map<string, unknown> {
  return new Map(
    Object.entries(components).flatMap(([section, nodes]) =>
      Object.entries(nodes ?? {}).map(([name, node]): [string, unknown] => [pointerTo(section, name), node]),
    ),
  );
}

function pointerTo(section: string, name: string): string {
  return `#/components/${section}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

const known = new WeakMap<object, string[]>();

function referencesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const before = known.get(node);
  if (before) return before;
  const found = new Set<string>();
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string") found.add(decodeURIComponent(value));
    else for (const reference of referencesIn(value)) found.add(reference);
  }
  const references = [...found];
  known.set(node, references);
  return references;
}
