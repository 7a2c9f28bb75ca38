import { describe, expect, it } from "vitest";
import { approve, fingerprintOf, readApprovals } from "../src/approvals.ts";
import type { Change } from "../src/change.ts";
import { describeChanges } from "../src/describe-changes.ts";
import { edited } from "../src/table/edit.ts";
import { modelsApi } from "../src/table/models-api.ts";

const read = (text: string) => readApprovals(text, "spec/approved-changes.yaml");

const entry = "- change: 0a1b2c3d\n  reason: Nobody used it.\n";

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
    [entry, [{ change: "0a1b2c3d", reason: "Nobody used it." }]],
    ["- change: 00123456\n  reason: Why.\n", [{ change: "00123456", reason: "Why." }]],
    ["", []],
    ["# Nothing yet.\n[]\n", []],
  ])("reads %j", (text, approvals) => expect(read(text)).toEqual(approvals));

  it.each([
    ["- change: 0a1b2c3d\n", "entry 1 (0a1b2c3d) has no reason. Say why"],
    ["- change: 0a1b2c3d\n  reason: '  '\n", "entry 1 (0a1b2c3d) has no reason"],
    ["- reason: Why.\n", "entry 1 has no change"],
    [`${entry}  by: me\n`, 'entry 1 (0a1b2c3d) has an unknown key "by"'],
    [entry + entry, "entry 2 (0a1b2c3d) approves 0a1b2c3d again"],
    ["change: 0a1b2c3d\n", "must hold a list"],
    ["- word\n", "entry 1 has no change"],
    ["- [\n", "is not valid YAML"],
    ["- change: a\n- change: b\n", /entry 1 .*\n.*entry 2 /s],
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow("spec/approved-changes.yaml");
  });
});

describe("approve", () => {
  const longer = change("body.name", { kind: "limit", detail: "maxLength 500" });
  const approval = (of: Change) => read(`- change: "${fingerprintOf(of)}"\n  reason: Nobody used it.\n`);

  it("assigns an approval to the change that it was for", () => {
    const other = change("body.other");
    const { approved, missing, unused } = approve([longer, other], approval(longer));
    expect([...approved.keys()]).toEqual([longer]);
    expect(missing).toEqual([other]);
    expect(unused).toEqual([]);
  });

  it.each<[string, Partial<Change>]>([
    ["changed otherwise", { detail: "maxLength 400" }],
    ["changed in another way", { kind: "type", detail: "string → number" }],
    ["was removed", { kind: "property", action: "removed", detail: "" }],
    ["is in other words than it says", { digest: "0a1b2c3d" }],
    ["breaks others", { breaks: ["readers"] }],
    ["is of another operation", { operation: "other" }],
  ])("does not approve the same place if it %s", (_, more) => {
    const changed = { ...longer, ...more };
    expect(approve([changed], approval(longer))).toMatchObject({ missing: [changed], unused: approval(longer) });
  });

  it("approves a change of a shared schema wherever it is met", () => {
    const shared = { ...longer, schema: "Model.name" };
    expect(fingerprintOf({ ...shared, operation: "other", field: "response.200.name" })).toBe(fingerprintOf(shared));
  });

  it("does not approve a keyword whose words are the same and whose value is another", () => {
    const [first = [], second = []] = ["a", "b"].map((name) =>
      describeChanges(modelsApi, edited(modelsApi, { "UpdateModelRequest/not": { required: [name] } })),
    );
    expect(first.map(({ words }) => words)).toEqual(second.map(({ words }) => words));
    expect(first.filter(({ bump }) => bump === "major")).toHaveLength(1);
    expect(second.map(fingerprintOf)).not.toEqual(first.map(fingerprintOf));
  });

  it("takes one approval for a value of an enumeration, whose line is that of the value", () => {
    const changes = describeChanges(modelsApi, edited(modelsApi, { "ModelType/enum/-": "dry-3" }));
    const index = modelsApi.components?.schemas?.["ModelType"]?.enum?.length;
    expect(changes).toMatchObject([{ pointers: { after: `/components/schemas/ModelType/enum/${index}` } }]);
  });

  it("names approvals of what does not break", () => {
    const harmless = { ...longer, bump: "minor" as const };
    expect(approve([harmless], approval(longer)).unused).toEqual(approval(longer));
  });
});
