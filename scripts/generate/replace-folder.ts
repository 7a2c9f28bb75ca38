import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files by their path from the folder. */
export type FolderFiles = ReadonlyMap<string, string | Uint8Array>;

/**
 * Puts files into a folder in place of all that is there. They are written beside it first and moved as a whole, so that
 * the folder holds the old files or the new ones, never some of each.
 *
 * @throws an error that says what the file system said, with the old folder as it was
 */
export async function replaceFolder(folder: string, files: FolderFiles): Promise<void> {
  const staged = `${folder}.${process.pid}.tmp`;
  const old = `${folder}.${process.pid}.old`;
  try {
    await rm(staged, { recursive: true, force: true });
    for (const parent of new Set([...files.keys()].map((path) => dirname(join(staged, path))))) {
      await mkdir(parent, { recursive: true });
    }
    await inTurns([...files], ([path, content]) => writeFile(join(staged, path), content));
    const isThere = await moved(folder, old);
    try {
      await rename(staged, folder);
    } catch (error) {
      if (isThere) await rename(old, folder);
      throw error;
    }
  } catch (error) {
    await rm(staged, { recursive: true, force: true });
    throw new Error(`Nothing was written to ${folder}: ${(error as Error).message}`, { cause: error });
  }
  await rm(old, { recursive: true, force: true });
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** A few at a time: thousands of open files are more than a system may allow. */
async function inTurns<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}
