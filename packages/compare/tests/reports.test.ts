import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { approve, readApprovals } from "../src/approvals.ts";
import { compareDescriptions } from "../src/compare-descriptions.ts";
import { type Report, reportForJson, reportForMarkdown, reportForTerminal } from "../src/reports.ts";
import { edited, type NewValues } from "../src/table/edit.ts";
import { modelsApi } from "../src/table/models-api.ts";

async function reportOf(approvals: string, values: NewValues): Promise<Report> {
  const comparison = await compareDescriptions(modelsApi, edited(modelsApi, values));
  const approvalsFile = "spec/approved-changes.yaml";
  return {
    base: "main",
    spec: "spec/openapi.yaml",
    comparison,
    approvals: approve(comparison.changes, readApprovals(approvals, approvalsFile)),
    approvalsFile,
  };
}

const terminal = (report: Report) => stripVTControlCharacters(reportForTerminal(report));

const flux3 = { "ModelType/enum/-": "dry-3" };
const approval = (field: string) => `- operation: updateModel\n  field: ${field}\n  reason: Dry 3 is out.\n`;

const breaking = await reportOf("", { ...flux3, "Model.foo": { type: "string" } });
const approved = await reportOf(approval("response.200.model.type") + approval("body.gone"), flux3);

describe("a report for the terminal", () => {
  it("lists changes by harm, and the entry that would approve what breaks", () => {
    expect(terminal(breaking)).toBe(`spec/openapi.yaml since main

Breaking
    wire        types       change
  ✗ breaking    breaking    + enum value "dry-3" of ModelType, breaking for readers
                            Old code does not know the value.
                            updateModel  response.200.model.type, and 2 more

Compatible
    wire        types       change
  · compatible  compatible  + model.foo: optional string

1 breaking, 1 compatible: the next version is a major

To approve what breaks, add to spec/approved-changes.yaml and say why:

  - operation: updateModel
    field: response.200.model.type
    reason:
`);
  });

  it("names approvals, those that approve nothing, and six changes in words alone", async () => {
    const text = terminal(approved);
    expect(text).toContain("1 breaking (1 approved): the next version is a major\n");
    expect(text).toContain("approved: Dry 3 is out.");
    expect(text).toContain("! spec/approved-changes.yaml approves body.gone of updateModel, which does not break");
    expect(text).not.toContain("To approve");
    const names = Object.keys(modelsApi.components?.schemas?.["Model"]?.properties ?? {}).slice(0, 8);
    const texts = await reportOf(
      "",
      Object.fromEntries(names.map((name) => [`Model.${name}/description`, "Another."])),
    );
    expect(terminal(texts)).toContain("  · and 2 more\n\n8 in words alone: the next version is a patch\n");
  });

  it("says that nothing changed", async () => {
    expect(terminal(await reportOf("", {}))).toBe("spec/openapi.yaml since main\n\n✓ nothing changed\n");
  });

  it("shows no characters that a terminal would obey", async () => {
    const report = await reportOf("", { "Model.\u001b[2Jx": { type: "string" } });
    expect(terminal(report)).toContain("+ model.�[2Jx: optional string");
  });
});

describe("a report as Markdown", () => {
  it("has a row for each change that is more than words, and the entry that would approve it", () => {
    const text = reportForMarkdown(breaking);
    expect(text).toContain("### The API since `main`: major\n\n1 breaking, 1 compatible.\n\n| change |");
    expect(text).toContain(
      '\n| ❌ `+ enum value "dry-3" of ModelType, breaking for readers` | `updateModel` `response.200.model.type` and 2 more | breaking | breaking | Old code does not know the value. |\n| `+ model.foo: optional string` |',
    );
    expect(text).toContain("```yaml\n- operation: updateModel\n  field: response.200.model.type\n  reason:\n```\n");
    expect(reportForMarkdown(approved)).toContain("| Old code does not know the value. Approved: Dry 3 is out. |");
  });

  it("has no markup of the description", async () => {
    const report = await reportOf("", { "Model.<img src=x>|`a`@b": { type: "string" } });
    expect(reportForMarkdown(report)).toContain("``+ model.<img src=x>\\|`a`@b: optional string``");
  });
});

it("a report as JSON has the verdicts and the approvals", () => {
  expect(JSON.parse(reportForJson(breaking))).toMatchObject({
    base: "main",
    wire: "breaking",
    types: "breaking",
    bump: "major",
    isApproved: false,
    changes: [{ kind: "enum", schema: "ModelType", approved: null }, { kind: "property" }],
    unusedApprovals: [],
  });
  expect(JSON.parse(reportForJson(approved))).toMatchObject({
    isApproved: true,
    changes: [{ approved: "Dry 3 is out." }],
    unusedApprovals: [{ field: "body.gone" }],
  });
});
