import { execFileSync } from "node:child_process";
import { cp, glob, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { type Outcome, runNode } from "./programs.ts";
import { root } from "./root.ts";
import { type RunningCommand, startNode } from "./running-command.ts";

/** A copy of the repository that a test may change: the sources, and what is built. */
export interface WorkspaceCopy {
  folder: string;
  /** Runs `scripts/<name>.ts` in the copy. */
  run(name: string, ...args: string[]): Promise<Outcome>;
  /** Starts `scripts/<name>.ts` in the copy, for commands that run until they are stopped. */
  start(name: string, ...args: string[]): RunningCommand;
  /** Runs git in the copy, which has one commit on the branch `main`. Returns what it prints. */
  git(...args: string[]): string;
  read(path: string): Promise<string>;
  write(path: string, content: string): Promise<void>;
  /** Replaces text in `spec/openapi.yaml`, which must be there. */
  editSpec(from: string, to: string): Promise<void>;
  /** The content of every generated file. */
  generated(): Promise<string[]>;
  remove(): Promise<void>;
}

const LEFT_OUT = /(^|[\\/])(\.git|node_modules|site|\.turbo)$/;
const TESTS = /(^|[\\/])(tests|fixtures)$/;

/**
 * Copies the repository. In the copy, packages depend on each other's copies and on the original's installed packages.
 *
 * @param options.tests whether the tests are copied as well. Default: false.
 * @param options.harbour whether the spec is the made-up one in `packages/testing/harbour`, with what is generated from it.
 * Packages keep their names. Default: false.
 */
export async function copyWorkspace({ tests = false, harbour = false } = {}): Promise<WorkspaceCopy> {
  const isLeftOut = (path: string) => LEFT_OUT.test(path) || (!tests && TESTS.test(path));
  // Bundlers and watchers report real paths.
  const folder = await realpath(await mkdtemp(join(tmpdir(), "workspace-")));
  const read = (path: string) => readFile(join(folder, path), "utf8");
  const write = (path: string, content: string) => writeFile(join(folder, path), content);
  const edit = async (path: string, from: string, to: string) => {
    const text = await read(path);
    if (!text.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}`);
    await write(
      path,
      text.replace(from, () => to),
    );
  };
  const git = (...args: string[]) => {
    const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    return execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" });
  };
  const run = (name: string, ...args: string[]) => runNode([join(folder, "scripts", `${name}.ts`), ...args], folder);
  for (const name of await readdir(root)) {
    if (isLeftOut(name)) continue;
    await cp(join(root, name), join(folder, name), {
      recursive: true,
      filter: (source) => !isLeftOut(relative(root, source)),
    });
  }
  for await (const modules of glob("{.,spec,scripts,packages/*}/node_modules", { cwd: root })) {
    await linkModules(join(root, modules), join(folder, modules), folder);
  }
  // An installation would replace the links.
  const settings = await read("pnpm-workspace.yaml");
  await write("pnpm-workspace.yaml", settings.replace("verifyDepsBeforeRun: install", "verifyDepsBeforeRun: false"));
  git("init", "--quiet", "--initial-branch=main");
  if (harbour) {
    for (const name of ["openapi.yaml", "settings.yaml"]) {
      await write(`spec/${name}`, await read(`packages/testing/harbour/${name}`));
    }
    await write("spec/approved-changes.yaml", "[]\n");
    // turbo asks git which files count.
    git("add", ".");
    const { exitCode, stderr } = await run("generate");
    if (exitCode !== 0) throw new Error(stderr);
  }
  git("add", ".");
  git("commit", "--quiet", "--message", "A copy");
  return {
    folder,
    read,
    write,
    git,
    run,
    start: (name, ...args) => startNode([join(folder, "scripts", `${name}.ts`), ...args], folder),
    editSpec: (from, to) => edit("spec/openapi.yaml", from, to),
    async generated() {
      const paths = await Array.fromAsync(glob("packages/*/src/**/*.gen.ts", { cwd: folder }));
      return Promise.all(paths.sort().map(read));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Links each installed package, and each package of the workspace to its copy. */
async function linkModules(from: string, to: string, folder: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (name.startsWith("@")) {
      await linkModules(join(from, name), join(to, name), folder);
    } else if (!name.startsWith(".") || name === ".bin") {
      const target = await realpath(join(from, name));
      const path = relative(root, target);
      const isOurs = !path.startsWith("..") && !path.split(sep).includes("node_modules");
      await symlink(isOurs ? join(folder, path) : target, join(to, name), "junction");
    }
  }
}
