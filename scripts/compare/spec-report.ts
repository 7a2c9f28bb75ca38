import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../root.ts";
import { readSpecOrExit, specFile } from "../spec-document.ts";
import { approve, readApprovals } from "./approvals.ts";
import { baseDescription } from "./base-description.ts";
import { compareDescriptions } from "./compare-descriptions.ts";
import type { Report } from "./report.ts";

const SPEC = "spec/openapi.yaml";

/** Where approvals stand, from the root of the repository. */
export const approvalsFile = "spec/approved-changes.yaml";

/**
 * What changed in `spec/openapi.yaml` since a git revision or a file, and what of it is approved. Without a name: since
 * the last release, or else main.
 *
 * @throws where there is nothing to compare with, or the approvals are not right
 */
export async function specReport(name?: string): Promise<Report> {
  const approvals = readApprovals(await readApprovalsFile(), approvalsFile);
  const before = await baseDescription(root, SPEC, name);
  const after = await readSpecOrExit(specFile, "structure");
  const comparison = await compareDescriptions(before.document, after);
  return {
    base: before.name,
    commit: before.commit,
    spec: SPEC,
    comparison,
    approvals: approve(comparison.changes, approvals),
    approvalsFile,
  };
}

/** Without the file, nothing is approved. */
async function readApprovalsFile(): Promise<string> {
  try {
    return await readFile(join(root, approvalsFile), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
