import { bumpOf, type Comparison, worst } from "../../compare/change.ts";
import { compareDescriptions } from "../../compare/compare-descriptions.ts";
import type { OpenApiDocument } from "../../spec/openapi-document.ts";
import type { Edit } from "./edits.ts";

/** The description before and after an edit. */
export function applyEdit(document: OpenApiDocument, { given, edit }: Edit): [OpenApiDocument, OpenApiDocument] {
  // Through JSON, as a description is read: without what is undefined, and without one object in two places.
  const asRead = (description: OpenApiDocument): OpenApiDocument => JSON.parse(JSON.stringify(description));
  const before = given ? structuredClone(document) : document;
  given?.(before);
  const copy = structuredClone(before);
  return [given ? asRead(before) : document, asRead(edit(copy) ?? copy)];
}

/** The verdicts that an edit must get and those that it gets: wire, types, and the part of the version. */
export async function judgeEdit(
  document: OpenApiDocument,
  edit: Edit,
): Promise<{ expected: string[]; given: string[]; comparison: Comparison }> {
  const comparison = await compareDescriptions(...applyEdit(document, edit));
  const bump = edit.bump ?? bumpOf(worst([edit.wire, edit.types]));
  return {
    expected: [edit.wire, edit.types, bump],
    given: [comparison.wire, comparison.types, comparison.bump ?? "none"],
    comparison,
  };
}
