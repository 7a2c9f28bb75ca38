// A writing that cannot be done, or not alone: a full disk, read-only folders, two at once.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { writeFiles } from "../generate/write-files.ts";
import { asAnybody } from "./kill/as-anybody.ts";
import { filesIn, layOut, newSet, oldSet } from "./kill/sets.ts";
import { mountSmallDisk, remountReadOnly, type SmallDisk } from "./kill/small-disk.ts";
import { copyWorkspace } from "./workspace-copy.ts";

const here = join(import.meta.dirname, "kill");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unwritable-"));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What stands on a small disk, the file that fills it left out. */
async function setOn(disk: string): Promise<Map<string, string>> {
  const files = await filesIn(disk);
  files.delete("filling");
  return files;
}

/** Does work on a small disk, or says that it was not done and why. */
async function onSmallDisk(
  { skip }: { skip: (note: string) => void },
  bytes: number,
  work: (disk: SmallDisk, at: string) => Promise<void>,
): Promise<void> {
  const at = await mkdtemp(join(folder, "disk-"));
  const disk = mountSmallDisk(at, bytes);
  if (typeof disk === "string") {
    console.log(`NOT RUN: ${disk}`);
    return skip(disk);
  }
  try {
    await work(disk, at);
  } finally {
    disk.unmount();
  }
}

describe("a disk that gets full", () => {
  it("at any point gives all new files or keeps all old ones, and says why", { timeout: 60_000 }, async (context) => {
    await onSmallDisk(context, 256 * 1024, async (disk, at) => {
      const outcomes = { old: 0, new: 0 };
      for (let left = 0; left <= 64 * 1024; left += 2048) {
        for (const [path, content] of oldSet) await writeFiles(at, new Map([[path, content]]));
        await rm(join(at, "client/validate"), { recursive: true, force: true });
        await disk.leave(left);
        const error = await writeFiles(at, newSet).then(
          () => undefined,
          (error: Error) => error,
        );
        if (error) {
          outcomes.old++;
          expect(error.message).toMatch(/^Nothing was written: \S+: no space is left on its disk.*\(ENOSPC\)$/);
        } else outcomes.new++;
        expect(await setOn(at), `${left} bytes left`).toEqual(error ? oldSet : newSet);
        await disk.leave(256 * 1024);
      }
      console.log(`disk full: ${outcomes.old} times the old files, ${outcomes.new} times the new, never a mix`);
      expect(outcomes.old).toBeGreaterThan(3);
      expect(outcomes.new).toBeGreaterThan(3);
    });
  });

  it("is what pnpm generate says, and it leaves the committed files alone", { timeout: 60_000 }, async (context) => {
    await onSmallDisk(context, 4 * 1024 * 1024, async (disk, at) => {
      const workspace = await copyWorkspace(at);
      const before = await workspace.generated();
      await workspace.editSpec(
        "        - zimage-turbo-lora\n",
        "        - zimage-turbo-lora\n        - zimage-new-lora\n",
      );
      await disk.leave(40 * 1024);
      const { exitCode, stderr } = await workspace.run("generate-files");
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^✗ Nothing was written: packages\/\S+\.gen\.ts: no space is left on its disk/);
      expect(await workspace.generated()).toEqual(before);
      await disk.leave(1024 * 1024);
      expect((await workspace.run("generate-files")).exitCode).toBe(0);
      expect((await workspace.run("generate-check")).exitCode).toBe(0);
    });
  });

  it("that is mounted read-only is said to be", async (context) => {
    await onSmallDisk(context, 256 * 1024, async (_, at) => {
      for (const [path, content] of oldSet) await writeFiles(at, new Map([[path, content]]));
      remountReadOnly(at);
      await expect(writeFiles(at, newSet)).rejects.toThrow(/^Nothing was written: .*read-only.*\(EROFS\)$/);
      expect(await filesIn(at)).toEqual(oldSet);
      expect(await writeFiles(at, oldSet)).toEqual([]);
    });
  });
});

