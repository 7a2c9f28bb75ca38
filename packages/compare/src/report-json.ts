import { fingerprintOf } from "./approvals.ts";
import type { Report } from "./report.ts";

/**
 * A report as JSON, for programs: see README.md. Like each format, it ends with a line break.
 */
export function reportForJson(report: Report): string {
  const { base, revision, errors, comparison, approvals, renames, placesOf } = report;
  const { changes, wire, types, bump } = comparison;
  const shown = changes.map((change) => {
    const rename = renames.get(change);
    return {
      ...change,
      fingerprint: fingerprintOf(change),
      lines: placesOf(change),
      ...(rename && { probablyRenamedTo: fingerprintOf(rename) }),
      approved: approvals.approved.get(change)?.reason ?? null,
    };
  });
  const data = {
    base,
    revision,
    errors,
    wire,
    types,
    bump: bump ?? null,
    isApproved: approvals.missing.length === 0,
    changes: shown,
    unusedApprovals: approvals.unused,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
