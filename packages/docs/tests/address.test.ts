// What a site has if it is known where it will be published, and where its sources are.
import { beforeAll, describe, expect, it } from "vitest";
import { bakery, bakerySettings, filesOf } from "./bakery.ts";
import { complaintsOf, newPage, noBrowser } from "./browser.ts";

let published: Map<string, string>;
let plain: Map<string, string>;
const html = (files: Map<string, string>, path: string) => files.get(path) ?? "";

beforeAll(async () => {
  published = await filesOf(bakery, {
    ...bakerySettings,
    address: "https://docs.example/breads/",
    editAddress: (page) => `https://code.example/edit/${page}`,
  });
  const { address: _, ...settings } = bakerySettings;
  plain = await filesOf(bakery, settings);
});

describe("with an address", () => {
  it("pages say where they are", () => {
    const page = html(published, "operations/updateBread.html");
    expect(page).toContain('<link rel="canonical" href="https://docs.example/breads/operations/updateBread.html"');
    expect(page).toContain('property="og:title" content="Change a bread · Bakery');
    expect(html(published, "index.html")).toContain('<link rel="canonical" href="https://docs.example/breads/"');
    expect(html(plain, "index.html")).not.toMatch(/canonical|og:/);
  });

  it("the sitemap lists every page", () => {
    const listed = [...html(published, "sitemap.xml").matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url);
    const pages = [...published.keys()].filter((path) => path.endsWith(".html") && path !== "404.html");
    const home = "https://docs.example/breads/";
    expect(listed.sort()).toEqual(pages.map((path) => home + path.replace(/^index\.html$/, "")).sort());
    expect(plain.has("sitemap.xml")).toBe(false);
  });

  it("pages link to their source, if that is known", () => {
    expect(html(published, "guides/kneading.html")).toContain('href="https://code.example/edit/guides/kneading"');
    expect(html(plain, "guides/kneading.html")).not.toContain("Edit this page");
  });
});

describe.skipIf(noBrowser)("the page for a wrong address", () => {
  it("works under a base path, in any folder", async () => {
    const missing = html(published, "404.html");
    const page = await newPage();
    const complaints = complaintsOf(page, "http://docs.test");
    await page.route("http://docs.test/**", async (route) => {
      const path = new URL(route.request().url()).pathname.replace(/^\/breads\//, "");
      const content = published.get(path);
      if (content === undefined) return route.fulfill({ status: 200, contentType: "text/html", body: missing });
      const type = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" }[path.split(".").at(-1) ?? ""];
      return route.fulfill({ status: 200, contentType: type ?? "text/html", body: String(content) });
    });
    await page.goto("http://docs.test/breads/operations/deeper/gone.html");
    expect(await page.locator("h1").textContent()).toBe("No such page");
    expect(await page.evaluate(() => getComputedStyle(document.body).marginTop)).toBe("0px");
    await page.getByRole("link", { name: "Change a bread" }).click();
    await page.waitForURL("http://docs.test/breads/operations/updateBread.html");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
