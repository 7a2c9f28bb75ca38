import { readdir, readFile } from "node:fs/promises";
import { isAbsolute, join, normalize, sep } from "node:path";
import { fileError } from "./file-error.ts";
import type { Files } from "./generated-files.ts";
import { makeFolder } from "./make-folder.ts";
import { LOCK, PENDING, replaceAll, settle } from "./pending-set.ts";
import { whileLocked } from "./write-lock.ts";

/**
 * Replaces files, all or none, whatever happens meanwhile (decisions/0008):
 *
 * - a failure (a full disk, a folder that may not be written) leaves the old files as they were;
 * - a kill leaves them, too, or a mix of which the folder `.generating` knows what it is to become: the next writing, or
 *   {@link settleFiles}, moves what is missing before it does anything else;
 * - of two writings at once the later waits for the earlier.
 *
 * Files that are already right are not touched.
 *
 * @param root the folder that the paths start from; it is made where it is missing
 * @returns the paths that changed
 * @throws {Error} that names the file and says what the file system said, after the old state is restored
 */
export async function writeFiles(root: string, files: Files): Promise<string[]> {
  try {
    return await write(root, files);
  } catch (error) {
    throw new Error(`Nothing was written: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

async function write(root: string, files: Files): Promise<string[]> {
  for (const path of files.keys()) {
    if (isAbsolute(path) || normalize(path).split(sep).includes(".."))
      throw new Error(`${path} lies outside of ${root}`);
  }
  const isDone = !(await isPending(root)) && (await changesOf(root, files)).size === 0;
  if (isDone) return [];
  const unmakeRoot = await makeFolder(root).catch((error: unknown) => {
    throw fileError(root, error);
  });
  try {
    return await locked(root, async () => {
      await settle(root);
      const changes = await changesOf(root, files);
      await replaceAll(root, changes);
      return [...changes.keys()];
    });
  } catch (error) {
    await unmakeRoot();
    throw error;
  }
}

/**
 * Finishes a writing that a kill has cut short, and deletes what it prepared. Does nothing where there is none.
 *
 * @returns whether files were moved
 * @throws {Error} that names the file and the reason where they cannot be; the old files are back then
 */
export async function settleFiles(root: string): Promise<boolean> {
  return (await isPending(root)) && locked(root, () => settle(root));
}

/**
 * The content of a file, or `undefined` where there is none.
 *
 * @throws {Error} that names the file, what the file system said and the remedy
 */
export async function readIfThere(path: string, shown = path): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw fileError(shown, error);
  }
}

async function changesOf(root: string, files: Files): Promise<Map<string, string>> {
  const changes = new Map<string, string>();
  for (const [path, content] of files) {
    if ((await readIfThere(join(root, path), path)) !== content) changes.set(path, content);
  }
  return changes;
}

async function isPending(root: string): Promise<boolean> {
  const names = await readdir(root).catch((): string[] => []);
  return names.includes(PENDING);
}

function locked<Result>(root: string, work: () => Promise<Result>): Promise<Result> {
  return whileLocked(join(root, PENDING, LOCK), work);
}
