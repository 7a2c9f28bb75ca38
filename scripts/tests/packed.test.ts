// The packages as a user gets them: packed, installed from their tarballs in an empty folder, type-checked and run there.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pack, publishedPackages } from "../pack.ts";
import { readmeSamples } from "../readme-samples.ts";
import { root } from "../root.ts";
import { runNode } from "./workspace-copy.ts";

const run = promisify(execFile);
const READMES = ["README.md", "packages/types/README.md", "packages/client/README.md", "packages/sandbox/README.md"];
/** What the recipes of the READMEs use beside our packages. */
const RECIPES = [
  "msw@3.0.5",
  "openapi-react-query@0.5.4",
  "@tanstack/react-query@5.108.0",
  "react@19.3.1",
  "@types/react@19.3.0",
];
const tarballs = new Map<string, string>();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "packed-"));
  for (const name of publishedPackages) tarballs.set(name, await pack(name, folder));
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const install = [
    "install",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--ignore-scripts",
    ...tarballs.values(),
    ...RECIPES,
  ];
  await run("npm", install, { cwd: folder, shell: process.platform === "win32" });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("each tarball", () => {
  it.each(publishedPackages)("of %s holds its manifest, README, licence and what it exports", async (name) => {
    const { stdout } = await run("tar", ["-tzf", tarballs.get(name) ?? ""]);
    const files = stdout.trim().split("\n").sort();
    for (const file of ["package/LICENSE", "package/README.md", "package/package.json"]) expect(files).toContain(file);
    const others = files.filter((file) => !/^package\/(LICENSE|README\.md|package\.json|openapi\.yaml)$/.test(file));
    expect(others.length).toBeGreaterThan(0);
    for (const file of others) expect(file).toMatch(/^package\/dist\/[\w./-]+\.(js|d\.ts|json)$/);
  });
});

describe("the samples of the READMEs, with the packages installed", () => {
  beforeAll(async () => {
    for (const [index, file] of READMES.entries()) {
      const samples = readmeSamples(await readFile(join(root, file), "utf8"));
      expect(samples, file).not.toHaveLength(0);
      for (const [at, sample] of samples.entries()) {
        await writeFile(join(folder, `readme-${index}-${at}.ts`), `${sample}\nexport {};\n`);
      }
    }
  });

  it.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("compile as %s modules, resolved as %s", async (module, moduleResolution) => {
    const compilerOptions = {
      target: "es2022",
      lib: ["es2022", "dom", "dom.iterable"],
      module,
      moduleResolution,
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(await runNode([tsc, "-p", folder], folder)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("run against the installed sandbox", async () => {
    const runner = `
      import { createSandbox } from "@scenario-openapi/sandbox";
      const sandbox = createSandbox();
      const server = await sandbox.listen(0);
      process.env.SCENARIO_BASE_URL = server.url;
      process.env.SCENARIO_SDK_API_KEY = sandbox.credentials.apiKey;
      process.env.SCENARIO_SDK_API_SECRET = sandbox.credentials.apiSecret;
      for (const sample of process.argv.slice(2)) await import("./" + sample);
      await server.close();
    `;
    await writeFile(join(folder, "run-samples.js"), runner);
    for (const index of READMES.keys()) {
      const samples = readmeSamples(await readFile(join(root, READMES[index] ?? ""), "utf8"));
      const files = samples.map((_, at) => `readme-${index}-${at}.ts`);
      const { exitCode, stderr, stdout } = await runNode(["run-samples.js", ...files], folder);
      expect({ readme: READMES[index], exitCode, stderr }).toEqual({ readme: READMES[index], exitCode: 0, stderr: "" });
      if (index === 0) expect(stdout).toContain("is now called “Cinematic Realism at dawn”");
    }
  });
});
