import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { type Outcome, runNode } from "./programs.ts";
import { root } from "./root.ts";

const run = promisify(execFile);
const shell = process.platform === "win32"; // npm and pnpm are scripts there.

/** The packages that are published, each after those it depends on. */
export const publishedPackages = ["spec", "packages/types", "packages/client", "packages/sandbox"] as const;
export type PublishedPackage = (typeof publishedPackages)[number];

/**
 * Packs a package as it would be published. It must have been built.
 *
 * @returns the path of the tarball
 */
export async function pack(folder: PublishedPackage, destination: string): Promise<string> {
  const args = ["pack", "--json", "--pack-destination", destination];
  const { stdout } = await run("pnpm", args, { cwd: join(root, folder), shell });
  const { filename } = JSON.parse(stdout) as { filename: string };
  return join(destination, basename(filename));
}

/**
 * Packs the client and its types, and unpacks them into `folder/node_modules`. Nothing is downloaded: openapi-fetch,
 * their only dependency, is linked.
 *
 * @returns the path of the client's tarball
 */
export async function installClient(folder: string): Promise<string> {
  const modules = join(folder, "node_modules");
  const install = async (name: "types" | "client") => {
    const target = join(modules, "@scenario-openapi", name);
    await mkdir(target, { recursive: true });
    const tarball = await pack(`packages/${name}`, folder);
    await run("tar", ["-xzf", tarball, "--strip-components", "1"], { cwd: target });
    return tarball;
  };
  const [tarball] = await Promise.all([install("client"), install("types")]);
  await symlink(join(root, "packages/client/node_modules/openapi-fetch"), join(modules, "openapi-fetch"), "junction");
  return tarball;
}

/** Makes an empty folder a project of ES modules. */
export async function startProject(folder: string): Promise<void> {
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
}

/** Installs tarballs or packages of the registry into a project, as a user would. */
export async function npmInstall(folder: string, ...packages: string[]): Promise<void> {
  const flags = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  await run("npm", ["install", ...flags, ...packages], { cwd: folder, shell });
}

const READMES = ["README.md", "packages/types/README.md", "packages/client/README.md", "packages/sandbox/README.md"];

/** What the samples of the READMEs import besides our packages. */
export const recipePackages = [
  "msw@3.0.5",
  "openapi-react-query@0.5.4",
  "@tanstack/react-query@5.108.0",
  "react@19.3.1",
  "@types/react@19.3.0",
];

/** The samples of one README, as files of a project. */
export interface Samples {
  readme: string;
  files: string[];
}

/** Returns the TypeScript samples of a README, in order. */
export function readmeSamples(markdown: string): string[] {
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
}

/** Writes every TypeScript sample of the READMEs into a project, each as a module. */
export async function writeSamples(folder: string): Promise<Samples[]> {
  const written: Samples[] = [];
  for (const [index, readme] of READMES.entries()) {
    const samples = readmeSamples(await readFile(join(root, readme), "utf8"));
    if (samples.length === 0) throw new Error(`${readme} has no TypeScript sample.`);
    const files: string[] = [];
    for (const [at, sample] of samples.entries()) {
      const file = `readme-${index}-${at}.ts`;
      await writeFile(join(folder, file), `${sample}\nexport {};\n`);
      files.push(file);
    }
    written.push({ readme, files });
  }
  return written;
}

/** How a program that imports the packages is compiled. */
export type Compilation = readonly [module: string, moduleResolution: string];
export const compilations: readonly Compilation[] = [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
];

/** Type-checks every module of a project and the packages' declarations, under strict options. */
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

/** Runs samples one after another in one process, against the sandbox that is installed in the project. */
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
