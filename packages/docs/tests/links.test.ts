import { beforeAll, describe, expect, it } from "vitest";
import { brokenLinks } from "./collect-links.ts";
import { pagesOf, readSite } from "./serve-site.ts";

let files: Map<string, string>;
let pages: string[];
beforeAll(async () => {
  files = await readSite();
  pages = pagesOf(files);
});

const text = (path: string) => files.get(path) ?? "";

describe("the links of the site", () => {
  it("all lead to a file and an anchor that are there", () => {
    expect(pages.length).toBeGreaterThan(40);
    expect(brokenLinks(files)).toEqual([]);
  });

  it("lead from the start page to every page", () => {
    const reached = new Set(["index.html"]);
    for (const page of reached) {
      for (const [, href = ""] of text(page).matchAll(/<a [^>]*href="([^"#?:]+\.html)/g)) {
        reached.add(new URL(href, `http://site.invalid/${page}`).pathname.slice(1));
      }
    }
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });
});

describe("what machines read", () => {
  it("is every page as Markdown, at the same address", () => {
    for (const page of pages) {
      const twin = page.replace(/html$/, "md");
      expect(text(twin), twin).toMatch(/^# \S/);
      expect(text(page), page).toMatch(new RegExp(`<link rel="alternate" type="text/markdown" href="[./]*${twin}"`));
    }
    expect([...files.keys()].filter((path) => path.endsWith(".md"))).toHaveLength(pages.length);
  });

  it("is a list of all pages in llms.txt", () => {
    const listed = [...text("llms.txt").matchAll(/\]\(([^)]+)\.md\)/g)].map(([, path]) => `${path}.html`);
    // What stands above the list is the start page in short.
    expect(listed.sort()).toEqual(pages.filter((page) => page !== "index.html"));
  });

  it("is every page in llms-full.txt", () => {
    for (const page of pages) expect(text("llms-full.txt"), page).toContain(text(page.replace(/html$/, "md")).trim());
  });

  it("is every page in the sitemap, by its whole address", () => {
    const addresses = [...text("sitemap.xml").matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, url = ""]) => new URL(url).href,
    );
    const [home = ""] = addresses;
    const paths = addresses.map((address) => address.replace(home, "") || "index.html");
    expect(paths.sort()).toEqual(pages);
  });

  it("is the description, as written and as JSON", async () => {
    expect(JSON.parse(text("openapi.json")).paths["/models/{modelId}"].put.operationId).toBe("updateModel");
    expect(text("openapi.yaml")).toContain("operationId: updateModel");
  });
});

describe("brokenLinks", () => {
  const found = (html: string, others: Record<string, string> = {}) =>
    brokenLinks(new Map(Object.entries({ "folder/page.html": html, ...others })));

  it("finds a file that is missing", () => {
    expect(found('<a class="x" href="other.html">x</a>')).toEqual(["folder/page.html: other.html leads to no file"]);
    expect(found('<a href="../folder/page.html">x</a>')).toEqual([]);
    expect(found('<script src="gone.js"></script>')).toHaveLength(1);
    expect(found('<a href="../../../page.html">x</a>')).toHaveLength(1);
  });

  it("finds an anchor that is missing", () => {
    expect(found('<a href="#there">x</a><p id="there">')).toEqual([]);
    expect(found('<a href="#gone">x</a><p id="there">')).toEqual(["folder/page.html: #gone leads to no anchor"]);
    expect(found('<a href="../b.html#gone">x</a>', { "b.html": '<p id="here">' })).toHaveLength(1);
    expect(found('<a href="../b.html?trainer=a&amp;b#a&amp;b">x</a>', { "b.html": '<p id="a&amp;b">' })).toEqual([]);
    expect(found('<a href="#na%C3%AFve">x</a><p id="naïve">')).toEqual([]);
    expect(found('<a href="#100%">x</a><p id="100%">')).toEqual([]);
  });

  it("finds an address that runs something, and one that needs the root of a server", () => {
    expect(found('<a href="javascript:alert(1)">x</a>')).toHaveLength(1);
    expect(found('<a href="/page.html">x</a>')).toHaveLength(1);
    expect(found('<a href="https://example.com/x.html#y">x</a>')).toEqual([]);
  });

  it("finds an id that stands twice", () => {
    expect(found('<p id="a"><p id="b"><p id="a">')).toEqual(["folder/page.html: the id a stands twice"]);
  });

  it("takes scripts and text for what they are", () => {
    expect(found('<script>const x = "<a href=\\"gone.html\\">";</script>')).toEqual([]);
    expect(found("<p>&lt;a href=&quot;gone.html&quot;&gt;</p>")).toEqual([]);
    expect(found('<p title="a > b"><a href="gone.html">x</a>')).toHaveLength(1);
  });

  it("follows Markdown outside of code", () => {
    const markdown = (text: string) => found("", { "folder/page.md": text });
    expect(markdown("[a](gone.md)")).toEqual(["folder/page.md: gone.md leads to no file"]);
    expect(markdown("[a](page.md) and [b](<page.md>)")).toEqual([]);
    expect(markdown("[a](page.md#gone)")).toHaveLength(1);
    expect(markdown("`[a](gone.md)`, `` `[b](gone.md) ``\n\n```md\n[c](gone.md)\n```\n")).toEqual([]);
  });
});
