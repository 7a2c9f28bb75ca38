import { keysOf, type OpenApiDocument } from "@repo/openapi";
import { type Bump, bumpOf, type Comparison, type Verdict, worst } from "../change.ts";
import { compareDescriptions } from "../compare-descriptions.ts";
import { modelsApi } from "./models-api.ts";

/** New values by place, as `edits.yaml` explains. */
export type NewValues = Readonly<Record<string, unknown>>;

/** One edit of a description, and the verdicts that it must get. */
export interface Edit {
  name: string;
  /** Prepares the description, if the edit changes something that it does not have. */
  given?: NewValues;
  edit?: NewValues;
  /** Whether everything that has no order is put in the opposite order. */
  isReversed?: boolean;
  wire: Verdict;
  types: Verdict;
  why: string;
  /** Only if it does not follow from the verdicts; `none` if there is no change to report. */
  bump?: Bump | "none";
}

/** An edit with both documents, what comparing them must find (wire, types and bump), and what it finds. */
export interface JudgedEdit {
  edit: Edit;
  before: OpenApiDocument;
  after: OpenApiDocument;
  expected: string[];
  given: string[];
  comparison: Comparison;
}

/** Applies an edit to {@link modelsApi} and compares. */
export async function judgeEdit(edit: Edit): Promise<JudgedEdit> {
  const before = edit.given ? edited(modelsApi, edit.given) : modelsApi;
  const after = edited(edit.isReversed ? reversed(before) : before, edit.edit ?? {});
  const comparison = await compareDescriptions(before, after);
  const expected = [edit.wire, edit.types, edit.bump ?? bumpOf(worst([edit.wire, edit.types]))];
  const given = [comparison.wire, comparison.types, comparison.bump ?? "none"];
  return { edit, before, after, expected, given, comparison };
}

/** A copy of a document with new values. */
export function edited(document: OpenApiDocument, values: NewValues): OpenApiDocument {
  const copy = structuredClone(document);
  for (const [place, value] of Object.entries(values)) {
    const keys = keysAt(place);
    const key = keys.pop() ?? "";
    const owner = nodeAt(copy, keys);
    const other = typeof value === "string" ? /^\(as (.*)\)$/.exec(value)?.[1] : undefined;
    if (Array.isArray(owner) && key === "-") owner.push(value);
    else if (value === "(removed)") Reflect.deleteProperty(owner, key);
    else Reflect.set(owner, key, other === undefined ? value : structuredClone(nodeAt(document, keysAt(other))));
  }
  // Through JSON, as a description is read: without one object in two places.
  return JSON.parse(JSON.stringify(copy));
}

/** `Model.name/maxLength` as the way from the root of the document. */
function keysAt(place: string): string[] {
  if (place.startsWith("/")) return keysOf(place);
  const [first = "", ...others] = keysOf(`/${place}`);
  if (/^[a-z]/.test(first)) return ["paths", "/models/{modelId}", first, ...others];
  const [name = "", ...property] = first.split(".");
  const key = property.join(".");
  return ["components", "schemas", name, ...(key === "" ? [] : ["properties", key]), ...others];
}

/** The node at a place. Objects on the way to it are made. */
function nodeAt(document: OpenApiDocument, keys: readonly string[]): object {
  return keys.reduce<object>((node, key) => {
    if (!Object.hasOwn(node, key)) Reflect.set(node, key, {});
    const next: unknown = Reflect.get(node, key);
    if (typeof next !== "object" || next === null) throw new Error(`There is nothing to edit in ${keys.join("/")}.`);
    return next;
  }, document);
}

/**
 * The same document with its keys, and its lists that are sets, in the opposite order. Servers keep theirs, because the
 * client calls the first one.
 */
export function reversed<Value>(value: Value): Value {
  const sets = /^(required|enum|type|tags|parameters|security|allOf|anyOf|oneOf|x-available-for|includes)$/;
  const values = /^(default|examples?|value)$/;
  const reverse = (node: unknown, key: string, isValue: boolean): unknown => {
    if (Array.isArray(node)) {
      const items = node.map((item) => reverse(item, "", isValue));
      return sets.test(key) && !isValue ? items.reverse() : items;
    }
    if (typeof node !== "object" || node === null) return node;
    const fields = Object.entries(node).reverse();
    return Object.fromEntries(
      fields.map(([name, inner]) => [name, reverse(inner, name, isValue || values.test(name))]),
    );
  };
  return reverse(value, "", false) as Value;
}
