import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./root.ts";

/**
 * Installs what the package-lock.json in a folder pins into a cache that git ignores, without running install scripts.
 *
 * @param here a folder with package.json and package-lock.json
 * @param name the name of the cache
 * @returns the `node_modules`
 */
export async function installLocked(here: string, name: string): Promise<string> {
  const hash = createHash("sha256").update(await readFile(join(here, "package-lock.json")));
  const cache = join(root, "node_modules/.cache", name);
  const installed = join(cache, hash.digest("hex").slice(0, 16));
  if (!existsSync(installed)) {
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, "installing-"));
    for (const file of ["package.json", "package-lock.json"]) await cp(join(here, file), join(folder, file));
    await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: folder,
      shell: process.platform === "win32",
    });
    await rename(folder, installed).catch(async (error) => {
      await rm(folder, { recursive: true });
      // Another run may have been quicker.
      if (!existsSync(installed)) throw error;
    });
  }
  return join(installed, "node_modules");
}
