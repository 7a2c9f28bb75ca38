import { describe, expect, it } from "vitest";
import { approve, readApprovals } from "../src/approvals.ts";
import type { Change } from "../src/change.ts";

const read = (text: string) => readApprovals(text, "spec/approved-changes.yaml");

const entry = "- operation: updateModel\n  field: body.name\n  reason: Nobody used it.\n";

function change(field: string, more: Partial<Change> = {}): Change {
  return {
    kind: "property",
    action: "removed",
    pointers: {},
    uses: [{ operation: more.operation ?? "updateModel", places: more.places ?? [field] }],
    operation: "updateModel",
    field,
    places: [field],
    label: field,
    detail: "",
    words: "",
    wire: "breaking",
    breaks: [],
    reason: "",
    bump: "major",
    ...more,
  };
}

describe("readApprovals", () => {
  it.each([
    [entry, [{ operation: "updateModel", field: "body.name", reason: "Nobody used it." }]],
    ["", []],
    ["# Nothing yet.\n[]\n", []],
  ])("reads %j", (text, approvals) => expect(read(text)).toEqual(approvals));

  it.each([
    ["- operation: updateModel\n  field: body.name\n", "entry 1 (body.name) has no reason. Say why"],
    ["- operation: updateModel\n  field: body.name\n  reason: '  '\n", "entry 1 (body.name) has no reason"],
    ["- field: body.name\n  reason: Why.\n", "entry 1 (body.name) has no operation"],
    [`${entry}  by: me\n`, 'entry 1 (body.name) has an unknown key "by"'],
    [entry + entry, "entry 2 (body.name) approves body.name of updateModel again"],
    ["operation: updateModel\n", "must hold a list"],
    ["- word\n", "entry 1 has no operation"],
    ["- [\n", "is not valid YAML"],
    ["- operation: a\n- field: b\n", /entry 1 .*\n.*entry 2 /s],
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow("spec/approved-changes.yaml");
  });
});

describe("approve", () => {
  it("assigns approvals to breaking changes by any of their places", () => {
    const name = change("body.type", { places: ["body.type", "body.name"] });
    const other = change("body.other");
    const { approved, missing, unused } = approve([name, other, change("body.x", { bump: "minor" })], read(entry));
    expect([...approved.keys()]).toEqual([name]);
    expect(missing).toEqual([other]);
    expect(unused).toEqual([]);
  });

  it.each([
    ["nothing", []],
    ["another operation", [change("body.name", { operation: "other" })]],
    ["what does not break", [change("body.name", { bump: "minor" })]],
  ])("names approvals of %s", (_, changes) => expect(approve(changes, read(entry)).unused).toEqual(read(entry)));
});
