import type { Change } from "./change.ts";
import { code, prose } from "./markdown-text.ts";
import { countChanges, proposedApprovals, type Report } from "./report.ts";

/**
 * A comparison as Markdown for a pull request. What comes from the description stands in code spans, so that it is
 * text and no markup. Ends with a line break.
 */
export function reportForMarkdown(report: Report): string {
  const { base, spec, comparison, approvals, approvalsFile } = report;
  const { changes, bump } = comparison;
  if (changes.length === 0) return `### The API since ${code(base)}\n\nNothing in ${code(spec)} changed.\n`;
  const shown = changes.filter((change) => change.bump !== "patch");
  const texts = changes.filter((change) => change.bump === "patch");
  const rows = shown.map((change) => row(change, approvals.approved.get(change)?.reason));
  const blocks = [
    `### The API since ${code(base)}: ${bump}`,
    `${countChanges(report)}.`,
    ...(rows.length > 0
      ? [["| change | where | wire | types | why |", "| --- | --- | --- | --- | --- |", ...rows].join("\n")]
      : []),
    ...(texts.length > 0
      ? [
          `<details><summary>${texts.length} in words alone</summary>\n\n${texts.map(({ words }) => `- ${code(words)}`).join("\n")}\n\n</details>`,
        ]
      : []),
    ...approvals.unused.map(
      ({ operation, field }) =>
        `${code(approvalsFile)} approves ${code(field)} of ${code(operation)}, which does not break: remove the entry.`,
    ),
    ...(approvals.missing.length > 0
      ? [
          `To approve what breaks, add to ${code(approvalsFile)} and say why:`,
          `\`\`\`yaml\n${proposedApprovals(report)}\n\`\`\``,
        ]
      : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function row(change: Change, approval: string | undefined): string {
  const more = change.places.length > 1 ? ` and ${change.places.length - 1} more` : "";
  const mark = change.bump !== "major" ? "" : approval === undefined ? "❌ " : "☑️ ";
  const why = approval === undefined ? change.reason : `${change.reason} Approved: ${approval}`;
  return `| ${[
    mark + code(change.words),
    `${code(change.operation)} ${code(change.field)}${more}`,
    change.wire === "none" ? "same" : change.wire,
    change.types === "none" ? "same" : (change.types ?? ""),
    prose(why),
  ].join(" | ")} |`;
}
