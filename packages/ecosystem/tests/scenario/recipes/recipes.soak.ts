// The recipe for proxies with every undici in every Node that the undici supports. The Node of the tests: recipes.test.ts.
import { join } from "node:path";
import { installLocked } from "@repo/testing";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, it } from "vitest";
import manifest from "../runtimes/package.json" with { type: "json" };
import { expectProxied } from "./proxies.ts";
import { firstCall, type Project, proxies, startProject, undicis } from "./recipes.ts";

const machine = `-${process.platform}-${process.arch}`;
const nodes = Object.keys(manifest.optionalDependencies).filter(
  (name) => name.startsWith("node-") && name.endsWith(machine),
);

let project: Project;
let modules: string;
beforeAll(async () => {
  modules = await installLocked(join(import.meta.dirname, "../runtimes"), "runtimes");
  project = await startProject();
  // Older versions of Node do not run TypeScript.
  const programs = [firstCall, ...undicis.map((undici) => `${undici}/${proxies}`)];
  const entryPoints = programs.map((program) => join(project.folder, `${program}.ts`));
  await build({ entryPoints, outdir: project.folder, outbase: project.folder, format: "esm" });
});
afterAll(() => project?.remove());

describe.each(nodes)("%s", (name) => {
  const node = () => join(modules, name, process.platform === "win32" ? "bin/node.exe" : "bin/node");
  const version = Number.parseInt(name.replace("node-", ""), 10);

  // undici 8 needs Node 22.
  it.each(undicis.filter((undici) => undici !== "undici-8" || version >= 22))("%s", (undici) =>
    expectProxied(project, `${undici}/${proxies}.js`, { node: node() }),
  );

  it.skipIf(version < 24)("Node itself", () =>
    expectProxied(project, `${firstCall}.js`, { node: node(), env: { NODE_USE_ENV_PROXY: "1" } }),
  );
});
