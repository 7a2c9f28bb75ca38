import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writePackage } from "../src/index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "write-package-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const manifest = (fields: object) => `${JSON.stringify({ name: "boats", version: "0.1.0", ...fields }, null, 2)}\n`;
const files = (more: Record<string, string> = {}) => ({
  files: new Map(
    Object.entries({
      "package.json": manifest({ scripts: { build: "tsc" } }),
      "src/a.gen.ts": "a\n",
      "README.md": "# Boats\n",
      ...more,
    }),
  ),
});
const read = (path: string) => readFile(join(folder, path), "utf8");

it("writes what is new, replaces what it wrote, and removes what is not generated any more", async () => {
  const first = await writePackage(folder, files({ "src/b.gen.ts": "b\n" }));
  expect(first).toMatchObject({ written: ["package.json", "src/a.gen.ts", "README.md", "src/b.gen.ts"], removed: [] });
  const second = await writePackage(folder, files({ "src/a.gen.ts": "new\n" }));
  expect(second).toEqual({
    written: ["src/a.gen.ts"],
    unchanged: ["package.json", "README.md"],
    kept: [],
    removed: ["src/b.gen.ts"],
  });
  expect(await read("src/a.gen.ts")).toBe("new\n");
});

it("leaves alone what a person added or changed where people may", async () => {
  await writePackage(folder, files());
  await writeFile(join(folder, "src/mine.ts"), "mine\n");
  await writeFile(join(folder, "README.md"), "# My boats\n");
  const own = { version: "2.0.0", license: "MIT", scripts: { build: "old", lint: "biome" } };
  await writeFile(join(folder, "package.json"), manifest(own));
  for (let time = 0; time < 2; time++) {
    expect(await writePackage(folder, files({ "README.md": "# Ships\n" }))).toMatchObject({ kept: ["README.md"] });
    expect(await read("src/mine.ts")).toBe("mine\n");
    expect(await read("README.md")).toBe("# My boats\n");
    expect(JSON.parse(await read("package.json"))).toEqual({
      ...own,
      name: "boats",
      scripts: { build: "tsc", lint: "biome" },
    });
  }
});

it("writes nothing if a file in its place was not generated", async () => {
  await mkdir(join(folder, "src"));
  await writeFile(join(folder, "src/a.gen.ts"), "theirs\n");
  await expect(writePackage(folder, files())).rejects.toThrow("src/a.gen.ts was not generated\nMove them");
  expect(await readdir(folder)).toEqual(["src"]);
});

it("writes nothing if a generated file was changed by hand", async () => {
  await writePackage(folder, files());
  await writeFile(join(folder, "src/a.gen.ts"), "theirs\n");
  const again = writePackage(folder, files({ "src/new.gen.ts": "n\n" }));
  await expect(again).rejects.toThrow("src/a.gen.ts was changed since it was generated");
  expect(await readdir(join(folder, "src"))).toEqual(["a.gen.ts"]);
  expect(await read("src/a.gen.ts")).toBe("theirs\n");
});

it("puts the site into docs, and takes away what it wrote there before", async () => {
  const first = await writePackage(folder, {
    ...files(),
    site: new Map([
      ["index.html", "1"],
      ["a/b.html", "2"],
    ]),
  });
  expect(first).toMatchObject({ pages: 2, removed: [] });
  expect(await writePackage(folder, { site: new Map([["index.html", "3"]]) })).toMatchObject({ pages: 1, removed: [] });
  expect(await readdir(join(folder, "docs"))).toEqual(["index.html"]);
  expect(await read("src/a.gen.ts")).toBe("a\n");
  const again = await writePackage(folder, files({ "src/a.gen.ts": "new\n" }));
  expect(again).toMatchObject({ written: ["src/a.gen.ts"], removed: [] });
  expect(await read("docs/index.html")).toBe("3");
});

it.each([
  ["a file of a person", "notes.md", "docs/notes.md was not generated"],
  ["a changed file", "index.html", "docs/index.html was changed since it was generated"],
])("writes nothing if %s is in docs", async (_, name, message) => {
  const site = new Map([["index.html", "1"]]);
  await writePackage(folder, { ...files(), site });
  await writeFile(join(folder, "docs", name), "theirs\n");
  const again = writePackage(folder, { ...files({ "src/a.gen.ts": "new\n" }), site });
  await expect(again).rejects.toThrow(message);
  expect(await read(`docs/${name}`)).toBe("theirs\n");
  expect(await read("src/a.gen.ts")).toBe("a\n");
});

it("does not guess what it wrote", async () => {
  await writeFile(join(folder, ".generated.json"), "{");
  await expect(writePackage(folder, files())).rejects.toThrow("is not the list that was written there");
});
