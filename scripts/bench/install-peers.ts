import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../root.ts";

/**
 * Installs what a benchmark measures beside ours as the lockfile in a folder has it, once for each state of it, into a cache
 * that git does not see. No script of theirs runs.
 *
 * @param here the folder of the lockfile
 * @returns their `node_modules`
 */
export async function installPeers(here: string): Promise<string> {
  const hash = createHash("sha256").update(await readFile(join(here, "package-lock.json")));
  const cache = join(root, "node_modules/.cache/scenario-bench");
  const installed = join(cache, hash.digest("hex").slice(0, 16));
  if (!existsSync(installed)) {
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, "installing-"));
    for (const file of ["package.json", "package-lock.json"]) await cp(join(here, file), join(folder, file));
    await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: folder,
      shell: process.platform === "win32",
    });
    // Another run may have been faster.
    await rename(folder, installed).catch(() => rm(folder, { recursive: true, force: true }));
  }
  return join(installed, "node_modules");
}
