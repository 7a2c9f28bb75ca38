import type { Change } from "../compare/change.ts";
import { code, prose } from "../compare/markdown-text.ts";
import { whoBreaks } from "../compare/merge-changes.ts";
import { countChanges, type Report } from "../compare/report.ts";
import { specPackages } from "./changesets.ts";

/** Changes in words alone are named up to so many for each operation: past that they hide the rest. */
const maxTexts = 6;

/**
 * The changeset of what changed in a description: the bump that it asks for, and a text for the changelog in the API's
 * own words, by operation, what breaks first. The same changes give the same text. Ends with a line break.
 */
export function changesetText({ approvals, ...report }: Report): string {
  const { changes, bump = "patch" } = report.comparison;
  const operations = new Set(changes.map(({ operation }) => operation));
  const sections = [...operations].map((operation) => {
    const own = changes.filter((change) => change.operation === operation);
    const told = own.filter((change) => change.bump !== "patch");
    const texts = own.filter((change) => change.bump === "patch");
    const lines = [
      ...told.map((change) => line(change, approvals.approved.get(change)?.reason)),
      ...texts.slice(0, maxTexts).map((change) => line(change)),
      ...(texts.length > maxTexts ? [`- and ${texts.length - maxTexts} more in words alone`] : []),
    ];
    return `${operation === "*" ? "The whole API" : code(operation)}:\n\n${lines.join("\n")}`;
  });
  const counts = countChanges({ ...report, approvals: { ...approvals, approved: new Map() } });
  const front = [...specPackages.keys()].map((name) => `${JSON.stringify(name)}: ${bump}`).join("\n");
  return `---\n${front}\n---\n\n${[`The API changed: ${counts}.`, ...sections].join("\n\n")}\n`;
}

function line(change: Change, approval?: string): string {
  const whom = whoBreaks(change);
  if (change.bump !== "major") return `- ${code(change.words)}`;
  const what = change.words.endsWith(whom) ? change.words.slice(0, change.words.length - whom.length) : change.words;
  const why = approval === undefined ? [] : [`Wanted: ${prose(approval)}`];
  return [`- **${capital(whom.slice(2)) || "Breaking"}:** ${code(what)}.`, prose(change.reason), ...why].join(" ");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
