import type { Report } from "./report.ts";

/**
 * A comparison as JSON for machines: `base`, `wire`, `types`, `bump`, `changes` (each with `approved`, the reason of its
 * approval or null), and the approvals that approve nothing. Ends with a line break.
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
