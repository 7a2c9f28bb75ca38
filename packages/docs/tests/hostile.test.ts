// A description whose every text tries to become markup or to run: its pages show the text, and nothing runs.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { contentType } from "../../../scripts/docs/content-type.ts";
import { sitePages } from "../../../scripts/generate/site.ts";
import type { SiteFiles } from "../src/site-files.ts";
import { countHostile, hostileDescription } from "./hostile-description.ts";

let files: SiteFiles;
let server: Server;
let address: string;
let browser: Browser;

beforeAll(async () => {
  files = await sitePages(hostileDescription(), { address: "https://docs.example/", search: false });
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname.slice(1)) || "index.html";
    const content = files.get(path);
    response.writeHead(content === undefined ? 404 : 200, { "Content-Type": contentType(path) });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
});

describe("a description of hostile texts", () => {
  it("is one", () => {
    expect(countHostile(hostileDescription())).toBeGreaterThan(500);
  });

  it("gives files of safe names alone", () => {
    for (const path of files.keys()) expect(path).toMatch(/^[A-Za-z0-9_./-]+$/);
    expect([...files.keys()].filter((path) => path.startsWith("operations/") && path.endsWith(".html"))).toHaveLength(
      11,
    );
  });

  it("gives pages in which nothing of it is markup", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => dialog.dismiss());
    for (const path of [...files.keys()].filter((path) => path.endsWith(".html"))) {
      await page.goto(address + path);
      const found = await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
        const all = [...document.querySelectorAll("*")];
        return {
          pwned: "pwned" in globalThis || document.getElementById("pwned") !== null,
          strangers: all.filter((element) =>
            element.matches("img, iframe, object, embed, style, base, form, svg [onload], body svg:not([aria-hidden])"),
          ).length,
          handlers: all.flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith("on"))),
          links: [...document.querySelectorAll("a[href]")].filter((link) =>
            /^\s*(javascript|data|vbscript):/i.test(link.getAttribute("href") ?? ""),
          ).length,
          scripts: document.querySelectorAll('script:not([type="application/json"])').length,
        };
      });
      expect(found, path).toEqual({ pwned: false, strangers: 0, handlers: [], links: 0, scripts: 2 });
    }
    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(address))).toEqual([]);
    await context.close();
  }, 120_000);

  it("gives a form that shows the texts too, and samples that stay text", async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    const operation = [...files.keys()].find((path) => path.startsWith("operations/") && path.endsWith(".html")) ?? "";
    await page.goto(address + operation);
    await page.getByRole("button", { name: "Compose a request" }).click();
    await page.locator(".composer input").first().waitFor();
    const found = await page.evaluate(() => ({
      pwned: "pwned" in globalThis || document.getElementById("pwned") !== null,
      strangers: document.querySelectorAll(".composer :is(img, iframe, script, style, svg)").length,
      text: document.querySelector(".composer")?.textContent?.includes("<script>"),
    }));
    expect(found).toEqual({ pwned: false, strangers: 0, text: true });
    expect(complaints).toEqual([]);
    await page.close();
  });
});
