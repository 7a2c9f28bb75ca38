import type { Approved } from "./approvals.ts";
import type { Change, Comparison } from "./change.ts";
import type { Places, SourcePlace } from "./sides.ts";

/** What `pnpm spec:compare` reports, in any format. */
export interface Report {
  /** The name of the description that the other is compared with: `v1.2.0`, `main`, `other/openapi.yaml`. */
  base: string;
  /** The name of the other description. */
  revision: string;
  /** The commit of the base, if it is a git revision. */
  commit?: string | undefined;
  /** How many errors leave a part of a description unread. */
  errors: { base: number; revision: number };
  comparison: Comparison;
  /** Where a change is written in both descriptions. */
  placesOf: (change: Change) => Places;
  /** The added field for which a removed one was probably renamed. */
  renames: ReadonlyMap<Change, Change>;
  approvals: Approved;
  /** The file that holds the approvals; undefined if none count. */
  approvalsFile: string | undefined;
}

/** Whether code may break that nobody said may break, or an approval approves nothing. */
export function isRefused({ approvals: { missing, unused } }: Report): boolean {
  return missing.length > 0 || unused.length > 0;
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

export function byBump(changes: readonly Change[]) {
  const { major = [], minor = [], patch = [] } = Object.groupBy(changes, ({ bump }) => bump);
  return { major, minor, patch };
}

/** What of a description could not be compared: empty if nothing. */
export function unreadParts({ base, revision, errors }: Report): string[] {
  const sides = [
    { name: base, count: errors.base },
    { name: revision, count: errors.revision },
  ];
  return sides.flatMap(({ name, count }) =>
    count === 0
      ? []
      : [`${name} has ${count} ${count === 1 ? "error" : "errors"}: what they leave unread was not compared.`],
  );
}

/** `updateModel body.parameters.rank, and 3 more places; also getModel and 2 more operations` */
export function reachOf(change: Change): string {
  const { operation, field, places } = change;
  const where = operation === "*" ? "the whole API" : `${operation} ${field}`;
  const more = places.length - 1;
  const also = otherOperations(change);
  return [
    where + (more > 0 ? `, and ${more} more ${more === 1 ? "place" : "places"}` : ""),
    ...(also === "" ? [] : [`also ${also}`]),
  ].join("; ");
}

/** How many of the operations that a change reaches are named, beside the first. */
const MOST_OPERATIONS = 3;

/** `getModel, listModels, copyModel and 49 more operations`, or nothing if the change reaches only one. */
export function otherOperations({ operation, uses }: Change): string {
  const others = uses.map((use) => use.operation).filter((name) => name !== operation && name !== "*");
  const named = others.slice(0, MOST_OPERATIONS).join(", ");
  const more = others.length - MOST_OPERATIONS;
  return more > 0 ? `${named} and ${more} more ${more === 1 ? "operation" : "operations"}` : named;
}

/** `spec/openapi.yaml:376, was at line 370` */
export function linesOf(report: Pick<Report, "placesOf">, change: Change): string {
  const { before, after } = report.placesOf(change);
  const text = ({ file, line }: SourcePlace) => `${file}:${line}`;
  if (!after) return before ? `was at ${text(before)}` : "";
  return before ? `${text(after)}, was at line ${before.line}` : text(after);
}

/** What approves a change: the start of its entry, without the reason. */
export function proposedApprovals(entries: readonly { fingerprint: string; words: string }[]): string {
  return entries.map(({ fingerprint, words }) => `- change: "${fingerprint}" # ${words}\n  reason:`).join("\n");
}
