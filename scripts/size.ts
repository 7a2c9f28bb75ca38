// pnpm size : the client's budget. Bundles a program that updates one model, and fails where it is larger than
// .size-limit.json allows.
import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundle } from "./bench/client/bundle.ts";
import { own } from "./bench/client/clients.ts";
import { command } from "./command.ts";
import { root } from "./root.ts";
import { captureTurbo } from "./turbo.ts";

/** Bundles the program with the client as it is built, where size-limit looks for it. */
export async function bundleForSizeLimit(): Promise<void> {
  const client = { "@scenario-openapi/client": join(root, "packages/client/dist/index.js") };
  const folder = join(root, "scripts/bench/client");
  const made = await bundle(join(folder, "programs"), own, client);
  await mkdir(join(folder, "dist"), { recursive: true });
  await writeFile(join(folder, "dist", `${own}.js`), made);
}

/** size-limit, run in the root. */
export function sizeLimit(...args: string[]) {
  const bin = join(root, "node_modules/size-limit/bin.js");
  return spawnSync(process.execPath, [bin, ...args], { cwd: root, encoding: "utf8" });
}

if (import.meta.main) {
  await command(async () => {
    const { ok, output } = captureTurbo(["@scenario-openapi/client#build"]);
    if (!ok) throw new Error(`The build failed:\n\n${output}`);
    await bundleForSizeLimit();
    const { status, stdout, stderr } = sizeLimit();
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exitCode = status ?? 1;
  });
}
