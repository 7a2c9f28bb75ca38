import { fingerprintOf } from "./approvals.ts";
import type { Change, Verdict } from "./change.ts";
import { byBump, countChanges, linesOf, proposedApprovals, type Report, reachOf, unreadParts } from "./report.ts";

/** How many changes that break nobody a table lists. */
const MOST_COMPATIBLE = 50;

/** A report as Markdown for a pull request. Text of the description is put into code spans, so that it is not read as Markdown. */
export function reportForMarkdown(report: Report): string {
  const { base, revision, comparison, approvals, approvalsFile } = report;
  const { changes, bump } = comparison;
  const unread = unreadParts(report).map((text) => `> ${prose(text)}`);
  if (changes.length === 0) {
    return `${[`### The API since ${code(base)}`, ...unread, `Nothing in ${code(revision)} changed.`].join("\n\n")}\n`;
  }
  const { major, minor, patch } = byBump(changes);
  const rows = [...major, ...minor.slice(0, MOST_COMPATIBLE)].map((change) => row(report, change));
  const texts = patch.map(({ words }) => `- ${code(words)}`).join("\n");
  const entries = approvals.missing.map((change) => ({
    fingerprint: fingerprintOf(change),
    words: change.words.replace(/\s+/g, " "),
  }));
  const blocks = [
    `### The API since ${code(base)}: ${bump}`,
    ...unread,
    `${countChanges(report)}.`,
    ...(rows.length > 0
      ? [["| change | where | wire | types | why |", "| --- | --- | --- | --- | --- |", ...rows].join("\n")]
      : []),
    ...(minor.length > MOST_COMPATIBLE ? [`And ${minor.length - MOST_COMPATIBLE} more that break nobody.`] : []),
    ...(texts === "" ? [] : [`<details><summary>${patch.length} in words alone</summary>\n\n${texts}\n\n</details>`]),
    ...approvals.unused.map(
      ({ change }) =>
        `${code(approvalsFile ?? "")} approves ${code(change)}, which is no breaking change: remove the entry.`,
    ),
    ...(approvalsFile !== undefined && entries.length > 0
      ? [
          `To approve what breaks, add to ${code(approvalsFile)} and say why:`,
          `\`\`\`yaml\n${proposedApprovals(entries)}\n\`\`\``,
        ]
      : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function row(report: Report, change: Change): string {
  const approval = report.approvals.approved.get(change)?.reason;
  const mark = change.bump !== "major" ? "" : approval === undefined ? "❌ " : "☑️ ";
  const rename = report.renames.get(change);
  const why = [
    change.reason,
    rename && `Probably renamed to ${rename.label}.`,
    approval !== undefined && `Approved: ${approval}`,
  ];
  const lines = linesOf(report, change);
  const cells = [
    mark + code(change.words),
    code(reachOf(change)) + (lines && `<br>${code(lines)}`),
    verdictText(change.wire),
    verdictText(change.types),
    prose(why.filter(Boolean).join(" ")),
  ];
  return `| ${cells.join(" | ")} |`;
}

function verdictText(verdict: Verdict = "none"): string {
  return verdict === "none" ? "same" : verdict;
}

/** Text as a code span. Nothing in the text can end the span or the table cell around it. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const fence = "`".repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1);
  const space = /^`|`$/.test(flat) ? " " : "";
  return fence + space + flat + space + fence;
}

/** A sentence with code spans as Markdown, in which nothing else is markup. */
export function prose(text: string): string {
  const parts = text.replace(/\s+/g, " ").split(/(`[^`]*`)/);
  const plain = (part: string) =>
    part.replace(/[\\`*_{}[\]<>|~#@!]/g, (sign) => (sign === "@" ? "&#64;" : `\\${sign}`));
  return parts.map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : plain(part))).join("");
}
