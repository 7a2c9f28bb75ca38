import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, runNode } from "@repo/testing";

/** Plain `strict`, and what is needed to resolve the imports that each tool writes. */
const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  module: "preserve",
  types: [],
  strict: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** How many errors the compiler finds in the code of a folder. */
export async function countTypeErrors(folder: string): Promise<number> {
  const config = join(folder, "tsconfig.bench.json");
  await writeFile(config, JSON.stringify({ compilerOptions }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { exitCode, stdout, stderr } = await runNode([tsc, "-p", config, "--pretty", "false"], folder);
  const errors = stdout.match(/^\S.*\(\d+,\d+\): error TS\d+/gm) ?? [];
  if (exitCode !== 0 && errors.length === 0) throw new Error(`The compiler failed in ${folder}:\n${stdout}${stderr}`);
  return errors.length;
}
