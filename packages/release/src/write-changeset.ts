import { rm } from "node:fs/promises";
import { join } from "node:path";
import { root, writeFiles } from "@repo/commands";
import {
  type Change,
  code,
  countChanges,
  linesOf,
  otherOperations,
  prose,
  type Report,
  specReport,
  whatChanged,
} from "@repo/compare";
import { changesetsSince, pathFor, specPackages } from "./changesets.ts";

/** Writes the changeset of what changed in the spec since `base`, in place of one that it wrote before. */
export async function writeChangeset(base: string | undefined): Promise<void> {
  const report = await specReport(base);
  const { bump } = report.comparison;
  const since = await changesetsSince(report.commit);
  const text = bump === undefined ? undefined : changesetText(report);
  const path = text === undefined ? undefined : pathFor(text);
  const edited = since.filter(({ origin }) => origin === "edited");

  if (text === undefined || path === undefined) {
    console.log(`✓ ${report.revision} has not changed since ${report.base}: it needs no changeset`);
  } else if (!edited.some((changeset) => changeset.path === path)) {
    const [written] = await writeFiles(root, new Map([[path, text]]));
    console.log(`${written ? "written  " : "unchanged"}  ${path}  a ${bump} of spec, types and client`);
  }
  for (const older of since.filter((changeset) => changeset.origin === "generated" && changeset.path !== path)) {
    await rm(join(root, older.path));
    console.log(`removed    ${older.path}`);
  }
  for (const { path } of edited) {
    console.log(`kept       ${path}  It was edited by hand. Delete it to have it written again.`);
  }
}

/** Of the changes in words alone, so many are listed for each operation. More would hide the others. */
const MOST_TEXTS = 6;

/**
 * The changeset of a report: the bump, and a text for the changelog that lists the changes by operation, breaking ones
 * first. It ends with a line break.
 */
function changesetText(report: Report): string {
  const { approvals } = report;
  const { changes, bump } = report.comparison;
  const sections = Map.groupBy(changes, ({ operation }) => operation);
  const chapters = [...sections].map(([operation, own]) => {
    const texts = own.filter((change) => change.bump === "patch");
    const lines = [
      ...own.filter((change) => change.bump !== "patch").map((change) => line(report, change)),
      ...texts.slice(0, MOST_TEXTS).map((change) => `- ${code(change.words)}`),
      ...(texts.length > MOST_TEXTS ? [`- and ${texts.length - MOST_TEXTS} more in words alone`] : []),
    ];
    return `${operation === "*" ? "The whole API" : code(operation)}:\n\n${lines.join("\n")}`;
  });
  const counts = countChanges({ ...report, approvals: { ...approvals, approved: new Map() } });
  const front = [...specPackages.keys()].map((name) => `${JSON.stringify(name)}: ${bump}`).join("\n");
  return `---\n${front}\n---\n\n${[`The API changed: ${counts}.`, ...chapters].join("\n\n")}\n`;
}

/** A change, the other operations that it reaches, and where it is written. */
function line(report: Report, change: Change): string {
  const what = code(whatChanged(change));
  const where = [
    ...[otherOperations(change)].filter(Boolean).map((names) => `also ${prose(names)}`),
    ...[linesOf(report, change)].filter(Boolean).map(code),
  ].join("; ");
  const place = where === "" ? [] : [`(${where})`];
  if (change.bump !== "major") return [`- ${what}`, ...place].join(" ");
  const title = change.breaks.length === 0 ? "Breaking" : `Breaking for ${change.breaks.join(" and ")}`;
  const approval = report.approvals.approved.get(change)?.reason;
  const why = approval === undefined ? [] : [`Approved: ${prose(approval)}`];
  return [`- **${title}:** ${what}.`, prose(change.reason), ...why, ...place].join(" ");
}
