import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "./root.ts";

/** Writes the sources of a package, without their folder `src`. Projects can then import them as files. */
export async function writeSources(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, code] of files) {
    if (!path.startsWith("src/")) continue;
    const file = join(folder, path.slice("src/".length));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code);
  }
}

/** Links what generated packages depend on into `folder/node_modules`, so that nothing is downloaded. */
export async function linkDependencies(folder: string): Promise<void> {
  await mkdir(join(folder, "node_modules"), { recursive: true });
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"]) {
    await symlink(join(root, "packages/client/node_modules", name), join(folder, "node_modules", name), "junction");
  }
}
