import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import { fingerprintOf } from "./approvals.ts";
import type { Change, Verdict } from "./change.ts";
import {
  byBump,
  countChanges,
  linesOf,
  otherOperations,
  proposedApprovals,
  type Report,
  reachOf,
  unreadParts,
} from "./report.ts";

/** How many changes that break nobody the terminal lists, and how many in words alone. More would hide the rest. */
const MOST_COMPATIBLE = 20;
const MOST_TEXTS = 6;

/** The indentation of the lines below a change, under its words. */
const MARGIN = " ".repeat(28);

/** A report for a terminal. It is coloured if `stream` supports colours. */
export function reportForTerminal(report: Report, stream: WriteStream = process.stdout): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) => styleText(style, text, { stream });
  const { base, revision, comparison, approvals, approvalsFile } = report;
  const { changes, bump } = comparison;
  const verdict = (given: Verdict = "none") => {
    const colour = given === "breaking" ? "red" : given === "compatible" ? "green" : "dim";
    return paint(colour, (given === "none" ? "same" : given).padEnd(10));
  };
  const lines = (change: Change): string[] => {
    const approval = approvals.approved.get(change);
    const isBreaking = change.bump === "major";
    const mark = !isBreaking ? paint("green", "·") : approval ? paint("yellow", "✓") : paint("red", "✗");
    const words = isBreaking ? paint("bold", visible(change.words)) : visible(change.words);
    const first = `  ${mark} ${verdict(change.wire)}  ${verdict(change.types)}  ${words}`;
    if (!isBreaking) {
      const also = otherOperations(change);
      const where = [also && `also ${also}`, linesOf(report, change)].filter(Boolean).join("  ·  ");
      return [where === "" ? first : `${first}  ${paint("dim", visible(where))}`];
    }
    const rename = report.renames.get(change);
    const details = [
      change.reason,
      ...(rename ? [`Probably renamed to ${rename.label}.`] : []),
      reachOf(change),
      [linesOf(report, change), approval ? "" : fingerprintOf(change)].filter(Boolean).join("  ·  "),
      ...(approval ? [`approved: ${approval.reason}`] : []),
    ];
    return [first, ...details.filter(Boolean).map((line) => paint("dim", `${MARGIN}${visible(line)}`))];
  };
  const section = (title: string, shown: string[], others = 0) => {
    const more = others > 0 ? [paint("dim", `  and ${others} more: --format json lists all`)] : [];
    return shown.length === 0 ? [] : [[paint("underline", title), ...shown, ...more].join("\n")];
  };

  const { major, minor, patch } = byBump(changes);
  const heads = paint("dim", "    wire        types       change");
  const listed = (changes: Change[]) => (changes.length === 0 ? [] : [heads, ...changes.flatMap(lines)]);
  const texts = patch.slice(0, MOST_TEXTS).map(({ words }) => paint("dim", `  · ${visible(words)}`));
  const unused = approvals.unused.map(
    ({ change }) =>
      `${paint("red", "✗")} ${approvalsFile} approves ${change}, which is no breaking change: remove the entry.`,
  );
  const unread = unreadParts(report).map((text) => `${paint("yellow", "!")} ${text}`);
  const colour = bump === "major" ? "red" : bump === "minor" ? "green" : "dim";
  const entries = approvals.missing.map((change) => ({
    fingerprint: fingerprintOf(change),
    words: visible(change.words),
  }));
  const blocks = [
    `${paint("bold", revision)} since ${paint("bold", base)}`,
    ...(unread.length > 0 ? [unread.join("\n")] : []),
    ...section("Breaking", listed(major)),
    ...section("Compatible", listed(minor.slice(0, MOST_COMPATIBLE)), minor.length - MOST_COMPATIBLE),
    ...section("In words alone", texts, patch.length - MOST_TEXTS),
    ...(unused.length > 0 ? [unused.join("\n")] : []),
    changes.length > 0
      ? `${countChanges(report)}: the next version is a ${paint([colour, "bold"], bump ?? "patch")}`
      : `${paint("green", "✓")} nothing changed`,
    ...(approvalsFile !== undefined && entries.length > 0
      ? [
          `To approve what breaks, add to ${approvalsFile} and say why:`,
          proposedApprovals(entries).replace(/^/gm, "  "),
        ]
      : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Replaces control characters. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_C}]/gu, "�");
}
