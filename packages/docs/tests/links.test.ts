// How the files of the built site refer to each other.
import { readFileSync } from "node:fs";
import { specFile } from "@repo/commands";
import { brokenLinks } from "@repo/testing";
import { expect, it } from "vitest";
import { pages, siteFiles, spec } from "./site.ts";

const text = (path: string) => siteFiles.get(path) ?? "";

it("every link leads to a file and an anchor that exist", () => {
  expect(pages).not.toEqual([]);
  expect(brokenLinks(siteFiles)).toEqual([]);
});

it("links lead from the start page to every page", () => {
  const reached = new Set(["index.html"]);
  for (const page of reached) {
    for (const [, href = ""] of text(page).matchAll(/<a [^>]*href="([^"#?:]+\.html)/g)) {
      reached.add(new URL(href, `http://site.invalid/${page}`).pathname.slice(1));
    }
  }
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

it("every page is also there as Markdown", () => {
  for (const page of pages) {
    const twin = page.replace(/html$/, "md");
    expect(text(twin), twin).toMatch(/^# \S/);
    expect(text(page), page).toMatch(new RegExp(`<link rel="alternate" type="text/markdown" href="[./]*${twin}"`));
  }
  expect([...siteFiles.keys()].filter((path) => path.endsWith(".md"))).toHaveLength(pages.length);
});

it("llms.txt lists every page", () => {
  // With the address of the site, if the settings have one.
  const address = /<loc>(.*\/)<\/loc>/.exec(siteFiles.get("sitemap.xml") ?? "")?.[1] ?? "";
  const links = [...text("llms.txt").matchAll(/\]\(([^)]+)\.md\)/g)];
  const listed = links.map(([, link = ""]) => `${link.replace(address, "")}.html`);
  // The start page, in short, is the text above the list.
  expect(listed.sort()).toEqual(pages.filter((page) => page !== "index.html"));
});

it("each composer has the client's check of its request", () => {
  const composers = pages.filter((page) => text(page).includes('class="compose-open"'));
  expect(composers).not.toEqual([]);
  for (const page of composers) {
    const [script = "none"] = /assets\/validate\w+\.js/.exec(text(page)) ?? [];
    expect([...siteFiles.keys()], page).toContain(script);
  }
});

it("the site has the spec as written and as JSON", () => {
  expect(text("openapi.yaml")).toBe(readFileSync(specFile, "utf8"));
  expect(Object.keys(JSON.parse(text("openapi.json")).paths)).toEqual(Object.keys(spec.paths ?? {}));
});
