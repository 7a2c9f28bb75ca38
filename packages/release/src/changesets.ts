import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseChangesetFile } from "@changesets/parse";
import { readIfThere, root } from "@repo/commands";
import { type Bump, git } from "@repo/compare";
import { manifestOf } from "@repo/testing";

/** The packages that are made from the spec, each with its folder. They share one version (.changeset/README.md). */
export const specPackages: ReadonlyMap<string, string> = new Map(
  await Promise.all(
    (["spec", "packages/types", "packages/client"] as const).map(
      async (folder): Promise<[string, string]> => [(await manifestOf(folder)).name, folder],
    ),
  ),
);

/** A file in `.changeset`. */
export interface Changeset {
  /** From the root of the repository. */
  path: string;
  text: string;
  /** The bump of each package that it names. */
  bumps: ReadonlyMap<string, Bump>;
  /** Whether its name is one that `pnpm changeset:from-spec` gives, and its text as well. */
  origin: "generated" | "edited" | "by hand";
}

/** The path of a changeset that is made from the spec. It has the digest of the text, which shows later edits. */
export function pathFor(text: string): string {
  return `.changeset/spec-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.md`;
}

/**
 * Reads the changesets that were added or changed since a commit, or all if there is no commit.
 *
 * @throws {Error} that names the file if one is not a changeset
 */
export async function changesetsSince(commit: string | undefined): Promise<Changeset[]> {
  const names = (await readdir(join(root, ".changeset"))).filter((name) => /^(?!\.|readme).*\.md$/i.test(name)).sort();
  const changesets: Changeset[] = [];
  for (const name of names) {
    const path = `.changeset/${name}`;
    const text = (await readIfThere(join(root, path))) ?? "";
    if (text !== (await textAt(commit, path))) changesets.push(parse(path, text));
  }
  return changesets;
}

function parse(path: string, text: string): Changeset {
  try {
    const { releases } = parseChangesetFile(text);
    const bumps = releases.flatMap(({ name, type }): [string, Bump][] => (type === "none" ? [] : [[name, type]]));
    const hasGeneratedName = /^\.changeset\/spec-[\da-f]{8}\.md$/.test(path);
    const origin = pathFor(text) === path ? "generated" : hasGeneratedName ? "edited" : "by hand";
    return { path, text, bumps: new Map(bumps), origin };
  } catch (error) {
    throw new Error(`${path} is not a changeset: ${(error as Error).message}`, { cause: error });
  }
}

/** The text of a file of the repository at a commit, or `undefined` if there is no such file or no commit. */
export async function textAt(commit: string | undefined, path: string): Promise<string | undefined> {
  return commit === undefined ? undefined : git(root, "show", `${commit}:./${path}`);
}

/** Runs `changeset version`. */
export function versionByChangesets(): void {
  const bin = fileURLToPath(import.meta.resolve("@changesets/cli/bin.js"));
  const { status } = spawnSync(process.execPath, [bin, "version"], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error("`changeset version` failed, for the reason printed above.");
}
