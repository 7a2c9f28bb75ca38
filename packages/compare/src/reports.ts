import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { Approved } from "./approvals.ts";
import type { Change, Comparison, Verdict } from "./change.ts";

/** What `pnpm spec:compare` reports, in any format. */
export interface Report {
  /** The name of the description that the spec is compared with: `v1.2.0`, `main`, `other/openapi.yaml`. */
  base: string;
  spec: string;
  /** The commit of the base, if it is a git revision. */
  commit?: string | undefined;
  comparison: Comparison;
  approvals: Approved;
  /** The file that holds the approvals. */
  approvalsFile: string;
}

/** "3 breaking (1 approved), 2 compatible, 1 in words alone" */
export function countChanges({ comparison: { changes }, approvals: { approved } }: Report): string {
  const { major, minor, patch } = byBump(changes);
  return [
    ...(major.length > 0 ? [`${major.length} breaking${approved.size > 0 ? ` (${approved.size} approved)` : ""}`] : []),
    ...(minor.length > 0 ? [`${minor.length} compatible`] : []),
    ...(patch.length > 0 ? [`${patch.length} in words alone`] : []),
  ].join(", ");
}

function byBump(changes: readonly Change[]) {
  const { major = [], minor = [], patch = [] } = Object.groupBy(changes, ({ bump }) => bump);
  return { major, minor, patch };
}

/** The entries that approve the changes that are not approved yet, without their reasons. */
function proposedApprovals({ approvals: { missing } }: Report): string {
  const entries = new Set(
    missing.map(({ operation, field }) => `- operation: ${yaml(operation)}\n  field: ${yaml(field)}\n  reason:`),
  );
  return [...entries].join("\n");
}

function yaml(text: string): string {
  return /^[A-Za-z][\w.]*$/.test(text) ? text : JSON.stringify(text);
}

/**
 * A report as JSON: `base`, `wire`, `types`, `bump`, `changes` (each with `approved`: the reason of its approval, or
 * null), and the approvals that approve nothing. Like each format, it ends with a line break.
 */
export function reportForJson({ base, spec, comparison, approvals }: Report): string {
  const { changes, wire, types, bump } = comparison;
  const report = {
    base,
    spec,
    wire,
    types,
    bump: bump ?? null,
    isApproved: approvals.missing.length === 0,
    changes: changes.map((change) => ({ ...change, approved: approvals.approved.get(change)?.reason ?? null })),
    unusedApprovals: approvals.unused,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** A report as Markdown for a pull request. Text of the description is put into code spans, so that it is not read as Markdown. */
export function reportForMarkdown(report: Report): string {
  const { base, spec, comparison, approvals, approvalsFile } = report;
  const { changes, bump } = comparison;
  if (changes.length === 0) return `### The API since ${code(base)}\n\nNothing in ${code(spec)} changed.\n`;
  const { major, minor, patch } = byBump(changes);
  const rows = [...major, ...minor].map((change) => markdownRow(change, approvals.approved.get(change)?.reason));
  const texts = patch.map(({ words }) => `- ${code(words)}`).join("\n");
  const blocks = [
    `### The API since ${code(base)}: ${bump}`,
    `${countChanges(report)}.`,
    ...(rows.length > 0
      ? [["| change | where | wire | types | why |", "| --- | --- | --- | --- | --- |", ...rows].join("\n")]
      : []),
    ...(texts === "" ? [] : [`<details><summary>${patch.length} in words alone</summary>\n\n${texts}\n\n</details>`]),
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

function markdownRow(change: Change, approval: string | undefined): string {
  const more = change.places.length > 1 ? ` and ${change.places.length - 1} more` : "";
  const mark = change.bump !== "major" ? "" : approval === undefined ? "❌ " : "☑️ ";
  const why = approval === undefined ? change.reason : `${change.reason} Approved: ${approval}`;
  return `| ${[
    mark + code(change.words),
    `${code(change.operation)} ${code(change.field)}${more}`,
    verdictText(change.wire),
    verdictText(change.types),
    prose(why),
  ].join(" | ")} |`;
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

/** How many changes in words alone the terminal lists. More would hide the rest. */
const maxTexts = 6;

/** The indentation of the lines below a change, under its words. */
const MARGIN = " ".repeat(28);

/** A report for a terminal. It is coloured if `stream` supports colours. */
export function reportForTerminal(report: Report, stream: WriteStream = process.stdout): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream });
  const { base, spec, comparison, approvals, approvalsFile } = report;
  const { changes, bump } = comparison;
  const verdict = (given: Verdict = "none") => {
    const colour = given === "breaking" ? "red" : given === "compatible" ? "green" : "dim";
    return paint(colour, verdictText(given).padEnd(10));
  };
  const lines = (change: Change): string[] => {
    const approval = approvals.approved.get(change);
    const isBreaking = change.bump === "major";
    const mark = !isBreaking ? paint("green", "·") : approval ? paint("yellow", "✓") : paint("red", "✗");
    const words = isBreaking ? paint("bold", visible(change.words)) : visible(change.words);
    const first = `  ${mark} ${verdict(change.wire)}  ${verdict(change.types)}  ${words}`;
    if (!isBreaking) return [first];
    const more = change.places.length > 1 ? `, and ${change.places.length - 1} more` : "";
    const details = [change.reason, `${change.operation}  ${change.field}${more}`];
    if (approval) details.push(`approved: ${approval.reason}`);
    return [first, ...details.map((line) => paint("dim", `${MARGIN}${visible(line)}`))];
  };
  const section = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : [[paint("underline", title), ...lines].join("\n")];

  const { major, minor, patch } = byBump(changes);
  const heads = paint("dim", "    wire        types       change");
  const listed = (changes: Change[]) => (changes.length === 0 ? [] : [heads, ...changes.flatMap(lines)]);
  const texts = [
    ...patch.slice(0, maxTexts).map(({ words }) => visible(words)),
    ...(patch.length > maxTexts ? [`and ${patch.length - maxTexts} more`] : []),
  ];
  const unused = approvals.unused.map(
    ({ operation, field }) =>
      `${paint("yellow", "!")} ${approvalsFile} approves ${field} of ${operation}, which does not break: remove the entry.`,
  );
  const colour = bump === "major" ? "red" : bump === "minor" ? "green" : "dim";
  const blocks = [
    `${paint("bold", spec)} since ${paint("bold", base)}`,
    ...section("Breaking", listed(major)),
    ...section("Compatible", listed(minor)),
    ...section(
      "In words alone",
      texts.map((text) => paint("dim", `  · ${text}`)),
    ),
    ...(changes.length > 0 && unused.length > 0 ? [unused.join("\n")] : []),
    changes.length > 0
      ? `${countChanges(report)}: the next version is a ${paint([colour, "bold"], bump ?? "patch")}`
      : [`${paint("green", "✓")} nothing changed`, ...unused].join("\n"),
    ...(approvals.missing.length > 0
      ? [`To approve what breaks, add to ${approvalsFile} and say why:`, proposedApprovals(report).replace(/^/gm, "  ")]
      : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Replaces control characters. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_C}]/gu, "�");
}
