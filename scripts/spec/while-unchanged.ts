import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { displayPath } from "./place.ts";

/**
 * What work makes of files, provided that they are at its end the ones that they were at its start: what is made of a
 * file that was swapped meanwhile might be of the one, of the other or of both.
 *
 * @throws {Error} that names the file that changed
 */
export async function whileUnchanged<Result>(files: readonly string[], work: () => Promise<Result>): Promise<Result> {
  const before = await Promise.all(files.map(versionOf));
  const result = await work();
  for (const [index, file] of files.entries()) {
    if ((await versionOf(file)) === before[index]) continue;
    throw new Error(`Nothing was written: ${displayPath(file)} changed meanwhile. Run this again.`);
  }
  return result;
}

async function versionOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs }: BigIntStats = await stat(file, { bigint: true });
    return `${dev} ${ino} ${size} ${mtimeNs}`;
  } catch {
    // What cannot be read is said by whoever reads it.
    return "none";
  }
}
