import { execFile } from "node:child_process";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { root } from "./root.ts";

const run = promisify(execFile);
const shell = process.platform === "win32"; // npm and pnpm are scripts there.

/** The packages that are published, each after those it depends on. */
export const publishedPackages = ["spec", "packages/types", "packages/client", "packages/sandbox"] as const;
export type PublishedPackage = (typeof publishedPackages)[number];

/**
 * Packs a package as it would be published. It must have been built.
 *
 * @returns the path of the tarball
 */
export async function pack(folder: PublishedPackage, destination: string): Promise<string> {
  const args = ["pack", "--json", "--pack-destination", destination];
  const { stdout } = await run("pnpm", args, { cwd: join(root, folder), shell });
  const { filename } = JSON.parse(stdout) as { filename: string };
  return join(destination, basename(filename));
}

/**
 * Packs the client and its types, and unpacks them into `folder/node_modules`. Nothing is downloaded: what else they
 * depend on is linked.
 *
 * @returns the path of the client's tarball
 */
export async function installClient(folder: string): Promise<string> {
  const modules = join(folder, "node_modules");
  const install = async (name: "types" | "client") => {
    const manifest = await manifestOf(`packages/${name}`);
    const target = join(modules, manifest.name);
    await mkdir(target, { recursive: true });
    const tarball = await pack(`packages/${name}`, folder);
    await run("tar", ["-xzf", tarball, "--strip-components", "1"], { cwd: target });
    return { tarball, ...manifest };
  };
  const [client, types] = await Promise.all([install("client"), install("types")]);
  for (const name of Object.keys(client.dependencies ?? {})) {
    if (name === types.name) continue;
    await symlink(join(root, "packages/client/node_modules", name), join(modules, name), "junction");
  }
  return client.tarball;
}

/** The manifest of a package, which has its name. */
export async function manifestOf(
  folder: PublishedPackage,
): Promise<{ name: string; version: string; dependencies?: Readonly<Record<string, string>> }> {
  return JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
}
