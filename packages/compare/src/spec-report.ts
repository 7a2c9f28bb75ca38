import { join } from "node:path";
import { readIfThere, readOrExit, root, specFile } from "@scenario-openapi/commands";
import { approve, readApprovals } from "./approvals.ts";
import { baseDescription, git } from "./base-description.ts";
import { compareDescriptions } from "./compare-descriptions.ts";
import type { Report } from "./reports.ts";

const SPEC = "spec/openapi.yaml";

/** What TypeScript users of a release have. */
const TYPES = "packages/types/src/schema.gen.ts";

/** The file that holds the approvals, from the root of the repository. Without it, nothing is approved. */
export const approvalsFile = "spec/approved-changes.yaml";

/**
 * Compares `spec/openapi.yaml` with a git revision or a file, by default the last release or else main.
 *
 * @throws if there is nothing to compare with, or an approval is invalid
 */
export async function specReport(name?: string): Promise<Report> {
  const approvals = readApprovals((await readIfThere(join(root, approvalsFile))) ?? "", approvalsFile);
  const before = await baseDescription(root, SPEC, name);
  const after = await readOrExit(specFile, "structure");
  const released = before.commit === undefined ? undefined : await git(root, "show", `${before.commit}:${TYPES}`);
  const comparison = await compareDescriptions(before.document, after, released);
  return {
    base: before.name,
    commit: before.commit,
    spec: SPEC,
    comparison,
    approvals: approve(comparison.changes, approvals),
    approvalsFile,
  };
}
