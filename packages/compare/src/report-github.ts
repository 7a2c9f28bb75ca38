import type { Change } from "./change.ts";
import { byBump, countChanges, type Report, reachOf, unreadParts } from "./report.ts";

/** GitHub shows ten annotations of each kind for a step. */
const MOST = 10;

/** A report as workflow commands of GitHub Actions, which annotate the lines of a pull request. */
export function reportForGitHub(report: Report): string {
  const { base, approvals, approvalsFile, comparison } = report;
  const { major, minor } = byBump(comparison.changes);
  const missing = new Set(approvals.missing);
  const annotate = (kind: "error" | "warning" | "notice", change: Change) => {
    const { after, before } = report.placesOf(change);
    // A removed thing has no line any more, only the file.
    const place = after ? { file: after.file, line: after.line } : before && { file: before.file };
    const rename = report.renames.get(change);
    const text = [change.words, change.reason, rename && `Probably renamed to ${rename.label}.`, reachOf(change)];
    return command(kind, { ...place, title: `Since ${base}` }, text.filter(Boolean).join("\n"));
  };
  const unused = approvals.unused.map(({ change }) =>
    command("error", { file: approvalsFile }, `${change} is no breaking change: remove the entry.`),
  );
  const lines = [
    ...major.filter((change) => missing.has(change)).map((change) => annotate("error", change)),
    ...unused,
    ...major.filter((change) => !missing.has(change)).map((change) => annotate("warning", change)),
    ...minor.slice(0, MOST).map((change) => annotate("notice", change)),
    ...unreadParts(report).map((text) => command("warning", {}, text)),
    comparison.bump === undefined
      ? `Nothing changed since ${base}.`
      : `${countChanges(report)}: the next version is a ${comparison.bump}`,
  ];
  return `${lines.join("\n")}\n`;
}

function command(kind: string, properties: Record<string, string | number | undefined>, message: string): string {
  const pairs = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escaped(`${value}`).replaceAll(":", "%3A").replaceAll(",", "%2C")}`],
  );
  return `::${kind}${pairs.length > 0 ? ` ${pairs.join(",")}` : ""}::${escaped(message)}`;
}

/** Nothing in a text can end the command. */
function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
