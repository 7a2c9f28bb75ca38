import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@repo/commands";
import { approvalsFile, type Bump, countChanges, largest, type Report } from "@repo/compare";
import { gte, inc } from "semver";
import { type Changeset, changesetsSince, specPackages, textAt } from "./changesets.ts";

/**
 * Checks that each package that is made from the spec has a changeset that is large enough for what changed, or has got
 * such a version already.
 *
 * @param given the base as the user named it, for the command in the error
 * @returns a line that says that all is well
 * @throws {Error} that says what each package has and needs
 */
export async function checkChangesets(report: Report, given: string | undefined): Promise<string> {
  const { revision: spec, base, commit, comparison, approvals } = report;
  const { bump } = comparison;
  const hint = "`pnpm spec:compare` says more.";
  const [unused] = approvals.unused;
  if (unused) throw new Error(`${unused.change} in ${approvalsFile} approves no breaking change. ${hint}`);
  if (bump === undefined) return `✓ ${spec} has not changed since ${base}: it needs no changeset`;
  const asks = `${spec} asks for a ${bump} since ${base}`;
  const counts = countChanges(report);
  const packages: [name: string, folder: string][] = [];
  for (const entry of specPackages) if (!(await isRaised(commit, entry[1], bump))) packages.push(entry);
  // The release has ended the approvals.
  if (packages.length === 0) return `✓ ${asks}, and has it: ${counts}`;
  const [unapproved] = approvals.missing;
  if (unapproved) throw new Error(`${unapproved.words}: not approved. ${hint}`);
  const changesets = await changesetsSince(commit);
  const remedy = `Run \`pnpm changeset:from-spec${given === undefined ? "" : ` ${given}`}\` and commit what it writes.`;
  const generated = changesets.filter(({ origin }) => origin === "generated");
  if (generated.length > 1) {
    const names = generated.map(({ path }) => `  ${path}`).join("\n");
    throw new Error(`These changesets describe the same changes since ${base}:\n${names}\n\n${remedy}`);
  }
  const faults: string[] = [];
  for (const [name] of packages) {
    const most = largestFor(name, changesets);
    if (most === undefined) faults.push(`${name}  has no changeset`);
    else if (largest([most.bump, bump]) !== most.bump) {
      faults.push(`${name}  has a ${most.bump} in ${most.path}, which is too small`);
    }
  }
  if (faults.length === 0) return `✓ ${asks}, and has it: ${counts}`;
  throw new Error(`${asks}: ${counts}\n${faults.map((line) => `  ${line}`).join("\n")}\n\n${remedy}`);
}

function largestFor(name: string, changesets: readonly Changeset[]): { bump: Bump; path: string } | undefined {
  const given = changesets.flatMap(({ bumps, path }) => {
    const bump = bumps.get(name);
    return bump ? [{ bump, path }] : [];
  });
  const most = largest(given.map(({ bump }) => bump));
  return given.find(({ bump }) => bump === most);
}

/** Whether `changeset version` has raised a package's version by at least a bump since a commit. */
async function isRaised(commit: string | undefined, folder: string, bump: Bump): Promise<boolean> {
  const path = `${folder}/package.json`;
  const before = await textAt(commit, path);
  if (before === undefined) return false;
  const needed = inc(JSON.parse(before).version, bump);
  return needed !== null && gte(JSON.parse(await readFile(join(root, path), "utf8")).version, needed);
}
