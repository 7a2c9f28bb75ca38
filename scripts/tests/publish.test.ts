// What a registry's users would find wrong with the packages: publint and Are the Types Wrong, on the tarballs.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { filterProblems } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { type PublishedPackage, pack, publishedPackages } from "../pack.ts";
import { root } from "../root.ts";

const { publint: publintVersion, "@arethetypeswrong/core": attwVersion } = manifest.devDependencies;
const tarballs = new Map<PublishedPackage, Uint8Array<ArrayBuffer>>();

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
    const { messages, pkg } = await publint({ pack: { tarball: tarballOf(name).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });
});

// The spec has no types.
describe.each(publishedPackages.filter((name) => name !== "spec"))("the types of %s", (name) => {
  it("are right wherever ESM is imported", async () => {
    const analysis = await checkPackage(createPackageFromTarballData(tarballOf(name)));
    if (!analysis.types) throw new Error(`attw found no types in ${name}`);
    const { exports } = JSON.parse(await readFile(join(root, name, "package.json"), "utf8"));
    expect(Object.keys(analysis.entrypoints)).toEqual(Object.keys(exports));
    // attw's profile "esm-only": neither `require` nor the resolution of TypeScript before 4.7 is promised types.
    for (const resolutionKind of ["node16-esm", "bundler"] as const) {
      expect({ resolutionKind, problems: filterProblems(analysis, { resolutionKind }) }).toEqual({
        resolutionKind,
        problems: [],
      });
    }
  });
});

function tarballOf(name: PublishedPackage): Uint8Array<ArrayBuffer> {
  const tarball = tarballs.get(name);
  if (!tarball) throw new Error(`${name} was not packed`);
  return tarball;
}
