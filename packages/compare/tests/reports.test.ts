import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { approve, fingerprintOf, readApprovals } from "../src/approvals.ts";
import { compareDescriptions } from "../src/compare-descriptions.ts";
import { probableRenames } from "../src/renames.ts";
import type { Report } from "../src/report.ts";
import { reportForGitHub } from "../src/report-github.ts";
import { reportForJson } from "../src/report-json.ts";
import { reportForMarkdown } from "../src/report-markdown.ts";
import { linesForSave } from "../src/report-save.ts";
import { reportForTerminal } from "../src/report-text.ts";
import { edited, type NewValues } from "../src/table/edit.ts";
import { modelsApi } from "../src/table/models-api.ts";

async function reportOf(approvals: string, values: NewValues): Promise<Report> {
  const after = edited(modelsApi, values);
  const comparison = await compareDescriptions(modelsApi, after);
  const approvalsFile = "spec/approved-changes.yaml";
  const place = (line: number) => ({ file: "spec/openapi.yaml", line, column: 1 });
  return {
    base: "main",
    revision: "spec/openapi.yaml",
    errors: { base: 0, revision: 0 },
    comparison,
    placesOf: ({ action }) => ({
      before: action === "added" ? undefined : place(7),
      after: action === "removed" ? undefined : place(12),
    }),
    renames: probableRenames(comparison.changes, modelsApi, after),
    approvals: approve(comparison.changes, readApprovals(approvals, approvalsFile)),
    approvalsFile,
  };
}

const terminal = (report: Report) => stripVTControlCharacters(reportForTerminal(report));

const flux3 = { "ModelType/enum/-": "dry-3" };
const approval = (change: string) => `- change: "${change}"\n  reason: Dry 3 is out.\n`;

const breaking = await reportOf("", { ...flux3, "Model.foo": { type: "string" } });
const [newValue] = breaking.comparison.changes;
const fingerprint = newValue ? fingerprintOf(newValue) : "";
const approved = await reportOf(approval(fingerprint) + approval("00000000"), flux3);

describe("a report for the terminal", () => {
  it("lists changes by harm, and the entry that would approve what breaks", () => {
    expect(terminal(breaking)).toBe(`spec/openapi.yaml since main

Breaking
    wire        types       change
  ✗ breaking    breaking    + enum value "dry-3" of ModelType, breaking for readers
                            Old code does not know the value.
                            updateModel response.200.model.type, and 2 more places
                            spec/openapi.yaml:12  ·  ${fingerprint}

Compatible
    wire        types       change
  · compatible  compatible  + model.foo: optional string  spec/openapi.yaml:12

1 breaking, 1 compatible: the next version is a major

To approve what breaks, add to spec/approved-changes.yaml and say why:

  - change: "${fingerprint}" # + enum value "dry-3" of ModelType, breaking for readers
    reason:
`);
  });

  it("names approvals, those that approve nothing, and six changes in words alone", async () => {
    const text = terminal(approved);
    expect(text).toContain("1 breaking (1 approved): the next version is a major\n");
    expect(text).toContain("approved: Dry 3 is out.");
    expect(text).toContain("✗ spec/approved-changes.yaml approves 00000000, which is no breaking change");
    expect(text).not.toContain("To approve");
    const names = Object.keys(modelsApi.components?.schemas?.["Model"]?.properties ?? {}).slice(0, 8);
    const texts = await reportOf(
      "",
      Object.fromEntries(names.map((name) => [`Model.${name}/description`, "Another."])),
    );
    expect(terminal(texts)).toContain(
      "  and 2 more: --format json lists all\n\n8 in words alone: the next version is a patch\n",
    );
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
      '\n| ❌ `+ enum value "dry-3" of ModelType, breaking for readers` | `updateModel response.200.model.type, and 2 more places`<br>`spec/openapi.yaml:12` | breaking | breaking | Old code does not know the value. |\n| `+ model.foo: optional string` |',
    );
    expect(text).toContain(`\`\`\`yaml\n- change: "${fingerprint}" # + enum value`);
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
    changes: [
      { kind: "enum", schema: "ModelType", approved: null, fingerprint, lines: { after: { line: 12 } } },
      { kind: "property" },
    ],
    unusedApprovals: [],
  });
  expect(JSON.parse(reportForJson(approved))).toMatchObject({
    isApproved: true,
    changes: [{ approved: "Dry 3 is out." }],
    unusedApprovals: [{ change: "00000000" }],
  });
});

it("a report for GitHub annotates the lines, and nothing in it is a command of its own", async () => {
  expect(reportForGitHub(breaking)).toContain(
    '::error file=spec/openapi.yaml,line=12,title=Since main::+ enum value "dry-3" of ModelType, breaking for readers%0A',
  );
  expect(reportForGitHub(breaking)).toContain("::notice file=spec/openapi.yaml,line=12,title=Since main::+ model.foo");
  expect(reportForGitHub(approved)).toContain("::warning file=spec/openapi.yaml,line=12");
  expect(reportForGitHub(approved)).toContain(
    "::error file=spec/approved-changes.yaml::00000000 is no breaking change",
  );
  const hostile = await reportOf("", { "Model.a\n::error::b": { type: "string" } });
  expect(reportForGitHub(hostile)).not.toMatch(/^::error::b/m);
});

it("a removed and an added field of the same shape are probably one that was renamed", async () => {
  const report = await reportOf("", {
    "Model.name": undefined,
    "Model.title": { type: "string", description: "New." },
  });
  expect(terminal(report)).toContain("Probably renamed to model.title.");
  expect(reportForMarkdown(report)).toContain("Probably renamed to model.title.");
  for (const other of [{ "Model.size": { type: "number" } }, { "Thumbnail.title": { type: "string" } }])
    expect(terminal(await reportOf("", { "Model.name": undefined, ...other }))).not.toContain("renamed");
});

it("the lines for a save name the operations and places, and few changes that break nobody", () => {
  const written = (values: NewValues, file: string) => ({
    document: edited(modelsApi, values),
    placeOf: () => ({ file, line: 3, column: 1 }),
  });
  const fields = Object.fromEntries([...Array(8).keys()].map((key) => [`Model.field${key}`, { type: "string" }]));
  const lines = linesForSave(written({}, "old.yaml"), written({ ...fields, ...flux3 }, "spec/openapi.yaml"));
  expect(lines.slice(0, 4)).toEqual([
    '+ enum value "dry-3" of ModelType, breaking for readers',
    "  updateModel response.200.model.type, and 2 more places  ·  spec/openapi.yaml:3, was at line 3",
    "+ model.field0: optional string",
    "  updateModel response.200.model.field0  ·  spec/openapi.yaml:3",
  ]);
  expect(lines.slice(-1)).toEqual(["and 2 more that break nobody"]);
  expect(lines).toHaveLength(15);
});

it("a report says that a description has errors", () => {
  const report = { ...breaking, errors: { base: 2, revision: 0 } };
  const text = "main has 2 errors: what they leave unread was not compared.";
  for (const shown of [terminal(report), reportForMarkdown(report), reportForGitHub(report)])
    expect(shown).toContain(text);
});
