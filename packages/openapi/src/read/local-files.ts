import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative } from "node:path";

/**
 * Reads a text file in UTF-8. Lines end in `\n`, whatever they end in on disk.
 *
 * @throws {Error} whose message continues a sentence that starts with the file's name, such as "does not exist"
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readBytes(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === undefined ? error : new Error(reasonOf(error.code));
  });
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text.replaceAll("\r\n", "\n");
  } catch {
    // Not UTF-8: reported below, like a zero byte.
  }
  throw new Error("is not a text file in UTF-8");
}

/**
 * Reads a text file like `readTextFile`, but only inside `folder`.
 *
 * @param remedy what to do about a file outside of the folder
 * @throws {Error} also if the file, or the target of a symbolic link, is outside of the folder
 */
export async function readTextFileWithin(folder: string, path: string, remedy = "move it there"): Promise<string> {
  const outside = `lies outside of the description's folder, and only files inside it are read: ${remedy}`;
  // Checked before the disk is touched: on Windows a path may lead to another machine.
  if (!contains(folder, path)) throw new Error(outside);
  const target = await realpath(path).catch(() => undefined);
  if (target !== undefined && !contains(await realpath(folder), target)) throw new Error(outside);
  return readTextFile(path);
}

async function readBytes(path: string): Promise<Uint8Array> {
  const status = await stat(path);
  if (status.isDirectory()) throw new Error("is a folder: name a YAML or JSON file");
  // Reading a pipe or a device might never end.
  if (!status.isFile()) throw new Error("is not a regular file");
  return readFile(path);
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

function reasonOf(code: string): string {
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read: check its permissions";
  return `cannot be read (${code})`;
}
