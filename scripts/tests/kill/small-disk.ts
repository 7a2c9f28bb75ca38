import { spawnSync } from "node:child_process";
import { rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A file system of a fixed size in memory, mounted on a folder. */
export interface SmallDisk {
  /** Fills it but for so many bytes. */
  leave(bytes: number): Promise<void>;
  unmount(): void;
}

/** A disk of so many bytes mounted on `folder`, or why there can be none: on Linux it takes the right to mount. */
export function mountSmallDisk(folder: string, bytes: number): SmallDisk | string {
  const { status, stderr, error } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder], {
    encoding: "utf8",
  });
  if (status !== 0) return `no small disk can be mounted here: ${error?.message ?? stderr.trim()}`;
  const filling = join(folder, "filling");
  return {
    async leave(left) {
      await rm(filling, { force: true });
      const { bavail, bsize } = await statfs(folder);
      await writeFile(filling, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    unmount: () => void spawnSync("umount", [folder]),
  };
}

/** Makes all that is mounted on `folder` read-only. */
export function remountReadOnly(folder: string): void {
  spawnSync("mount", ["-o", "remount,ro", folder]);
}
