import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findStalePackage, writePackage } from "../src/index.ts";

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

it("leaves the README and the settings of git that a person had before", async () => {
  const own = { "README.md": "# Mine\n", ".gitignore": "/build/\n" };
  for (const [path, text] of Object.entries(own)) await writeFile(join(folder, path), text);
  const all = files({ ".gitignore": "node_modules/\n" });
  for (let time = 0; time < 2; time++) expect((await writePackage(folder, all)).kept).toEqual(Object.keys(own));
  for (const [path, text] of Object.entries(own)) expect(await read(path)).toBe(text);
  expect(await findStalePackage(folder, all)).toEqual([]);
});

it("reads package.json as npm does, and does not replace one that it cannot read", async () => {
  await writePackage(folder, files());
  await writeFile(join(folder, "package.json"), `\uFEFF${manifest({ license: "MIT" }).replaceAll("\n", "\r\n")}`);
  await writePackage(folder, files());
  expect(JSON.parse(await read("package.json"))).toMatchObject({ license: "MIT", scripts: { build: "tsc" } });
  await writeFile(join(folder, "package.json"), '{ "license": "MIT", }');
  await expect(writePackage(folder, files())).rejects.toThrow("package.json cannot be read as JSON: correct it");
  expect(await read("package.json")).toBe('{ "license": "MIT", }');
});

it("writes nothing if a file in its place was not generated", async () => {
  await mkdir(join(folder, "src"));
  await writeFile(join(folder, "src/a.gen.ts"), "theirs\n");
  await expect(writePackage(folder, files())).rejects.toThrow("src/a.gen.ts was not generated\nMove them");
  expect(await readdir(folder)).toEqual(["src"]);
});

it("names a folder that stands where a file belongs", async () => {
  await mkdir(join(folder, "src/a.gen.ts"), { recursive: true });
  await expect(writePackage(folder, files())).rejects.toThrow(/a\.gen\.ts: a folder stands where the file belongs/);
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

it("leaves in docs what a person has there for a tool", async () => {
  const parts = { ...files(), site: new Map([["index.html", "1"]]) };
  await writePackage(folder, parts);
  const hidden = [".nojekyll", ".git/HEAD"];
  await mkdir(join(folder, "docs/.git"));
  for (const path of hidden) await writeFile(join(folder, "docs", path), "theirs\n");
  expect(await writePackage(folder, parts)).toMatchObject({ pages: 1 });
  for (const path of hidden) expect(await read(`docs/${path}`)).toBe("theirs\n");
  expect(await findStalePackage(folder, parts)).toEqual([]);
});

it("writes nothing if a file of a person is called docs", async () => {
  await writeFile(join(folder, "docs"), "theirs\n");
  const parts = { ...files(), site: new Map([["index.html", "1"]]) };
  await expect(writePackage(folder, parts)).rejects.toThrow("docs was not generated");
  expect(await readdir(folder)).toEqual(["docs"]);
});

it("does not guess what it wrote", async () => {
  await writeFile(join(folder, ".generated.json"), "{");
  await expect(writePackage(folder, files())).rejects.toThrow("is not the list that was written there");
});

it("removes no file outside of the folder, whatever the list says", async () => {
  const own = join(folder, "package");
  await writePackage(own, files());
  const digest = JSON.parse(await read("package/.generated.json"))["src/a.gen.ts"];
  await writeFile(join(folder, "outside"), "a\n");
  for (const path of ["../outside", "src/../../outside", join(folder, "outside")]) {
    await writeFile(join(own, ".generated.json"), JSON.stringify({ [path]: digest }));
    await expect(writePackage(own, files())).rejects.toThrow("is not the list that was written there");
    expect(await read("outside")).toBe("a\n");
  }
});
