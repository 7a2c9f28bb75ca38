import { join, resolve } from "node:path";
import { readIfThere, root, specFile } from "@repo/commands";
import { formatProblems } from "@repo/openapi/read";
import { approve, readApprovals } from "./approvals.ts";
import { compareDescriptions, compareOnWire } from "./compare-descriptions.ts";
import { probableRenames } from "./renames.ts";
import type { Report } from "./report.ts";
import { git, placesIn, readSide } from "./sides.ts";

const SPEC = "spec/openapi.yaml";

/** What TypeScript users of a release have. */
const TYPES = "packages/types/src/schema.gen.ts";

/** The file that holds the approvals, from the root of the repository. Without it, nothing is approved. */
export const approvalsFile = "spec/approved-changes.yaml";

/**
 * Compares two descriptions: by default `spec/openapi.yaml` with that of the last release or else of main.
 *
 * @param base a file, a git revision, a file at one (`v1.2.0:other/openapi.yaml`), or `-` for standard input
 * @param revision the same. Approvals count only for `spec/openapi.yaml`
 * @param options with `isWireOnly`, the compiler is not asked about the types of TypeScript users
 * @throws if there is nothing to compare, or an approval is invalid
 */
export async function specReport(
  base?: string,
  revision?: string,
  { isWireOnly = false }: { isWireOnly?: boolean } = {},
): Promise<Report> {
  if (base === "-" && revision === "-")
    throw new Error("Only one of the two descriptions can be read from standard input.");
  const isSpec = revision === undefined || resolve(revision) === resolve(specFile);
  const approvals = isSpec ? readApprovals((await readIfThere(join(root, approvalsFile))) ?? "", approvalsFile) : [];
  const before = await readSide(root, SPEC, base);
  const after = await readSide(root, SPEC, revision ?? specFile);
  // What is about to be released can be corrected.
  if (isSpec && after.errors.length > 0)
    throw new Error(`${SPEC} has errors. Fix them first:\n\n${formatProblems(after.errors, process.stderr)}`);
  const released = isSpec && before.commit !== undefined && !base?.includes(":") ? before.commit : undefined;
  const types = released && (await git(root, "show", `${released}:${TYPES}`));
  const comparison = isWireOnly
    ? compareOnWire(before.document, after.document)
    : await compareDescriptions(before.document, after.document, types);
  return {
    base: before.name,
    revision: isSpec ? SPEC : after.name,
    commit: before.commit,
    errors: { base: before.errors.length, revision: after.errors.length },
    comparison,
    placesOf: placesIn(before, after),
    renames: probableRenames(comparison.changes, before.document, after.document),
    approvals: approve(comparison.changes, approvals),
    approvalsFile: isSpec ? approvalsFile : undefined,
  };
}
