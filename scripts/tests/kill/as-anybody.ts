import { chown, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Root may write where modes say that nobody may: as root, a test of them starts its programs as somebody else. */
const isRoot = process.getuid?.() === 0;

const NOBODY = 65_534;

export const asAnybody = {
  /** Options for `spawn` that make a program one whom file modes bind. */
  options: isRoot ? { uid: NOBODY, gid: NOBODY } : {},

  /** Gives a folder and all in it to whom such a program runs as. */
  async own(folder: string): Promise<void> {
    if (!isRoot) return;
    await chown(folder, NOBODY, NOBODY);
    for (const path of await readdir(folder, { recursive: true })) await chown(join(folder, path), NOBODY, NOBODY);
  },
};
