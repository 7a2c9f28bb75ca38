import { cp, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { formatProblems, readDescription } from "@repo/openapi/read";
import { packageFiles } from "@repo/standalone";
import { linkDependencies, runNode, strictest, writeSources } from "@repo/testing";
import { compilers, type Version } from "../compilers.ts";

const programs = join(import.meta.dirname, "programs");
const folders = (await readdir(programs, { withFileTypes: true })).filter((entry) => entry.isDirectory());

/** The constructs, each a folder with a description that has it and a program that calls its operations. */
export const constructs: readonly string[] = folders.map(({ name }) => name).toSorted();

/** Runs all programs, and prints what each throws, as JSON. */
const main = `
const outcomes = {};
for (const name of process.argv.slice(2)) {
  outcomes[name] = await import("./" + name + "/program.ts").then(() => "", (error) => error.stack);
}
console.log(JSON.stringify(outcomes));
`;

/** Creates a project with the programs, each beside the sources of the package of its description. */
export async function createProject(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "constructs-")));
  await linkDependencies(folder);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await writeFile(join(folder, "main.js"), main);
  await cp(join(programs, "service.ts"), join(folder, "service.ts"));
  for (const name of constructs) await generate(name, join(folder, name));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function generate(name: string, folder: string): Promise<void> {
  const root = join(programs, name);
  const [description = ""] = (await readdir(root, { recursive: true })).filter((path) => path.endsWith("openapi.yaml"));
  const { document, problems } = await readDescription(join(root, description), "structure", { root });
  const errors = problems.filter(({ severity }) => severity === "error");
  if (!document || errors.length > 0) throw new Error(formatProblems(problems));
  const { files } = await packageFiles(document, { name: "Api" }, { spec: description, out: folder });
  await writeSources(folder, files, true);
  await cp(join(root, "program.ts"), join(folder, "program.ts"));
}

/** Compiles all programs under the strictest options that a compiler knows, and returns what it printed. */
export async function compile(project: string, version: Version): Promise<string> {
  const { erasableSyntaxOnly, ...known } = strictest;
  const compilerOptions = version === "5.4" ? known : { ...known, erasableSyntaxOnly };
  const config = join(project, `tsconfig.${version}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions, include: ["*/*.ts"] }));
  const tsc = join(dirname(compilers[version]), "bin/tsc");
  const { stdout, stderr } = await runNode([tsc, "--pretty", "false", "-p", config], project);
  return stdout + stderr;
}

/** Runs all programs and returns, by construct, what is wrong: an empty text if nothing is. */
export async function runAll(project: string): Promise<Readonly<Record<string, string>>> {
  const { stdout, stderr } = await runNode(["main.js", ...constructs], project);
  if (stderr) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, string>;
}
