import { glob, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize, relative, sep } from "node:path";

/** What the codes of a file system mean, and what to do. */
const REASONS: Record<string, string> = {
  ENOSPC: "no space is left on its disk: free some and run this again",
  EROFS: "its file system is read-only: write elsewhere, or mount it for writing",
  EACCES: "access is denied: check its permissions and those of its folder",
  EPERM: "it may not be replaced: check its permissions, and close programs that have it open",
  EBUSY: "it is in use: close programs that have it open",
  EISDIR: "a folder stands where the file belongs: move it away",
  EEXIST: "a file stands where a folder belongs: move it away",
  ENOTDIR: "a file stands where a folder belongs: move it away",
};

/**
 * Replaces the files whose content differs. All of them are written beside their places first and then renamed, so that
 * an error while writing (a full disk, a folder without permission) leaves the old files as they were.
 *
 * @param folder the folder that the paths start from; it is made if it is missing
 * @returns the paths that changed
 * @throws {Error} that names the file, the reason and the remedy
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const staged = new Map<string, string>();
  const madeFolders: string[] = [];
  let current = "";
  try {
    for (const [path, content] of files) {
      current = path;
      const target = join(folder, path);
      const isOutside = isAbsolute(path) || normalize(path).split(sep).includes("..");
      if (isOutside) throw new Error(`it lies outside of ${folder}`);
      // A folder in the file's place fails here: later, other files would have been replaced.
      if ((await readIfThere(target)) === content) continue;
      const made = await mkdir(dirname(target), { recursive: true });
      if (made !== undefined) madeFolders.push(made);
      const temporary = `${target}.${process.pid}.tmp`;
      staged.set(path, temporary);
      await writeFile(temporary, content);
    }
  } catch (error) {
    for (const path of [...staged.values(), ...madeFolders]) await rm(path, { recursive: true, force: true });
    throw new Error(`Nothing was written: ${current}: ${reasonOf(error)}`, { cause: error });
  }
  const changed = [...staged.keys()];
  for (const [path, temporary] of staged) {
    try {
      await rename(temporary, join(folder, path));
    } catch (error) {
      for (const left of staged.values()) await rm(left, { force: true });
      const replaced = changed.slice(0, changed.indexOf(path));
      const before = replaced.length > 0 ? `Only ${replaced.join(", ")} was written. ` : "Nothing was written: ";
      throw new Error(`${before}${path}: ${reasonOf(error)}`, { cause: error });
    }
  }
  return changed;
}

/** Files one after the other, by their path. A `Map` is such files too. */
export type Files<Content = string | Uint8Array> =
  | Iterable<readonly [path: string, content: Content]>
  | AsyncIterable<readonly [path: string, content: Content]>;

/** A file that is not as it should be. */
export interface Stale {
  /** From the folder, with forward slashes. */
  path: string;
  /** Continues a sentence that starts with the path, such as "is missing". */
  fault: string;
}

/**
 * Compares the files of a folder with those that should be there.
 *
 * @param surplus matches the paths of what may be there only if it is among the files
 */
export async function findStale(folder: string, files: Files, surplus: string): Promise<Stale[]> {
  const stale: Stale[] = [];
  const paths = new Set<string>();
  for await (const [path, content] of files) {
    paths.add(path);
    const found = await readBytesIfThere(join(folder, path));
    if (found === undefined) stale.push({ path, fault: "is missing" });
    else if (!found.equals(Buffer.from(content))) stale.push({ path, fault: "is out of date" });
  }
  for await (const entry of glob(surplus, { cwd: folder, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/");
    if (!entry.isDirectory() && !paths.has(path)) stale.push({ path, fault: "is not generated any more: delete it" });
  }
  return stale;
}

/** The content of a file, or `undefined` if there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  return (await readBytesIfThere(path))?.toString("utf8");
}

async function readBytesIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code !== "EISDIR") throw error;
    // Its message does not say which folder it is.
    throw Object.assign(new Error(`${path}: ${reasonOf(error)}`, { cause: error }), { code });
  }
}

/**
 * Puts files into a folder in place of everything in it. They are first written to a temporary folder next to it, which
 * then takes its place, so that the folder holds the old files or the new ones, never some of each. Files that are made one
 * by one are written one by one, so that they are not all in memory.
 *
 * @returns the sizes of the files, in bytes, by path
 * @throws {Error} that names the folder and the reason; the old folder is as it was
 */
export async function replaceFolder(folder: string, files: Files): Promise<Map<string, number>> {
  const staged = `${folder}.${process.pid}.tmp`;
  const old = `${folder}.${process.pid}.old`;
  const sizes = new Map<string, number>();
  try {
    await rm(staged, { recursive: true, force: true });
    for await (const [path, content] of files) {
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      await mkdir(dirname(join(staged, path)), { recursive: true });
      await writeFile(join(staged, path), bytes);
      sizes.set(path, bytes.length);
    }
    const hadFolder = await moveIfThere(folder, old);
    try {
      await rename(staged, folder);
    } catch (error) {
      if (hadFolder) await rename(old, folder);
      throw error;
    }
  } catch (error) {
    await rm(staged, { recursive: true, force: true });
    throw new Error(`Nothing was written: ${folder}: ${reasonOf(error)}`, { cause: error });
  }
  await rm(old, { recursive: true, force: true });
  return sizes;
}

async function moveIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const reason = code === undefined ? undefined : REASONS[code];
  if (reason) return `${reason} (${code})`;
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
