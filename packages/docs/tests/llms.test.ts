// The files for language models.
import { brokenLinks } from "@repo/testing";
import { beforeAll, expect, it } from "vitest";
import { bakery, bakerySettings, bakerySite, fieldsIn, fieldsOf, filesOf } from "./bakery.ts";

const ADDRESS = "https://docs.example/";
let files: Map<string, string>;
let list: string;
let full: string;
beforeAll(async () => {
  files = await filesOf(bakery, {
    ...bakerySettings,
    address: ADDRESS,
    notice: "It stands on every page, but only once in the file of all pages, whose lines are compared.",
  });
  list = String(files.get("llms.txt"));
  full = String(files.get("llms-full.txt"));
});

/** A text without its blocks of code: two samples can have the same line. */
const withoutCode = (text: string) => text.replace(/^( *)```[\s\S]*?^\1```$/gm, "");
const longLines = (text: string) =>
  withoutCode(text)
    .split("\n")
    .filter((line) => line.length >= 80);

it("llms.txt says what a call needs before its links", () => {
  const [start = ""] = list.split("\n## ");
  expect(start).toContain("- Base URL: `https://bakery.example/v1`. The bakery.");
  expect(start).toContain("- Authentication: HTTP Basic. The name and the password of a baker.");
  expect(start).toContain("whose type says “or null” take `null`");
});

it("llms.txt of an API without null does not mention it", async () => {
  const small = await filesOf({ openapi: "3.1.1", info: { title: "Nothing", version: "1" }, paths: {} }, {});
  expect(String(small.get("llms.txt"))).not.toMatch(/null|undefined|Optional/);
});

it("each link in llms.txt has a note and the address of the site, and schemas are optional", () => {
  const links = list.split("\n").filter((line) => line.startsWith("- ["));
  expect(links.length).toBeGreaterThan(bakerySite.operations.length + bakerySite.schemas.length);
  for (const link of links) expect(link).toMatch(/^- \[.+\]\(https:\/\/docs\.example\/[\w/.-]+\): \S/);
  const [before = "", optional = ""] = list.split("\n## Optional\n");
  expect(before).not.toContain("/schemas/");
  for (const { path } of bakerySite.schemas) expect(optional).toContain(`(${ADDRESS}${path}.md)`);
});

it("without an address, the links of both files lead to files and sections of the site", async () => {
  const { address: _, ...settings } = bakerySettings;
  const local = await filesOf(bakery, settings);
  expect(local.has("sitemap.xml")).toBe(false);
  expect(String(local.get("llms.txt"))).toContain("](operations/updateBread.md): ");
  const texts = [...local].map(([path, content]): [string, string] => [path, content.toString()]);
  expect(brokenLinks(new Map(texts))).toEqual([]);
});

it("the links of llms-full.txt lead to its sections", () => {
  const ids = [...full.matchAll(/^<a id="(.+)"><\/a>$/gm)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...withoutCode(full).matchAll(/\]\(([^)]*)\)/g)].map(([, link = ""]) => link);
  expect(links).toContain("#operations/updateBread");
  expect(links.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
  expect(brokenLinks(new Map([["llms-full.txt", full]]))).toEqual([]);
});

it("llms-full.txt says everything once", () => {
  const lines = longLines(full);
  expect(lines).not.toEqual([]);
  expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
});

it("llms-full.txt has each field, operations come before schemas, and samples before fields", () => {
  const at = (text: string) => {
    const index = full.indexOf(text);
    expect(index, text).toBeGreaterThanOrEqual(0);
    return index;
  };
  const [, ...sections] = full.split(/^<a id="/m);
  const fields = [
    ...bakerySite.operations.flatMap(fieldsOf),
    ...bakerySite.schemas.flatMap(({ content }) => fieldsIn(content)),
  ];
  for (const { name, description = "" } of fields) {
    at(`\`${name}\`: `);
    at(description);
  }
  expect(full.match(/^ *- `heat`: /gm)).toHaveLength(1);
  expect(Math.max(...bakerySite.operations.map(({ path }) => at(`<a id="${path}">`)))).toBeLessThan(
    Math.min(...bakerySite.schemas.map(({ path }) => at(`<a id="${path}">`))),
  );
  for (const section of sections.filter((text) => text.startsWith("operations/"))) {
    const [, first] = section.match(/^## (.*)$/m) ?? [];
    expect(first, section).toBe("Samples");
  }
});
