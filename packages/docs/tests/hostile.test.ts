// A description in which every text tries to become markup or to run: the pages show the text, and nothing runs.
import { contentType, type Listening, listen } from "@repo/commands";
import { Hono } from "hono";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bakery, filesOf } from "./bakery.ts";
import { complaintsOf, newPage, noBrowser } from "./browser.ts";
import { readHarbour } from "./constructs/harbour.ts";
import { hostileDescription } from "./hostile-description.ts";

const settings = { address: "https://docs.example/" };
let files: Map<string, string>;
beforeAll(async () => {
  const ofBakery = await filesOf(hostileDescription(bakery), settings);
  const ofHarbour = await filesOf(hostileDescription(await readHarbour("3.1")), settings);
  files = new Map([...ofBakery, ...[...ofHarbour].map(([path, text]) => [`harbour/${path}`, text] as const)]);
});

it("the files of a hostile description have harmless names", () => {
  for (const path of files.keys()) expect(path).toMatch(/^[A-Za-z0-9_./-]+$/);
  expect([...files.keys()].filter((path) => path.endsWith(".html")).length).toBeGreaterThan(40);
});

describe.skipIf(noBrowser)("the pages of a hostile description", () => {
  let server: Listening;
  let page: Page;
  let complaints: string[];
  const htmlPaths = () => [...files.keys()].filter((path) => path.endsWith(".html"));

  beforeAll(async () => {
    const app = new Hono().get("*", ({ req, body, notFound }) => {
      const content = files.get(decodeURIComponent(req.path.slice(1)));
      return content === undefined
        ? notFound()
        : body(new Uint8Array(Buffer.from(content)), 200, { "Content-Type": contentType(req.path) });
    });
    server = await listen(app, 0);
    page = await newPage();
    complaints = complaintsOf(page, server.url);
  });
  afterAll(() => server.close());

  it("show its texts, and nothing of them is markup or runs", async () => {
    for (const path of htmlPaths()) {
      await page.goto(server.url + path);
      const found = await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
        const all = [...document.querySelectorAll("*")];
        const foreign =
          "#pwned, img, iframe, object, embed, style, base, form, svg [onload], body svg:not([aria-hidden])";
        return {
          ran: "pwned" in globalThis,
          foreign: all.filter((element) => element.matches(foreign)).length,
          handlers: all.flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith("on"))),
          links: [...document.querySelectorAll("a[href]")].filter((link) =>
            /^\s*(javascript|data|vbscript):/i.test(link.getAttribute("href") ?? ""),
          ).length,
          scripts: document.querySelectorAll('script:not([type="application/json"])').length,
          // No text ends what it is in, or takes the place of a part of the page.
          frame: [...document.querySelectorAll("body > .frame > main, body > .foot")].length,
          borrowed: document.querySelectorAll(".prose :is([id], [style], [class]:not(i, th, td, .table, .code, .copy))")
            .length,
        };
      });
      expect(found, path).toEqual({
        ran: false,
        foreign: 0,
        handlers: [],
        links: 0,
        scripts: 2,
        frame: 2,
        borrowed: 0,
      });
    }
    expect(complaints).toEqual([]);
  });

  it("have a composer that shows the texts too", async () => {
    await page.goto(server.url + htmlPaths().find((path) => path.startsWith("operations/updateBread")));
    await page.getByRole("button", { name: "Compose a request" }).click();
    await page.locator(".composer input").first().waitFor();
    const found = await page.evaluate(() => ({
      ran: "pwned" in globalThis,
      foreign: document.querySelectorAll("#pwned, .composer :is(img, iframe, script, style, svg)").length,
      text: document.querySelector(".composer")?.textContent?.includes("<script>"),
    }));
    expect(found).toEqual({ ran: false, foreign: 0, text: true });
    expect(complaints).toEqual([]);
  });
});
