import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import type { Bump } from "../compare/change.ts";
import { readIfThere } from "../generate/write-files.ts";
import { root } from "../root.ts";
import { textAt } from "./text-at.ts";

/** The packages that are made from the description, each with its folder. They share one version (.changeset/README.md). */
export const specPackages: ReadonlyMap<string, string> = new Map([
  ["@scenario-openapi/spec", "spec"],
  ["@scenario-openapi/types", "packages/types"],
  ["@scenario-openapi/client", "packages/client"],
]);

/** A file in `.changeset`. */
export interface Changeset {
  /** Path from the root of the repository. */
  path: string;
  text: string;
  /** The bump of each package that it names. */
  bumps: ReadonlyMap<string, Bump>;
  /** Whether it is as `pnpm changeset:from-spec` wrote it. */
  isGenerated: boolean;
}

/** Where a changeset that is made from the description goes: its own digest, so that a hand's edit shows. */
export function pathFor(text: string): string {
  return `.changeset/spec-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.md`;
}

/** Whether a changeset has a name that `pnpm changeset:from-spec` gives, whoever wrote what it holds. */
export function hasGeneratedName({ path }: Changeset): boolean {
  return /^\.changeset\/spec-[\da-f]{8}\.md$/.test(path);
}

/**
 * The changesets that are new or other than they were at a commit; without one, all.
 *
 * @throws an error that names the file where one is not right
 */
export async function changesetsSince(commit: string | undefined): Promise<Changeset[]> {
  const names = (await readdir(join(root, ".changeset"))).filter((name) => /^(?!\.|readme).*\.md$/i.test(name)).sort();
  const changesets: Changeset[] = [];
  for (const name of names) {
    const path = `.changeset/${name}`;
    const text = (await readIfThere(join(root, path))) ?? "";
    if (commit === undefined || text !== (await textAt(commit, path))) changesets.push(read(path, text));
  }
  return changesets;
}

function read(path: string, text: string): Changeset {
  try {
    const named = parseChangesetFile(text).releases.flatMap(({ name, type }): [string, Bump][] =>
      type === "none" ? [] : [[name, type]],
    );
    return { path, text, bumps: new Map(named), isGenerated: pathFor(text) === path };
  } catch (error) {
    throw new Error(`${path} is no changeset: ${(error as Error).message}`, { cause: error });
  }
}
