import { glob, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { OpenApiDocument, Warning } from "@repo/openapi";
import { root } from "./root.ts";
import { printWarnings } from "./spec.ts";
import { runTurboQuietly } from "./turbo.ts";
import { findStale, readIfThere, replaceFolder, writeFiles } from "./write-files.ts";

/** Where a package's generated files are until they are copied to their places. git ignores it, so that turbo caches it. */
const STAGED = ".generated";
/** The generator's warnings, beside them. */
const WARNINGS = "warnings.json";

/**
 * Generates the files of the package in the working directory, from the spec as its package is built.
 *
 * @param make returns the files of a description, by path from the package
 * @param check whether to compare them with the committed files: the exit code is 1 if one is missing, out of date or
 * stray. Otherwise they are staged for `generateAll`.
 */
export async function generatePackage(
  make: (document: OpenApiDocument) => Promise<{ files: ReadonlyMap<string, string>; warnings: readonly Warning[] }>,
  check: boolean,
): Promise<void> {
  const folder = process.cwd();
  const shown = (path: string) => withSlashes(relative(root, join(folder, path)));
  const spec = await readIfThere(join(root, "spec/dist/openapi.json"));
  if (spec === undefined) throw new Error("spec/dist/openapi.json is missing. Run `pnpm build` first.");
  const { files, warnings } = await make(JSON.parse(spec));
  if (!check) {
    await replaceFolder(join(folder, STAGED), [...files, [WARNINGS, JSON.stringify(warnings)]]);
    return;
  }
  await printWarnings(warnings);
  const stale = await findStale(folder, files, "src/**/*.gen.ts");
  if (stale.length > 0) {
    const lines = stale.map(({ path, fault }) => `✗ ${shown(path)}  ${fault}`);
    console.error(`${lines.join("\n")}\n\nRun \`pnpm generate\` and commit what it writes.`);
    process.exitCode = 1;
  } else {
    for (const path of files.keys()) console.log(`✓ ${shown(path)}`);
  }
}

/**
 * Writes the generated files of every package, all of them or none. turbo generates them only if something has changed.
 * They are not turbo's outputs themselves: it hashes outputs that are committed, so that it would generate twice.
 */
export async function generateAll(): Promise<void> {
  const outcome = runTurboQuietly(["generate"]);
  const files = new Map<string, string>();
  for await (const path of glob(`packages/*/${STAGED}/**/*.gen.ts`, { cwd: root })) {
    files.set(withSlashes(path).replace(`/${STAGED}/`, "/"), await readFile(join(root, path), "utf8"));
  }
  const warnings: Warning[] = [];
  for await (const path of glob(`packages/*/${STAGED}/${WARNINGS}`, { cwd: root })) {
    warnings.push(...JSON.parse(await readFile(join(root, path), "utf8")));
  }
  await printWarnings(warnings);
  const changed = await writeFiles(root, files);
  for (const path of [...files.keys()].sort()) {
    console.log(`${changed.includes(path) ? "written  " : "unchanged"}  ${path}`);
  }
  if (outcome === "cached") console.log("Nothing was generated: the spec and the generators have not changed.");
}

function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
