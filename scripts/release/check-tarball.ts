import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { filterProblems } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** The bytes of a tarball. */
export type Tarball = Uint8Array<ArrayBuffer>;

/** The paths of the files in a tarball, sorted, without the `package/` that all begin with. */
export async function filesIn(path: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)("tar", ["-tzf", path]);
  return stdout
    .trim()
    .split("\n")
    .map((file) => file.replace(/^package\//, ""))
    .sort();
}

const NEEDED = ["LICENSE", "README.md", "package.json"];
const EXPECTED = /^(LICENSE|README\.md|CHANGELOG\.md|package\.json|openapi\.yaml|dist\/[\w./-]+\.(js|d\.ts|json))$/;

/** What is wrong with the files of a package: what is missing, and what nobody would expect in it. */
export function contentProblems(files: readonly string[]): string[] {
  return [
    ...NEEDED.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...(files.some((file) => file.startsWith("dist/")) ? [] : ["dist is missing: build it first"]),
    ...files.filter((file) => !EXPECTED.test(file)).map((file) => `${file} should not be published`),
  ];
}

/** What publint says of a package, down to suggestions. */
export async function publintProblems(tarball: Tarball): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/**
 * What Are the Types Wrong says of a package of ES modules, by its profile "esm-only": neither `require` nor the
 * resolution of TypeScript before 4.7 is promised types.
 *
 * @param entrypoints what the package's `exports` name
 */
export async function typeProblems(tarball: Tarball, entrypoints: readonly string[]): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (!analysis.types) return ["It has no types."];
  const found = Object.keys(analysis.entrypoints);
  const missing = entrypoints.filter((name) => !found.includes(name));
  const kinds = ["node16-esm", "bundler"] as const;
  return [
    ...missing.map((name) => `"${name}" was not looked at.`),
    ...kinds.flatMap((resolutionKind) =>
      filterProblems(analysis, { resolutionKind }).map((problem) => `${resolutionKind}: ${JSON.stringify(problem)}`),
    ),
  ];
}
