import { execFile } from "node:child_process";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./root.ts";

const run = promisify(execFile);

/** The packages that are published, each after those it depends on. */
export const publishedPackages = ["spec", "packages/types", "packages/client", "packages/sandbox"] as const;
export type PublishedPackage = (typeof publishedPackages)[number];

/** Packs a package as it would be published. Returns the tarball's path. */
export async function pack(folder: PublishedPackage, destination: string): Promise<string> {
  const { stdout } = await run("pnpm", ["pack", "--json", "--pack-destination", destination], {
    cwd: join(root, folder),
    shell: process.platform === "win32",
  });
  const { filename } = JSON.parse(stdout) as { filename: string };
  return join(destination, filename.split(/[\\/]/).at(-1) ?? filename);
}

/**
 * Unpacks the client and its types into `folder/node_modules`, as an installation would, without asking a registry:
 * openapi-fetch, their one dependency, is linked from this workspace.
 *
 * @returns the client's tarball
 */
export async function installClient(folder: string): Promise<string> {
  const modules = join(folder, "node_modules");
  await mkdir(modules, { recursive: true });
  const [, client] = await Promise.all([
    pack("packages/types", folder).then((tarball) => unpack(tarball, join(modules, "@scenario-openapi/types"))),
    pack("packages/client", folder).then((tarball) => unpack(tarball, join(modules, "@scenario-openapi/client"))),
  ]);
  await symlink(join(root, "node_modules/openapi-fetch"), join(modules, "openapi-fetch"), "junction");
  return client;
}

async function unpack(tarball: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await run("tar", ["-xzf", tarball, "--strip-components", "1"], { cwd: folder });
  return tarball;
}
