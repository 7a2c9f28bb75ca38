// The interactive view, which Redocly makes: a page of another program, held to what this site promises of it.
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { readSite, siteFolder } from "./serve-site.ts";

const explorer = `${pathToFileURL(siteFolder).href}explorer/index.html`;

let browser: Browser;
let page: Page;
const requests: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  // It renders what is asked for, or scrolled to.
  await page.goto(`${explorer}#/models/updatemodel`);
  await page.getByText("negativePromptEmbedding").first().waitFor();
}, 60_000);
afterAll(() => browser?.close());

describe("the explorer", () => {
  it("names no file of another origin", async () => {
    const html = (await readSite()).get("explorer/index.html") ?? "";
    expect(html).toContain("updateModel");
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="?(?:https?:)?\/\//);
    expect(html).not.toContain("cdn.redoc.ly");
  });

  it("shows the operation and its fields", async () => {
    const text = await page.locator("body").textContent();
    for (const word of ["Update a model", "/models/{modelId}", "classSlug", "negativePromptEmbedding", "unofficial"]) {
      expect(text).toContain(word);
    }
  });

  it("asks for nothing but itself", () => {
    expect(requests.filter((url) => !/^(data|blob):/.test(url))).toEqual([explorer]);
  });

  it("has nothing to complain of", () => {
    expect(complaints).toEqual([]);
  });

  it("cannot be made to reach another origin", async () => {
    const reached = await page.evaluate(() =>
      fetch("https://example.com/").then(
        () => "sent",
        () => "refused",
      ),
    );
    expect(reached).toBe("refused");
    expect(complaints.join()).toMatch(/Content Security Policy/i);
  });
});
