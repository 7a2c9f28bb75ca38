import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bump, largest } from "../compare/change.ts";
import { countChanges, type Report } from "../compare/report.ts";
import { root } from "../root.ts";
import { type Changeset, changesetsSince, specPackages } from "./changesets.ts";
import { raisedBy } from "./raised-version.ts";
import { textAt } from "./text-at.ts";

/**
 * Checks that each package that is made from the description has a changeset, or already a version, that is as large as
 * what changed asks for.
 *
 * @param given the BASE that the user named, for the command that mends it
 * @returns the line that says so
 * @throws an error that says for each package what it has and what it needs
 */
export async function checkChangesets(report: Report, given: string | undefined): Promise<string> {
  const { bump } = report.comparison;
  if (bump === undefined) return `✓ ${report.spec} says what it said at ${report.base}: it needs no changeset`;
  const changesets = await changesetsSince(report.commit);
  const remedy = `Run \`pnpm changeset:from-spec${given === undefined ? "" : ` ${given}`}\` and commit what it writes.`;
  const generated = changesets.filter(({ isGenerated }) => isGenerated);
  if (generated.length > 1) {
    const names = generated.map(({ path }) => `  ${path}`).join("\n");
    throw new Error(`These changesets tell of the same changes since ${report.base}:\n${names}\n\n${remedy}`);
  }
  const wrong: string[] = [];
  for (const [name, folder] of specPackages) {
    if (covers(await raisedSince(report.commit, folder), bump)) continue;
    const most = largestFor(name, changesets);
    if (most === undefined) wrong.push(`${name}  has no changeset`);
    else if (!covers(most.bump, bump)) wrong.push(`${name}  has a ${most.bump} in ${most.path}, which is too small`);
  }
  const asks = `${report.spec} asks for a ${bump} since ${report.base}`;
  const counts = countChanges(report);
  if (wrong.length === 0) return `✓ ${asks}, and has it: ${counts}`;
  throw new Error(`${asks}: ${counts}\n${wrong.map((line) => `  ${line}`).join("\n")}\n\n${remedy}`);
}

function largestFor(name: string, changesets: readonly Changeset[]): { bump: Bump; path: string } | undefined {
  const given = changesets.flatMap(({ bumps, path }) => {
    const bump = bumps.get(name);
    return bump ? [{ bump, path }] : [];
  });
  const most = largest(given.map(({ bump }) => bump));
  return given.find(({ bump }) => bump === most);
}

/** Whether one bump is at least as large as another. */
function covers(given: Bump | undefined, needed: Bump): boolean {
  return given !== undefined && largest([given, needed]) === given;
}

/** By how much `changeset version` raised a package's version since a commit. */
async function raisedSince(commit: string | undefined, folder: string): Promise<Bump | undefined> {
  const path = `${folder}/package.json`;
  const before = commit === undefined ? undefined : await textAt(commit, path);
  if (before === undefined) return undefined;
  return raisedBy(versionIn(before), versionIn(await readFile(join(root, path), "utf8")));
}

function versionIn(manifest: string): string {
  return (JSON.parse(manifest) as { version: string }).version;
}
