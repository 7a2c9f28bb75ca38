import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../root.ts";
import type { WorkspaceCopy } from "./workspace-copy.ts";

/** Puts what makes the reference into a workspace: its sources, and what they import. */
export async function addDocs({ folder }: WorkspaceCopy): Promise<void> {
  const from = join(root, "packages/docs");
  const to = join(folder, "packages/docs");
  for (const part of ["src", "guides"]) await cp(join(from, part), join(to, part), { recursive: true });
  // Link by link, so that the workspace has a cache of its own for the bundle of the sources.
  const modules = join(to, "node_modules");
  await mkdir(modules, { recursive: true });
  for (const name of await readdir(join(from, "node_modules"))) {
    if (!name.startsWith(".")) await symlink(join(from, "node_modules", name), join(modules, name), "junction");
  }
}
