import { glob, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { OpenApiDocument } from "@scenario-openapi/openapi";
import { root } from "./root.ts";
import { runTurboQuietly } from "./turbo.ts";
import { readIfThere, replaceFolder, writeFiles } from "./write-files.ts";

/** Where a package's generated files are until they are copied to their places. git ignores it, so that turbo caches it. */
const STAGED = ".generated";

/**
 * Generates the files of the package in the working directory, from the spec as its package is built.
 *
 * @param make returns the files of a description, by path from the package
 * @param check whether to compare them with the committed files: the exit code is 1 if one is missing, out of date or
 * stray. Otherwise they are staged for `generateAll`.
 */
export async function generatePackage(
  make: (document: OpenApiDocument) => Promise<ReadonlyMap<string, string>>,
  check: boolean,
): Promise<void> {
  const folder = process.cwd();
  const shown = (path: string) => withSlashes(relative(root, join(folder, path)));
  const spec = await readIfThere(join(root, "spec/dist/openapi.json"));
  if (spec === undefined) throw new Error("spec/dist/openapi.json is missing. Run `pnpm build` first.");
  const files = await make(JSON.parse(spec));
  if (!check) return replaceFolder(join(folder, STAGED), files);
  const faults: string[] = [];
  for (const [path, content] of files) {
    const found = await readIfThere(join(folder, path));
    if (found === undefined) faults.push(`✗ ${shown(path)}  is missing`);
    else if (found !== content) faults.push(`✗ ${shown(path)}  is out of date`);
  }
  for await (const path of glob("src/**/*.gen.ts", { cwd: folder })) {
    if (!files.has(withSlashes(path))) faults.push(`✗ ${shown(path)}  is not generated any more: delete it`);
  }
  if (faults.length > 0) {
    console.error(`${faults.join("\n")}\n\nRun \`pnpm generate\` and commit what it writes.`);
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
  const changed = await writeFiles(root, files);
  for (const path of [...files.keys()].sort()) {
    console.log(`${changed.includes(path) ? "written  " : "unchanged"}  ${path}`);
  }
  if (outcome === "cached") console.log("Nothing was generated: the spec and the generators have not changed.");
}

function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
