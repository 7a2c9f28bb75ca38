import { describe, expect, it } from "vitest";
import { describeChanges } from "../../compare/describe-changes.ts";
import { readSpecOrExit, specFile } from "../../spec-document.ts";
import { edits } from "./edits.ts";
import { applyEdit, judgeEdit } from "./judge-edit.ts";

const document = await readSpecOrExit(specFile, "structure");

describe("edits of the description", () => {
  it.each(edits.map((edit) => [edit.name, edit] as const))("%s", async (_, edit) => {
    const { expected, given, comparison } = await judgeEdit(document, edit);
    expect(given, `${edit.why}\n${JSON.stringify(comparison.changes, null, 2)}`).toEqual(expected);
    // The quick variant sees the same changes but those that only the compiler sees.
    const quick = describeChanges(...applyEdit(document, edit));
    expect(quick.every((change) => change.types === undefined)).toBe(true);
    const seen = comparison.changes.filter(({ kind }) => kind !== "types");
    expect(seen.map(({ kind, wire }) => [kind, wire]).sort()).toEqual(
      quick.map(({ kind, wire }) => [kind, wire]).sort(),
    );
  });

  it("have names of their own", () => {
    expect(new Set(edits.map(({ name }) => name)).size).toBe(edits.length);
    expect(edits.length).toBeGreaterThanOrEqual(60);
  });

  it("each change the description", () => {
    const idle = edits.filter((edit) => {
      const [before, after] = applyEdit(document, edit);
      return JSON.stringify(before) === JSON.stringify(after);
    });
    expect(idle.map(({ name }) => name)).toEqual([]);
  });
});
