import { mkdir, rmdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those around it that are missing.
 *
 * @returns what removes again those that it made, as long as they are empty
 */
export async function makeFolder(path: string): Promise<() => Promise<void>> {
  const outermost = await mkdir(path, { recursive: true });
  return async () => {
    if (outermost === undefined) return;
    try {
      for (let at = path; at.length >= outermost.length; at = dirname(at)) await rmdir(at);
    } catch {
      // Something else lies in it by now: it stays.
    }
  };
}
