import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { readmeSamples } from "./readme-samples.ts";
import { root } from "./root.ts";
import { type Outcome, runNode } from "./run-node.ts";

const READMES = ["README.md", "packages/types/README.md", "packages/client/README.md", "packages/sandbox/README.md"];

/** What the recipes of the READMEs use beside our packages. */
export const recipePackages = [
  "msw@3.0.5",
  "openapi-react-query@0.5.4",
  "@tanstack/react-query@5.108.0",
  "react@19.3.1",
  "@types/react@19.3.0",
];

/** How a program that imports the packages is compiled. */
export type Compilation = readonly [module: string, moduleResolution: string];
export const compilations: readonly Compilation[] = [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
];

/** The samples of one README, as files of a folder. */
export interface Samples {
  readme: string;
  files: string[];
}

/** Makes an empty folder a project of ES modules. */
export async function startProject(folder: string): Promise<void> {
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
}

/** Installs tarballs or packages of the registry into a project, as a user would. */
export async function npmInstall(folder: string, ...packages: string[]): Promise<void> {
  const flags = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  await promisify(execFile)("npm", ["install", ...flags, ...packages], {
    cwd: folder,
    shell: process.platform === "win32",
  });
}

/** Writes every TypeScript sample of the READMEs into a project, each as a module. */
export async function writeSamples(folder: string): Promise<Samples[]> {
  const written: Samples[] = [];
  for (const [index, readme] of READMES.entries()) {
    const samples = readmeSamples(await readFile(join(root, readme), "utf8"));
    if (samples.length === 0) throw new Error(`${readme} has no TypeScript sample.`);
    const files = samples.map((_, at) => `readme-${index}-${at}.ts`);
    for (const [at, sample] of samples.entries()) {
      await writeFile(join(folder, files[at] ?? ""), `${sample}\nexport {};\n`);
    }
    written.push({ readme, files });
  }
  return written;
}

/** Type-checks every module of a project as strictly as a user may, the packages' declarations too. */
export async function compileSamples(folder: string, [module, moduleResolution]: Compilation): Promise<Outcome> {
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
  return runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], folder);
}

/** Runs samples, one after another in one process, against the sandbox that is installed in the project. */
export async function runSamples(folder: string, { files }: Samples): Promise<Outcome> {
  await writeFile(join(folder, "run-samples.js"), RUNNER);
  return runNode(["run-samples.js", ...files], folder);
}

const RUNNER = `
  import { createSandbox } from "@scenario-openapi/sandbox";
  const sandbox = createSandbox();
  const server = await sandbox.listen(0);
  process.env.SCENARIO_BASE_URL = server.url;
  process.env.SCENARIO_SDK_API_KEY = sandbox.credentials.apiKey;
  process.env.SCENARIO_SDK_API_SECRET = sandbox.credentials.apiSecret;
  for (const sample of process.argv.slice(2)) await import("./" + sample);
  await server.close();
`;
