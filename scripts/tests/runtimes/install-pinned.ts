import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../root.ts";
import { machineLibc } from "./machine-libc.ts";

const run = promisify(execFile);
const FILES = ["package.json", "package-lock.json", ".npmrc"];

/**
 * Installs what a folder's lockfile pins, build scripts left out, into a cache beside the workspace's own modules: once
 * for each content of the lockfile. What an earlier lockfile asked for is removed.
 *
 * @param folder holds package.json, package-lock.json and .npmrc
 * @returns the folder that holds `node_modules`
 */
export async function installPinned(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(await readFile(join(folder, file)));
  const cache = join(root, "node_modules/.cache", `scenario-${basename(folder)}`);
  const installed = join(cache, hash.digest("hex").slice(0, 16));
  if (existsSync(installed)) return installed;

  await mkdir(cache, { recursive: true });
  // Under another name until it is whole: an installation that was interrupted is never taken for one.
  const unfinished = await mkdtemp(join(cache, "unfinished-"));
  try {
    for (const file of FILES) await cp(join(folder, file), join(unfinished, file));
    await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: unfinished, shell: process.platform === "win32" });
    await checkComplete(unfinished);
    await rename(unfinished, installed);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(installed)) throw error; // otherwise another run was faster
  }
  for (const other of await readdir(cache)) {
    if (/^[0-9a-f]{16}$/.test(other) && other !== basename(installed)) {
      await rm(join(cache, other), { recursive: true, force: true });
    }
  }
  return installed;
}

/** npm passes over an optional package that it could not download; the one for this machine is not optional here. */
async function checkComplete(folder: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8")) as Lockfile;
  const fits = (wanted: string[] | undefined, own: string) => wanted === undefined || wanted.includes(own);
  const missing = Object.entries(packages).filter(([path, { os, cpu, libc }]) => {
    const isForThisMachine = os && fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, machineLibc);
    return isForThisMachine && !existsSync(join(folder, path));
  });
  if (missing.length > 0) throw new Error(`npm did not install ${missing.map(([path]) => path).join(", ")}`);
}

interface Lockfile {
  packages: Record<string, { os?: string[]; cpu?: string[]; libc?: string[] }>;
}
