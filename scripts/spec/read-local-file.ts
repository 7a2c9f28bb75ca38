import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative } from "node:path";

/**
 * The text of a file, which must be UTF-8.
 * Throws an `Error` whose message goes on from the file's name: "does not exist".
 */
export async function readTextFile(path: string): Promise<string> {
  const status = await stat(path).catch((error: unknown) => {
    throw new Error(reasonOf(error));
  });
  if (status.isDirectory()) throw new Error("is a folder: name a YAML or JSON file");
  // Reading a pipe or a device might never end.
  if (!status.isFile()) throw new Error("is not a regular file");
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Error(reasonOf(error));
  });
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text.replaceAll("\r\n", "\n");
  } catch {
    // Not UTF-8: said below, as for a zero byte.
  }
  throw new Error("is not a text file in UTF-8");
}

/**
 * The text of a file inside `folder`.
 * Throws like `readTextFile`, and when the file, or what a symbolic link leads to, lies outside of the folder.
 */
export async function readTextFileWithin(folder: string, path: string): Promise<string> {
  const outside = "lies outside of the description's folder, and only files inside it are read: move it there";
  // Checked before the disk is touched: on Windows a path may lead to another machine.
  if (!contains(folder, path)) throw new Error(outside);
  const target = await realpath(path).catch(() => undefined);
  if (target !== undefined && !contains(await realpath(folder), target)) throw new Error(outside);
  return readTextFile(path);
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read: check its permissions";
  return `cannot be read (${String(code ?? error)})`;
}
