import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import {
  codeBlocks,
  installLocked,
  type Outcome,
  type RunningCommand,
  root,
  runNode,
  startCommand,
  strictest,
} from "@repo/testing";
import { createSandbox, seedModels } from "@scenario-openapi/sandbox";
import { listen } from "./servers.ts";

const execute = promisify(execFile);
const shell = process.platform === "win32"; // npm and pnpm are scripts there.

/** A recipe that calls with the runtime's own `fetch`. */
export const firstCall = "client-the-first-call";

/** The recipe for proxies. It is in a folder for each version of undici that it is for. */
export const proxies = "client-proxies-and-agents";
export const undicis = ["undici-6", "undici-7", "undici-8"];

/** A block of code of a README. */
interface Recipe {
  /** The package and the heading, such as `client-react-query`. */
  name: string;
  language: string;
  code: string;
}

const all = ["", "packages/types", "packages/client", "packages/sandbox"].flatMap((folder) => {
  const blocks = codeBlocks(readFileSync(join(root, folder, "README.md"), "utf8"));
  const seen = new Map<string, number>();
  return blocks.map(({ heading, language, code }): Recipe => {
    const name = `${basename(folder) || "root"} ${heading}`.toLowerCase().replace(/[^a-z]+/g, "-");
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count === 1 ? name : `${name}-${count}`, language, code };
  });
});

/** The programs of the READMEs. */
export const recipes = all.filter(({ language }) => language === "ts");

/** The commands of the packages' READMEs. */
export const commands = all
  .filter(({ name, language }) => language === "sh" && !name.startsWith("root-"))
  .flatMap(({ code }) => code.trim().split("\n"));

/** A user's project with the packed packages and the recipes. */
export interface Project {
  folder: string;
  /** Compiles everything under the strictest options. */
  compile(): Promise<Outcome>;
  /** Runs a program with a sandbox of its own, whose address and credentials are in the environment. */
  run(program: string, how?: { env?: NodeJS.ProcessEnv; args?: readonly string[]; node?: string }): Promise<Outcome>;
  /** Starts a command that runs until it is stopped. */
  start(command: string): RunningCommand;
  remove(): Promise<void>;
}

/** Starts a project: packs and installs the packages with the commands of their READMEs. */
export async function startProject(): Promise<Project> {
  const modules = await installLocked(import.meta.dirname, "recipes");
  const home = await realpath(await mkdtemp(join(tmpdir(), "recipes-")));
  await symlink(modules, join(home, "node_modules"), "junction");
  const folder = join(home, "project");
  const packed = join(home, "packed");
  const runCommand = (command: string, cwd: string) => {
    const [program = "", ...args] = wordsOf(command.replaceAll("/tmp", packed));
    return execute(program, args, { cwd, shell });
  };

  await mkdir(packed);
  await mkdir(folder);
  for (const command of commands.filter((line) => line.startsWith("pnpm --filter"))) await runCommand(command, root);
  const registry = await startRegistry(packed);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await writeFile(
    join(folder, ".npmrc"),
    [`@scenario-openapi:registry=${registry.url}`, `cache=${join(home, "npm")}`, "audit=false", "fund=false"].join(
      "\n",
    ),
  );
  for (const command of commands.filter((line) => line.startsWith("npm "))) await runCommand(command, folder);
  await registry.close();

  await cp(join(import.meta.dirname, "programs"), folder, { recursive: true });
  await writeFile(join(folder, "models.json"), JSON.stringify(seedModels));
  for (const undici of undicis) {
    await mkdir(join(folder, undici, "node_modules"), { recursive: true });
    await symlink(join(modules, undici), join(folder, undici, "node_modules/undici"), "junction");
  }
  for (const { name, code } of recipes) {
    const places = name === proxies ? undicis : ["."];
    for (const place of places) await writeFile(join(folder, place, `${name}.ts`), `${code}\nexport {};\n`);
  }

  return {
    folder,
    async compile() {
      const compilerOptions = {
        ...strictest,
        noPropertyAccessFromIndexSignature: false, // Samples read process.env.NAME, as readers write it.
        types: ["node"],
      };
      await writeFile(
        join(folder, "tsconfig.json"),
        JSON.stringify({ compilerOptions, include: ["*.ts", "undici-*/*.ts"] }),
      );
      return runNode([join(root, "node_modules/typescript/bin/tsc")], folder);
    },
    async run(program, { env, args = [], node } = {}) {
      const sandbox = createSandbox();
      const { url, close } = await sandbox.listen(0);
      const account = {
        SCENARIO_BASE_URL: url,
        SCENARIO_SDK_API_KEY: sandbox.credentials.apiKey,
        SCENARIO_SDK_API_SECRET: sandbox.credentials.apiSecret,
      };
      try {
        return await runNode([program, ...args], folder, { ...account, ...env }, node);
      } finally {
        await close();
      }
    },
    start(command) {
      const [program = "", ...args] = wordsOf(command);
      return startCommand(program, args, folder);
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** The words of a command, of which those with a `*` stand for files. */
function wordsOf(command: string): string[] {
  return command.split(/\s+/).flatMap((word) => (word.includes("*") ? globSync(word) : word));
}

/** Starts a registry that has the packed packages, as npm will have them once they are published. */
async function startRegistry(packed: string) {
  const answers = new Map<string, string | Buffer>();
  const registry = await listen(({ url = "" }, response) => {
    const answer = answers.get(decodeURIComponent(url));
    response.writeHead(answer ? 200 : 404).end(answer);
  });
  for (const file of await readdir(packed)) {
    const { stdout } = await execute("tar", ["-xzOf", join(packed, file), "package/package.json"]);
    const manifest = JSON.parse(stdout) as { name: string; version: string };
    const { name, version } = manifest;
    const versions = { [version]: { ...manifest, dist: { tarball: `${registry.url}/${file}` } } };
    answers.set(`/${name}`, JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
    answers.set(`/${file}`, await readFile(join(packed, file)));
  }
  return registry;
}
