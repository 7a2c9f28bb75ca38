import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Two sets of files by path: one file differs in length, one is new, one is the same in both. */
export const oldSet: ReadonlyMap<string, string> = new Map([
  ["types/schema.ts", "old types\n".repeat(900)],
  ["client/operations.ts", "old operations\n"],
  ["client/same.ts", "the same\n"],
]);
export const newSet: ReadonlyMap<string, string> = new Map([
  ["types/schema.ts", "new types\n".repeat(400)],
  ["client/operations.ts", "new operations\n".repeat(300)],
  ["client/same.ts", "the same\n"],
  ["client/validate/validators.ts", "new validators\n"],
]);

/** Makes a folder hold the old set and nothing else. */
export async function layOut(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, content] of oldSet) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Every file in a folder, by its path. */
export async function filesIn(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const path of (await readdir(folder, { recursive: true })).sort()) {
    if ((await stat(join(folder, path))).isFile()) {
      files.set(path.replaceAll("\\", "/"), await readFile(join(folder, path), "utf8"));
    }
  }
  return files;
}

/** Which set the files of a folder are, what stands in `.generating` left out: `mixed` where they are neither. */
export async function setIn(folder: string): Promise<"old" | "new" | "mixed"> {
  const files = [...(await filesIn(folder))].filter(([path]) => !path.startsWith(".generating/"));
  if (isSet(files, oldSet)) return "old";
  return isSet(files, newSet) ? "new" : "mixed";
}

function isSet(files: [string, string][], set: ReadonlyMap<string, string>): boolean {
  return files.length === set.size && files.every(([path, content]) => set.get(path) === content);
}
