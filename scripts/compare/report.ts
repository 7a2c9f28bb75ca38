import type { Approved } from "./approvals.ts";
import type { Comparison } from "./change.ts";

/** What `pnpm spec:compare` has to say, in whatever form. */
export interface Report {
  /** What people call the two descriptions. */
  base: string;
  spec: string;
  /** The base's commit, where it is a git revision. */
  commit?: string | undefined;
  comparison: Comparison;
  approvals: Approved;
  /** Where approvals stand. */
  approvalsFile: string;
}

/** "3 breaking, 1 of them approved; 2 compatible; 1 that only readers of the description see" */
export function countChanges({ comparison: { changes }, approvals: { approved } }: Report): string {
  const major = changes.filter(({ bump }) => bump === "major").length;
  const minor = changes.filter(({ bump }) => bump === "minor").length;
  const patch = changes.length - major - minor;
  return [
    ...(major > 0 ? [`${major} breaking${approved.size > 0 ? ` (${approved.size} approved)` : ""}`] : []),
    ...(minor > 0 ? [`${minor} compatible`] : []),
    ...(patch > 0 ? [`${patch} in words alone`] : []),
  ].join(", ");
}

/** The entries that would approve what is not approved yet: the reasons are for people to give. */
export function proposedApprovals({ approvals: { missing } }: Report): string {
  const entries = new Set(
    missing.map(({ operation, field }) => `- operation: ${yaml(operation)}\n  field: ${yaml(field)}\n  reason:`),
  );
  return [...entries].join("\n");
}

function yaml(text: string): string {
  return /^[A-Za-z][\w.]*$/.test(text) ? text : JSON.stringify(text);
}