describe("a folder that may not be written", () => {
  const writeAsAnybody = (target: string) =>
    spawnSync(process.execPath, [join(here, "write.ts"), target], { encoding: "utf8", ...asAnybody.options });

  it.each([
    ["the root", "", ".generating"],
    ["the folder of the first file", "types", "types/schema.ts"],
    ["the folder of a later one", "client", "client/"],
  ])("as %s leaves the old files, and nothing beside them", async (_, path, named) => {
    const target = join(folder, "modes");
    await layOut(target);
    await mkdir(join(target, "client/validate"));
    await asAnybody.own(target);
    await chmod(join(target, path), 0o555);
    const { status, stderr } = writeAsAnybody(target);
    await chmod(join(target, path), 0o755);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Nothing was written: .*permissions.*\(EACCES\)\n$/);
    expect(stderr).toContain(named);
    expect(await filesIn(target)).toEqual(oldSet);
    expect(writeAsAnybody(target)).toMatchObject({ status: 0, stderr: "" });
    expect(await filesIn(target)).toEqual(newSet);
  });

  it("a folder where a file belongs, and a file where a folder belongs", async () => {
    const target = join(folder, "kinds");
    await layOut(target);
    await mkdir(join(target, "taken.ts"));
    const more = (path: string) => writeFiles(target, new Map([...newSet, [path, "text"]]));
    await expect(more("taken.ts")).rejects.toThrow(/taken\.ts.*folder/);
    await expect(more("types/schema.ts/below.ts")).rejects.toThrow(/^Nothing was written: .*below\.ts: a file stands/);
    await symlink(join(target, "nowhere"), join(target, "link"));
    await expect(more("link/below.ts")).rejects.toThrow("a file stands");
    await rm(join(target, "link"));
    await expect(more("../outside.ts")).rejects.toThrow(/outside/);
    await expect(writeFiles(join(target, "types/schema.ts"), newSet)).rejects.toThrow("a file stands");
    expect(await filesIn(target)).toEqual(oldSet);
  });

  it("a root that was made for nothing is gone again", async () => {
    const target = join(folder, "made");
    const files = new Map([
      ["both", "file"],
      ["both/below", "folder"],
    ]);
    await expect(writeFiles(join(target, "for/nothing"), files)).rejects.toThrow("both");
    await expect(readFile(target)).rejects.toThrow("ENOENT");
  });
});

describe("several writings at once", () => {
  beforeEach(() => rm(join(folder, "shared"), { recursive: true, force: true }));

  it("follow each other, so that the files are always of one", { timeout: 60_000 }, async () => {
    const target = join(folder, "shared");
    const running = ["one", "two", "three"].map((tag) => startWriting(target, tag, 40));
    await Promise.all(running.map((child) => once(child, "exit")));
    expect(running.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const files = await filesIn(target);
    expect([...files.keys()]).toEqual(["a.ts", "deep/b.ts", "deep/er/c.ts"]);
    expect(new Set(files.values()).size).toBe(1);
  });

  it("follow each other also where they are killed again and again", { timeout: 60_000 }, async () => {
    const target = join(folder, "shared");
    for (let round = 0; round < 15; round++) {
      const [dying, ...others] = ["one", "two", "three"].map((tag) => startWriting(target, `${tag} ${round}`, 8));
      setTimeout(() => dying?.kill("SIGKILL"), 60 + 5 * round);
      await Promise.all(others.map((child) => once(child, "exit")));
      expect(others.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
      if (dying?.exitCode === null && dying.signalCode === null) await once(dying, "exit");
    }
    await writeFiles(target, new Map([["a.ts", "last"]]));
    const files = await filesIn(target);
    expect([...files.keys()]).toEqual(["a.ts", "deep/b.ts", "deep/er/c.ts"]);
    expect(files.get("deep/b.ts")).toBe(files.get("deep/er/c.ts"));
  });

  it("also in one process", async () => {
    const target = join(folder, "shared");
    const set = (tag: string) => new Map(["a.ts", "b.ts", "c.ts"].map((path) => [path, tag]));
    await Promise.all(Array.from({ length: 10 }, (_, index) => writeFiles(target, set(String(index)))));
    expect(new Set((await filesIn(target)).values()).size).toBe(1);
  });

  function startWriting(target: string, tag: string, count: number): ChildProcess {
    return spawn(process.execPath, [join(here, "write-often.ts"), target, tag, String(count)], { stdio: "inherit" });
  }
});
