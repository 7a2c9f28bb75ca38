import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "./root.ts";

/** The folders of the client's modules in a package. */
const COPIED = ["runtime", "validation"];

/**
 * Writes the sources of a package, without their folder `src`. Projects can then import them as files.
 *
 * @param isLinked whether the client's modules are linked rather than copied, so that many packages are compiled sooner
 */
export async function writeSources(
  folder: string,
  files: ReadonlyMap<string, string>,
  isLinked = false,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (isLinked) {
    for (const name of COPIED) await symlink(join(root, "packages/client/src", name), join(folder, name), "junction");
  }
  for (const [path, code] of files) {
    const [top, part = ""] = path.split("/");
    if (top !== "src" || (isLinked && COPIED.includes(part))) continue;
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
