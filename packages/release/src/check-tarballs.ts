import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { root } from "@repo/commands";
import type { PublishedPackage } from "@repo/testing";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** How many bytes a tarball may have: about a fifth more than it had when this was written. */
const BUDGETS: Record<PublishedPackage, number> = {
  spec: 33_000,
  "packages/types": 31_000,
  "packages/client": 138_000,
  "packages/sandbox": 115_000,
};

const NEEDED = ["LICENSE", "README.md", "package.json"];
const EXPECTED =
  /^(LICENSE|README\.md|CHANGELOG\.md|([\w-]+\/)?package\.json|openapi\.yaml|dist\/[\w./-]+\.(c?js|d\.c?ts|json))$/;

/** A package as it would be published. */
export interface Packed {
  folder: PublishedPackage;
  /** The path of the tarball, and its bytes. */
  path: string;
  tarball: Uint8Array<ArrayBuffer>;
  manifest: { name: string; version: string; exports: Record<string, unknown>; repository?: unknown };
  /** The paths of its files, sorted. */
  files: string[];
  /** How many bytes the tarball may have. */
  budget: number;
  sha256: string;
}

export async function readTarball(folder: PublishedPackage, path: string): Promise<Packed> {
  const tarball = new Uint8Array(await readFile(path));
  const { stdout } = await promisify(execFile)("tar", ["-tzf", path]);
  return {
    folder,
    path,
    tarball,
    manifest: JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")),
    files: stdout
      .trim()
      .split(/\r?\n/)
      .map((file) => file.replace(/^package\//, ""))
      .sort(),
    budget: BUDGETS[folder],
    sha256: createHash("sha256").update(tarball).digest("hex"),
  };
}

/** Returns a line for each file that is missing or unexpected in a package, and one if it is too large. */
export function fileProblems({
  manifest: { name },
  files,
  tarball,
  budget,
}: Omit<Packed, "folder" | "path" | "sha256">) {
  const size = tarball.byteLength;
  return [
    ...NEEDED.filter((file) => !files.includes(file)).map((file) => `${name}  ${file} is missing`),
    ...(files.some((file) => file.startsWith("dist/")) ? [] : [`${name}  dist is missing: build it first`]),
    ...files.filter((file) => !EXPECTED.test(file)).map((file) => `${name}  ${file} should not be published`),
    ...(size > budget ? [`${name}  has ${bytes(size)}, ${bytes(size - budget)} over its budget`] : []),
  ];
}

/** Returns a line for each problem that publint and Are the Types Wrong find in a package. */
export async function registryProblems({
  folder,
  tarball,
  manifest,
}: Pick<Packed, "tarball"> & { folder: string; manifest: Pick<Packed["manifest"], "name" | "exports"> }): Promise<
  string[]
> {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  const found = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
  // The spec has no types.
  if (folder !== "spec") found.push(...(await typeProblems(tarball, Object.keys(manifest.exports))));
  return found.map((problem) => `${manifest.name}  ${problem}`);
}

/** Returns a line for each problem of the types, however they are resolved: `node10`, `node16` in both formats, `bundler`. */
async function typeProblems(tarball: Packed["tarball"], entrypoints: readonly string[]): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (!analysis.types) return ["It has no types."];
  const examined = Object.keys(analysis.entrypoints);
  return [
    ...entrypoints.filter((name) => !examined.includes(name)).map((name) => `"${name}" was not examined.`),
    ...analysis.problems.map((problem) => JSON.stringify(problem)),
  ];
}

/** A number of bytes for people: "27,382 B". */
export function bytes(count: number): string {
  return `${count.toLocaleString("en")} B`;
}
