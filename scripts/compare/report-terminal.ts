import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { Change, Verdict } from "./change.ts";
import { countChanges, proposedApprovals, type Report } from "./report.ts";

/** Texts that changed are named up to so many: past that they hide the rest. */
const maxTexts = 6;

/**
 * A comparison for people at a terminal, breaking changes first, each with whom it breaks and why. Coloured where
 * `stream` shows colours. Ends without a line break.
 */
export function reportForTerminal(report: Report, stream: WriteStream = process.stdout): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream });
  const { base, spec, comparison, approvals, approvalsFile } = report;
  const { changes, bump } = comparison;
  const title = `${paint("bold", spec)} since ${paint("bold", base)}`;
  const unused = approvals.unused.map(
    ({ operation, field }) =>
      `${paint("yellow", "!")} ${approvalsFile} approves ${field} of ${operation}, which does not break: remove the entry.`,
  );
  if (changes.length === 0) return [title, "", `${paint("green", "✓")} nothing changed`, ...unused].join("\n");

  const lines = (change: Change): string[] => {
    const approval = approvals.approved.get(change);
    const isBreaking = change.bump === "major";
    const mark = !isBreaking ? paint("green", "·") : approval ? paint("yellow", "✓") : paint("red", "✗");
    const words = isBreaking ? paint("bold", visible(change.words)) : visible(change.words);
    const first = `  ${mark} ${verdict(paint, change.wire)}  ${verdict(paint, change.types)}  ${words}`;
    if (!isBreaking) return [first];
    const more = change.places.length > 1 ? `, and ${change.places.length - 1} more` : "";
    const details = [change.reason, `${change.operation}  ${change.field}${more}`];
    if (approval) details.push(`approved: ${approval.reason}`);
    return [first, ...details.map((line) => paint("dim", `${MARGIN}${visible(line)}`))];
  };
  const texts = changes.filter((change) => change.bump === "patch");
  const heads = paint("dim", "    wire        types       change");
  const sections = [
    section(paint, "Breaking", heads, changes.filter((change) => change.bump === "major").flatMap(lines)),
    section(paint, "Compatible", heads, changes.filter((change) => change.bump === "minor").flatMap(lines)),
    section(paint, "In words alone", "", [
      ...texts.slice(0, maxTexts).map(({ words }) => paint("dim", `  · ${visible(words)}`)),
      ...(texts.length > maxTexts ? [paint("dim", `  · and ${texts.length - maxTexts} more`)] : []),
    ]),
  ].filter((lines) => lines.length > 0);
  const colour = bump === "major" ? "red" : bump === "minor" ? "green" : "dim";
  const end = `${countChanges(report)}: the next version is a ${paint([colour, "bold"], bump ?? "patch")}`;
  const proposal =
    approvals.missing.length === 0
      ? []
      : [
          `To approve what breaks, add to ${approvalsFile} and say why:\n`,
          proposedApprovals(report).replace(/^/gm, "  "),
        ];
  const blocks = [
    title,
    ...sections.map((lines) => lines.join("\n")),
    ...(unused.length > 0 ? [unused.join("\n")] : []),
    end,
  ];
  return [...blocks, ...(proposal.length > 0 ? [proposal.join("\n")] : [])].join("\n\n");
}

/** Under the words, past the verdicts. */
const MARGIN = " ".repeat(28);

/** Names of an API may hold what a terminal obeys. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_C}]/gu, "�");
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

function section(paint: Paint, title: string, heads: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  return [paint("underline", title), ...(heads === "" ? [] : [heads]), ...lines];
}

function verdict(paint: Paint, given: Verdict = "none"): string {
  const text = given === "none" ? "same" : given;
  return paint(given === "breaking" ? "red" : given === "compatible" ? "green" : "dim", text.padEnd(10));
}
