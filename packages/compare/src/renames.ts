import { isRecord, type OpenApiDocument, valueAt } from "@repo/openapi";
import type { Change } from "./change.ts";

/**
 * Which removed fields have probably been renamed: those of the same shape that were added to the same object. For people
 * only, since old code breaks all the same.
 *
 * @returns the added field of each removed one
 */
export function probableRenames(
  changes: readonly Change[],
  before: OpenApiDocument,
  after: OpenApiDocument,
): Map<Change, Change> {
  const fields = changes.filter(({ kind }) => kind === "property");
  const added = fields.filter(({ action, pointers }) => action === "added" && pointers.after !== undefined);
  const removed = fields.filter(({ action, pointers }) => action === "removed" && pointers.before !== undefined);
  const renames = new Map<Change, Change>();
  for (const change of removed) {
    const { before: pointer = "" } = change.pointers;
    const fitting = added.filter(
      ({ pointers }) =>
        parentOf(pointers.after ?? "") === parentOf(pointer) &&
        shapeOf(valueAt(after, pointers.after ?? "")) === shapeOf(valueAt(before, pointer)),
    );
    const [only, ...others] = fitting;
    if (only && others.length === 0 && ![...renames.values()].includes(only)) renames.set(change, only);
  }
  return renames;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** A schema without its words. */
function shapeOf(schema: unknown): string {
  if (!isRecord(schema)) return JSON.stringify(schema);
  const { title, description, example, examples, deprecated, ...shape } = schema;
  return JSON.stringify(shape);
}
