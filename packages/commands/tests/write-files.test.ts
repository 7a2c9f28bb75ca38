import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFolder, writeFiles } from "../src/write-files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-files-"));
  await writeFile(join(folder, "one.ts"), "old");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const everything = async () => (await readdir(folder, { recursive: true })).map((path) => path.replaceAll("\\", "/"));

describe("writeFiles", () => {
  it("makes missing folders, and returns the paths that changed", async () => {
    const files = new Map([
      ["one.ts", "old"],
      ["a/b/two.ts", "2"],
    ]);
    expect(await writeFiles(folder, files)).toEqual(["a/b/two.ts"]);
    expect(await readFile(join(folder, "a/b/two.ts"), "utf8")).toBe("2");
    expect((await everything()).sort()).toEqual(["a", "a/b", "a/b/two.ts", "one.ts"]);
  });

  it("does not touch a file whose content is right", async () => {
    const { mtimeMs: before } = await stat(join(folder, "one.ts"));
    expect(await writeFiles(folder, new Map([["one.ts", "old"]]))).toEqual([]);
    expect((await stat(join(folder, "one.ts"))).mtimeMs).toBe(before);
  });

  it.each([
    ["a folder in a file's place", "taken", "taken: a folder stands where the file belongs"],
    ["a file in a folder's place", "one.ts/below.ts", "one.ts/below.ts: a file stands where a folder belongs"],
    ["a path outside of the folder", "../outside.ts", "../outside.ts: it lies outside of "],
  ])("writes nothing, and leaves nothing behind, if there is %s", async (_, path, message) => {
    await mkdir(join(folder, "taken"));
    const files = new Map([
      ["one.ts", "new"],
      ["new/two.ts", "new"],
      [path, "new"],
    ]);
    await expect(writeFiles(folder, files)).rejects.toThrow(`Nothing was written: ${message}`);
    expect(await readFile(join(folder, "one.ts"), "utf8")).toBe("old");
    expect((await everything()).sort()).toEqual(["one.ts", "taken"]);
  });

  it("says what was written if a file cannot be put in its place, and leaves no temporary file", async () => {
    // The second file needs a folder where the first belongs, which shows only when it is moved there.
    const files = new Map([
      ["one.ts", "new"],
      ["both", "new"],
      ["both/two.ts", "new"],
    ]);
    await expect(writeFiles(folder, files)).rejects.toThrow(/^Only one\.ts was written\. both: /);
    expect((await everything()).filter((path) => path.endsWith(".tmp"))).toEqual([]);
  });

  // The superuser may write anywhere, and Windows has no such mode.
  it.runIf(process.getuid?.() !== 0 && process.platform !== "win32")("names a folder without permission", async () => {
    await mkdir(join(folder, "locked"), { mode: 0o555 });
    const files = new Map([
      ["one.ts", "new"],
      ["locked/two.ts", "new"],
    ]);
    await expect(writeFiles(folder, files)).rejects.toThrow(/^Nothing was written: locked\/two\.ts: access is denied/);
    await chmod(join(folder, "locked"), 0o755);
    expect(await readFile(join(folder, "one.ts"), "utf8")).toBe("old");
  });
});

describe("replaceFolder", () => {
  it("leaves only the new files in the folder, and nothing beside it", async () => {
    await replaceFolder(join(folder, "site"), new Map([["old.html", "old"]]));
    await replaceFolder(join(folder, "site"), new Map([["a/new.html", new Uint8Array([104, 105])]]));
    expect(await readFile(join(folder, "site/a/new.html"), "utf8")).toBe("hi");
    expect((await everything()).sort()).toEqual(["one.ts", "site", "site/a", "site/a/new.html"]);
  });

  it("keeps the old folder if a file cannot be written", async () => {
    await replaceFolder(join(folder, "site"), new Map([["old.html", "old"]]));
    const files = new Map([
      ["page", "new"],
      ["page/below", "new"],
    ]);
    await expect(replaceFolder(join(folder, "site"), files)).rejects.toThrow("Nothing was written: ");
    expect((await everything()).sort()).toEqual(["one.ts", "site", "site/old.html"]);
  });

  it("writes each file before the next is made, and returns their sizes", async () => {
    const written: string[] = [];
    async function* files() {
      yield ["one.html", "é"] as const;
      written.push(...(await everything()).filter((path) => path.endsWith("one.html")));
      yield ["two.html", new Uint8Array(3)] as const;
    }
    expect([...(await replaceFolder(join(folder, "site"), files()))]).toEqual([
      ["one.html", 2],
      ["two.html", 3],
    ]);
    expect(written).toEqual([expect.stringMatching(/^site\..*\.tmp\/one\.html$/)]);
  });

  it("keeps the old folder if a file cannot be made", async () => {
    await replaceFolder(join(folder, "site"), new Map([["old.html", "old"]]));
    async function* files() {
      yield ["new.html", "new"] as const;
      throw new Error("the second page has no title");
    }
    await expect(replaceFolder(join(folder, "site"), files())).rejects.toThrow(/site: the second page has no title$/);
    expect((await everything()).sort()).toEqual(["one.ts", "site", "site/old.html"]);
  });
});
