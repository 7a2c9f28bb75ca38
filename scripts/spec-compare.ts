// pnpm spec:compare [BASE] [--format markdown|json] : what changed in spec/openapi.yaml since BASE, and whom it breaks.
// BASE is a git revision or a file; without it, the last release tag, or else main. Exit code 1 where a breaking change
// is not approved in spec/approved-changes.yaml.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { command } from "./command.ts";
import { approve, readApprovals } from "./compare/approvals.ts";
import { baseDescription } from "./compare/base-description.ts";
import { compareDescriptions } from "./compare/compare-descriptions.ts";
import type { Report } from "./compare/report.ts";
import { reportForJson } from "./compare/report-json.ts";
import { reportForMarkdown } from "./compare/report-markdown.ts";
import { reportForTerminal } from "./compare/report-terminal.ts";
import { root } from "./root.ts";
import { readSpecOrExit, specFile } from "./spec-document.ts";

const USAGE = `Usage: pnpm spec:compare [BASE] [--format markdown|json]

BASE is a git revision or a file; without it, the last release tag, or else main.`;

const SPEC = "spec/openapi.yaml";
const APPROVALS = "spec/approved-changes.yaml";

const formats: Record<string, (report: Report) => string> = {
  terminal: (report) => `${reportForTerminal(report)}\n`,
  markdown: reportForMarkdown,
  json: reportForJson,
};

const { base, format } = options();
await command(async () => {
  const approvals = readApprovals(await readApprovalsFile(), APPROVALS);
  const before = await baseDescription(root, SPEC, base);
  const after = await readSpecOrExit(specFile, "structure");
  const comparison = await compareDescriptions(before.document, after);
  const report: Report = {
    base: before.name,
    spec: SPEC,
    comparison,
    approvals: approve(comparison.changes, approvals),
    approvalsFile: APPROVALS,
  };
  process.stdout.write(format(report));
  if (report.approvals.missing.length > 0) process.exitCode = 1;
});

/** Without the file, nothing is approved. */
async function readApprovalsFile(): Promise<string> {
  try {
    return await readFile(join(root, APPROVALS), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function options(): { base: string | undefined; format: (report: Report) => string } {
  try {
    const { values, positionals } = parseArgs({ options: { format: { type: "string" } }, allowPositionals: true });
    const name = values.format ?? "terminal";
    const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
    if (!format) return fail(`--format ${name} is none of ${Object.keys(formats).join(", ")}`);
    if (positionals.length > 1) return fail(`One BASE is enough: ${positionals.join(", ")}`);
    return { base: positionals[0], format };
  } catch (error) {
    return fail((error as Error).message);
  }
}

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}
