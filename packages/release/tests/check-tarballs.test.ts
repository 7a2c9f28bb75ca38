import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack, publishedPackages } from "@repo/testing";
import { expect, it } from "vitest";
import { fileProblems, readTarball, registryProblems } from "../src/check-tarballs.ts";

it.each(publishedPackages)("finds nothing wrong with %s as it would be published", async (folder) => {
  await using destination = await mkdtempDisposable(join(tmpdir(), "tarball-"));
  const packed = await readTarball(folder, await pack(folder, destination.path));
  expect([...fileProblems(packed), ...(await registryProblems(packed))]).toEqual([]);
});

it("refuses a package with an entry point that was not examined", async () => {
  await using destination = await mkdtempDisposable(join(tmpdir(), "tarball-"));
  const packed = await readTarball("packages/types", await pack("packages/types", destination.path));
  const broken = { ...packed, manifest: { ...packed.manifest, exports: { "./other": "./dist/other.js" } } };
  expect(await registryProblems(broken)).toEqual([`${packed.manifest.name}  "./other" was not examined.`]);
});

it("refuses a package with missing or unexpected files, and one that is too large", () => {
  const packed = {
    manifest: { name: "a", version: "1.0.0", exports: {} },
    files: ["LICENSE", "dist/index.js", "dist/index.test.ts", "package.json"],
    tarball: new Uint8Array(1500),
    budget: 1000,
  };
  expect(fileProblems(packed)).toEqual([
    "a  README.md is missing",
    "a  dist/index.test.ts should not be published",
    "a  has 1,500 B, 500 B over its budget",
  ]);
});
