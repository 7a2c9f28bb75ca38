// What a registry's users would find wrong with the packages: publint and Are the Types Wrong, on the tarballs.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { type PublishedPackage, pack, publishedPackages } from "../pack.ts";
import { publintProblems, type Tarball, typeProblems } from "../release/check-tarball.ts";
import { root } from "../root.ts";

const { publint: publintVersion, "@arethetypeswrong/core": attwVersion } = manifest.devDependencies;
const tarballs = new Map<PublishedPackage, Tarball>();

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "publish-"));
  for (const name of publishedPackages) {
    tarballs.set(name, new Uint8Array(await readFile(await pack(name, folder))));
  }
  await rm(folder, { recursive: true, force: true });
}, 120_000);

afterAll(() => {
  const sizes = [...tarballs].map(([name, { byteLength }]) => `${name} ${byteLength.toLocaleString("en")} B`);
  console.log(`publint ${publintVersion}, attw ${attwVersion} on the tarballs of ${sizes.join(", ")}`);
});

describe.each(publishedPackages)("%s", (name) => {
  it("is as publint wants it, down to suggestions", async () => {
    expect(await publintProblems(tarballOf(name))).toEqual([]);
  });
});

// The spec has no types.
describe.each(publishedPackages.filter((name) => name !== "spec"))("the types of %s", (name) => {
  it("are right wherever ESM is imported", async () => {
    const { exports } = JSON.parse(await readFile(join(root, name, "package.json"), "utf8"));
    expect(await typeProblems(tarballOf(name), Object.keys(exports))).toEqual([]);
  });
});

function tarballOf(name: PublishedPackage): Tarball {
  const tarball = tarballs.get(name);
  if (!tarball) throw new Error(`${name} was not packed`);
  return tarball;
}
