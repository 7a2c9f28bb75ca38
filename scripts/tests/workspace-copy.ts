import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../root.ts";
import { type Outcome, runNode } from "../run-node.ts";

export { type Outcome, runNode };

const GENERATED = [
  "packages/types/src/schema.gen.ts",
  "packages/types/src/spec.gen.ts",
  "packages/client/src/operations.gen.ts",
  "packages/client/src/validate/validators.gen.ts",
];

const COPIED = [
  "scripts",
  "spec",
  ".changeset",
  "packages/types/src",
  "packages/types/package.json",
  "packages/client/src",
  "packages/client/package.json",
  "package.json",
];

/** A copy of what generation reads and writes, to break and mend without touching the repository. */
export interface WorkspaceCopy {
  folder: string;
  /** Runs `node scripts/<name>.ts` in the copy. */
  run(name: string, ...args: string[]): Promise<Outcome>;
  read(path: string): Promise<string>;
  write(path: string, content: string): Promise<void>;
  /** Replaces text in `spec/openapi.yaml`, which must be there. */
  editSpec(from: string, to: string): Promise<void>;
  /** The generated files as they are now. */
  generated(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function copyWorkspace(parent = tmpdir()): Promise<WorkspaceCopy> {
  const folder = await mkdtemp(join(parent, "workspace-"));
  const kept = (source: string) => !/[\\/](node_modules|dist|\.turbo|tests)$/.test(source);
  for (const path of COPIED) {
    await cp(join(root, path), join(folder, path), { recursive: true, filter: kept });
  }
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const read = (path: string) => readFile(join(folder, path), "utf8");
  const write = (path: string, content: string) => writeFile(join(folder, path), content);
  return {
    folder,
    read,
    write,
    run: (name, ...args) => runNode([join(folder, "scripts", `${name}.ts`), ...args], folder),
    async editSpec(from, to) {
      const spec = await read("spec/openapi.yaml");
      if (!spec.includes(from)) throw new Error(`spec/openapi.yaml has no ${JSON.stringify(from)}`);
      await write(
        "spec/openapi.yaml",
        spec.replace(from, () => to),
      );
    },
    generated: () => Promise.all(GENERATED.map(read)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
