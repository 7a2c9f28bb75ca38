import { spawnSync } from "node:child_process";
import { git } from "@repo/compare";
import type { Packed } from "./check-tarballs.ts";

/**
 * Stages the tarballs of a release on npm, where they wait for a maintainer's approval, and tags what was staged. A package
 * whose version has a tag was staged before, and is left alone.
 *
 * @param folder where npm runs: outside the repository, whose settings are not npm's
 * @param repository the folder of the repository, whose `origin` gets each tag at once: after a failure the next run goes on
 *   from there
 * @throws {Error} that names the package if npm refuses it, or its tag cannot be pushed
 */
export async function stagePackages(
  packages: readonly Pick<Packed, "manifest" | "path">[],
  folder: string,
  repository: string,
): Promise<void> {
  for (const { manifest, path } of packages) {
    const tag = `${manifest.name}@${manifest.version}`;
    if ((await git(repository, "rev-parse", "--verify", "--quiet", `refs/tags/${tag}`)) !== undefined) continue;
    // Provenance comes with trusted publishing.
    const options = { cwd: folder, stdio: "inherit", shell: process.platform === "win32" } as const;
    const { status } = spawnSync("npm", ["stage", "publish", path, "--access", "public"], options);
    if (status !== 0) throw new Error(`npm did not stage ${tag}, for the reason printed above.`);
    const tagged = await git(repository, "tag", tag);
    if (tagged === undefined || (await git(repository, "push", "origin", `refs/tags/${tag}`)) === undefined)
      throw new Error(`${tag} is staged, but could not be tagged: push the tag by hand, then run the release again.`);
    // The changesets action writes a release on GitHub for each such line.
    console.log(`New tag: ${tag}`);
  }
}
