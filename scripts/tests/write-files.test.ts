import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeFiles } from "../generate/write-files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-files-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("writeFiles", () => {
  it("writes into folders that are not there yet, and tells what changed", async () => {
    expect(await writeFiles(folder, new Map([["a/b/one.ts", "1"]]))).toEqual(["a/b/one.ts"]);
    expect(await readFile(join(folder, "a/b/one.ts"), "utf8")).toBe("1");
    expect(await readdir(join(folder, "a/b"))).toEqual(["one.ts"]);
  });

  it("does not touch what is right", async () => {
    await writeFiles(folder, new Map([["one.ts", "1"]]));
    const { mtimeMs: before } = await stat(join(folder, "one.ts"));
    expect(await writeFiles(folder, new Map([["one.ts", "1"]]))).toEqual([]);
    expect((await stat(join(folder, "one.ts"))).mtimeMs).toBe(before);
  });

  it("leaves the old files, and no folder of its own, where one cannot be written", async () => {
    await writeFile(join(folder, "one.ts"), "old");
    // A file and a folder of one name.
    const files = new Map([
      ["one.ts", "new"],
      ["two.ts", "new"],
      ["both", "new"],
      ["both/three.ts", "new"],
    ]);
    await expect(writeFiles(folder, files)).rejects.toThrow("both");
    expect(await readFile(join(folder, "one.ts"), "utf8")).toBe("old");
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(["one.ts"]);
  });
});
