import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { readIfThere, writeFiles } from "@repo/commands";
import { isRecord } from "@repo/openapi";

/** The file that lists what was written into a folder, with a digest of each file, to tell it from what people add. */
const LIST = ".generated.json";

/** What became of the files of a package. */
export interface WrittenPackage {
  written: string[];
  unchanged: string[];
  /** Files that were changed by hand, and are meant to be: they stay as they are. */
  kept: string[];
  /** Files of another time that are not generated any more. */
  removed: string[];
}

/** What people are free to change: a manifest keeps their fields, and a README stays theirs. */
const OPEN = ["package.json", "README.md"];

/**
 * Writes the files of a package, all of them or none. It replaces and removes what it wrote before, and nothing else.
 *
 * @throws {Error} that names each file in the way: it was not written by this function, or was changed since
 */
export async function writePackage(folder: string, files: ReadonlyMap<string, string>): Promise<WrittenPackage> {
  const before = await readList(folder);
  const wanted = new Map<string, string>();
  const result: WrittenPackage = { written: [], unchanged: [], kept: [], removed: [] };
  const inTheWay: string[] = [];
  for (const [path, content] of files) {
    const found = await readIfThere(join(folder, path));
    const isOurs = found === undefined || found === content || before[path] === digestOf(found);
    if (isOurs && path !== "package.json") wanted.set(path, content);
    else if (!isOurs && (before[path] === undefined || !OPEN.includes(path))) inTheWay.push(path);
    else if (path === "package.json") wanted.set(path, withOwnFields(content, found));
    else result.kept.push(path);
  }
  if (inTheWay.length > 0) {
    const reasons = inTheWay.map((path) => {
      const reason = before[path] === undefined ? "was not generated" : "was changed since it was generated";
      return `  ${join(folder, path)} ${reason}`;
    });
    throw new Error(
      `Nothing was written, because files are in the way:\n${reasons.join("\n")}\nMove them, or their changes, elsewhere.`,
    );
  }
  const kept = result.kept.map((path): [string, string] => [path, before[path] ?? ""]);
  const digests = [
    ...[...wanted].map(([path, content]): [string, string] => [path, digestOf(content)]),
    ...kept,
  ].sort();
  const list = `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`;
  const changed = await writeFiles(folder, new Map([...wanted, [LIST, list]]));
  for (const path of wanted.keys()) (changed.includes(path) ? result.written : result.unchanged).push(path);
  for (const [path, digest] of Object.entries(before)) {
    const found = files.has(path) ? undefined : await readIfThere(join(folder, path));
    if (found === undefined || digestOf(found) !== digest) continue;
    await rm(join(folder, path));
    result.removed.push(path);
  }
  return result;
}

async function readList(folder: string): Promise<Readonly<Record<string, string>>> {
  const text = await readIfThere(join(folder, LIST));
  if (text === undefined) return {};
  try {
    const list: unknown = JSON.parse(text);
    if (isRecord(list)) return Object.fromEntries(Object.entries(list).map(([path, digest]) => [path, String(digest)]));
  } catch {} // not JSON
  throw new Error(`${join(folder, LIST)} is not the list that was written there. Restore it, or delete the folder.`);
}

function digestOf(content: string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/** A manifest with what people added or decide themselves, such as the version. */
function withOwnFields(content: string, found: string | undefined): string {
  if (found === undefined) return content;
  const generated: Record<string, unknown> = JSON.parse(content);
  let own: unknown;
  try {
    own = JSON.parse(found);
  } catch {} // as if it were empty: npm could not read it either
  if (!isRecord(own)) return content;
  const merged: Record<string, unknown> = { ...generated, ...own };
  for (const [key, value] of Object.entries(generated)) {
    if (key === "version" || key === "description") continue;
    const theirs = own[key];
    if (Array.isArray(value) && Array.isArray(theirs)) merged[key] = [...new Set([...value, ...theirs])];
    else merged[key] = isRecord(value) && isRecord(theirs) ? { ...theirs, ...value } : value;
  }
  return `${JSON.stringify(merged, null, 2)}\n`;
}
