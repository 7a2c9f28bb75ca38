import { lstat, mkdir, rmdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those around it that are missing.
 *
 * @returns what removes again those that it made, as long as they are empty
 */
export async function makeFolder(path: string): Promise<() => Promise<void>> {
  const made: string[] = [];
  await make(path, made);
  return async () => {
    // Where something else lies in one by now, it stays, and so do those around it.
    for (const folder of made.reverse()) await rmdir(folder).catch(() => {});
  };
}

// Not `mkdir` with `recursive`: on a read-only file system it says that there is no such folder.
async function make(path: string, made: string[]): Promise<void> {
  try {
    await mkdir(path);
    made.push(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const kind = await kindOf(path);
    if (kind === "folder") return;
    if (code === "ENOENT" && dirname(path) !== path) await make(dirname(path), made);
    // What was there has just been deleted by another process: again.
    else if (code !== "EEXIST" || kind === "other") throw error;
    await make(path, made);
  }
}

async function kindOf(path: string): Promise<"folder" | "other" | "nothing"> {
  try {
    const found = await lstat(path);
    // One look, as another process may delete it and make it again between two. A link that leads nowhere is something, too.
    const kind = found.isSymbolicLink() ? await stat(path).catch(() => found) : found;
    return kind.isDirectory() ? "folder" : "other";
  } catch {
    return "nothing";
  }
}
