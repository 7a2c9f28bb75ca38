import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PublishedPackage } from "../pack.ts";
import { root } from "../root.ts";
import { contentProblems, filesIn, publintProblems, type Tarball, typeProblems } from "./check-tarball.ts";

/** How large a package may be as it is downloaded, in bytes: about a fifth more than it was when this was written. */
const budgets: Record<PublishedPackage, number> = {
  spec: 33_000,
  "packages/types": 17_000,
  "packages/client": 43_000,
  "packages/sandbox": 23_000,
};

/** A package as it would be published. */
export interface Packed {
  folder: PublishedPackage;
  /** Path of the tarball. */
  path: string;
  tarball: Tarball;
  manifest: Manifest;
  files: string[];
  /** How many bytes it may have. */
  budget: number;
  sha256: string;
}

interface Manifest {
  name: string;
  version: string;
  exports: Record<string, unknown>;
  repository?: unknown;
}

/** Reads what there is to know of a tarball. */
export async function readPacked(folder: PublishedPackage, path: string): Promise<Packed> {
  const tarball = new Uint8Array(await readFile(path));
  return {
    folder,
    path,
    tarball,
    manifest: JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")),
    files: await filesIn(path),
    budget: budgets[folder],
    sha256: createHash("sha256").update(tarball).digest("hex"),
  };
}

/** What is wrong with the files of some packages and with their sizes, a line each. */
export function fileProblems(packages: readonly Pick<Packed, "manifest" | "files" | "tarball" | "budget">[]): string[] {
  return packages.flatMap(({ manifest: { name }, files, tarball: { byteLength }, budget }) => [
    ...contentProblems(files).map((problem) => `${name}  ${problem}`),
    ...(byteLength > budget
      ? [`${name}  has ${bytes(byteLength)}, ${bytes(byteLength - budget)} over its budget`]
      : []),
  ]);
}

/** What publint and Are the Types Wrong find in some packages, a line each. */
export async function registryProblems(packages: readonly Packed[]): Promise<string[]> {
  const found: string[] = [];
  for (const { folder, tarball, manifest } of packages) {
    // The spec has no types.
    const ofTypes = folder === "spec" ? [] : await typeProblems(tarball, Object.keys(manifest.exports));
    for (const problem of [...(await publintProblems(tarball)), ...ofTypes]) found.push(`${manifest.name}  ${problem}`);
  }
  return found;
}

/** A number of bytes for people: "27,382 B". */
export function bytes(count: number): string {
  return `${count.toLocaleString("en")} B`;
}
