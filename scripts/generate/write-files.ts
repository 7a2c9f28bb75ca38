import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Files } from "./generated-files.ts";

/**
 * Replaces files, all or none: everything is written beside its target first and moved into place at the end. Where a
 * move fails, what was moved before it is put back. Files that are already right are not touched.
 *
 * @returns the paths that changed
 * @throws an error that names the file and says what the file system said, after the old state is restored
 */
export async function writeFiles(root: string, files: Files): Promise<string[]> {
  const changes: { path: string; target: string; staged: string; before: string | undefined }[] = [];
  for (const [path, content] of files) {
    const target = join(root, path);
    const before = await readIfThere(target);
    if (before !== content) changes.push({ path, target, staged: `${target}.${process.pid}.tmp`, before });
  }
  const moved: typeof changes = [];
  try {
    for (const { path, staged } of changes) {
      await mkdir(dirname(staged), { recursive: true });
      await writeDurably(staged, files.get(path) ?? "");
    }
    for (const change of changes) {
      await rename(change.staged, change.target);
      moved.push(change);
    }
  } catch (error) {
    for (const { target, before } of moved) {
      if (before === undefined) await rm(target, { force: true });
      else await writeDurably(target, before);
    }
    for (const { staged } of changes) await rm(staged, { force: true });
    throw new Error(`Nothing was written: ${(error as Error).message}`, { cause: error });
  }
  return changes.map(({ path }) => path);
}

/** The content of a file, or `undefined` where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(`Cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
}

async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
