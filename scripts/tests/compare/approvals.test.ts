import { describe, expect, it } from "vitest";
import { approve, readApprovals } from "../../compare/approvals.ts";
import type { Change } from "../../compare/change.ts";

const read = (text: string) => readApprovals(text, "spec/approved-changes.yaml");

const entry = "- operation: updateModel\n  field: body.name\n  reason: Nobody used it.\n";

function change(field: string, more: Partial<Change> = {}): Change {
  const usual: Omit<Change, "field" | "places" | "bump"> = {
    operation: "updateModel",
    kind: "property",
    words: "",
    wire: "breaking",
    breaks: [],
    reason: "",
  };
  return { ...usual, field, places: [field], bump: "major", ...more };
}

describe("readApprovals", () => {
  it("reads entries, and nothing of an empty file", () => {
    expect(read(entry)).toEqual([{ operation: "updateModel", field: "body.name", reason: "Nobody used it." }]);
    expect(read("")).toEqual([]);
    expect(read("# Nothing yet.\n[]\n")).toEqual([]);
  });

  it.each([
    [
      "- operation: updateModel\n  field: body.name\n",
      "entry 1 (body.name) has no reason: say why the break is worth it",
    ],
    ["- operation: updateModel\n  field: body.name\n  reason: '  '\n", "entry 1 (body.name) has no reason"],
    ["- field: body.name\n  reason: Why.\n", "entry 1 has no operation (body.name)"],
    [`${entry}  by: me\n`, 'entry 1 (body.name) has an unknown key "by"'],
    [entry + entry, "entry 2 approves body.name of updateModel again"],
    ["operation: updateModel\n", "must hold a list"],
    ["- word\n", "entry 1 is no entry"],
    ["- [\n", "is not YAML"],
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow("spec/approved-changes.yaml");
  });

  it("names every entry that is wrong", () => {
    expect(() => read("- operation: a\n- field: b\n")).toThrow(/entry 1 .*\n.*entry 2 /s);
  });
});

describe("approve", () => {
  it("lays approvals beside what breaks, by any of its places", () => {
    const name = change("body.type", { places: ["body.type", "body.name"] });
    const other = change("body.other");
    const mild = change("body.mild", { bump: "minor" });
    const { approved, missing, unused } = approve([name, other, mild], read(entry));
    expect([...approved.keys()]).toEqual([name]);
    expect(missing).toEqual([other]);
    expect(unused).toEqual([]);
  });

  it("names approvals of another operation, of nothing, and of what does not break", () => {
    const approvals = read(entry);
    for (const changes of [
      [],
      [change("body.name", { operation: "other" })],
      [change("body.name", { bump: "minor" })],
    ]) {
      expect(approve(changes, approvals).unused).toEqual(approvals);
    }
  });
});
