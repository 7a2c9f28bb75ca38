import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, runTurboQuietly } from "@scenario-openapi/commands";
import { bundle } from "./client/bundle.ts";

const here = join(root, "packages/bench");

/** Bundles a program that updates one model, and sets exit code 1 if it is larger than `.size-limit.json` allows. */
export async function checkSize(): Promise<void> {
  runTurboQuietly(["@scenario-openapi/client#build"]);
  await mkdir(join(here, "dist"), { recursive: true });
  await writeFile(join(here, "dist/scenario.js"), await bundle("scenario"));
  const bin = join(dirname(fileURLToPath(import.meta.resolve("size-limit"))), "bin.js");
  process.exitCode = spawnSync(process.execPath, [bin], { cwd: here, stdio: "inherit" }).status ?? 1;
}
