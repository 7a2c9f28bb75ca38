import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

/**
 * Compiles the package in the working directory into `dist/`, with the hash of the spec in its `spec-hash.js`. The hash
 * is not in the source, where it would make any two branches conflict that change the spec.
 *
 * @throws {Error} if the package does not compile; the compiler prints why
 */
export async function buildPackage(): Promise<void> {
  await rm("dist", { recursive: true, force: true });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { stdio: "inherit" });
  if (status !== 0) throw new Error("The package does not compile: see above.");
  const spec: unknown = JSON.parse(await readFile(join(root, "spec/dist/openapi.json"), "utf8"));
  const hash = createHash("sha256").update(JSON.stringify(spec)).digest("hex");
  await writeFile("dist/spec-hash.js", `export const specHash = "${hash}";\n`);
}
