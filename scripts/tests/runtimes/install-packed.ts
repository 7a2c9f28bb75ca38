import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { pack } from "../../pack.ts";

const run = promisify(execFile);

/** Makes a folder a project that has the packed client, and the types that it needs, installed by npm. */
export async function installPackedClient(folder: string): Promise<void> {
  const tarballs = [await pack("packages/types", folder), await pack("packages/client", folder)];
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const install = ["install", "--no-audit", "--no-fund", "--no-package-lock", ...tarballs];
  await run("npm", install, { cwd: folder, shell: process.platform === "win32" });
}
