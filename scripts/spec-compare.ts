// pnpm spec:compare [BASE] [--format markdown|json] : what changed in spec/openapi.yaml since BASE, and whom it breaks.
// BASE is a git revision or a file; without it, the last release tag, or else main. Exit code 1 where a breaking change
// is not approved in spec/approved-changes.yaml.
import { parseArgs } from "node:util";
import { command } from "./command.ts";
import type { Report } from "./compare/report.ts";
import { reportForJson } from "./compare/report-json.ts";
import { reportForMarkdown } from "./compare/report-markdown.ts";
import { reportForTerminal } from "./compare/report-terminal.ts";
import { specReport } from "./compare/spec-report.ts";

const USAGE = `Usage: pnpm spec:compare [BASE] [--format markdown|json]

BASE is a git revision or a file; without it, the last release tag, or else main.`;

const formats: Record<string, (report: Report) => string> = {
  terminal: (report) => `${reportForTerminal(report)}\n`,
  markdown: reportForMarkdown,
  json: reportForJson,
};

const { base, format } = options();
await command(async () => {
  const report = await specReport(base);
  process.stdout.write(format(report));
  if (report.approvals.missing.length > 0) process.exitCode = 1;
});

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
