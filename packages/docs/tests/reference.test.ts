import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./browser.ts";

const page = new URL("../dist/index.html", import.meta.url);

describe("the files of the reference", () => {
  it("carry the description as it is written, and bundled", async () => {
    const yaml = await readFile(new URL("../dist/openapi.yaml", import.meta.url), "utf8");
    expect(yaml).toBe(await readFile(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8"));
    const json = JSON.parse(await readFile(new URL("../dist/openapi.json", import.meta.url), "utf8"));
    expect(json.paths["/models/{modelId}"].put.operationId).toBe("updateModel");
  });

  it("name no file of another origin", async () => {
    const html = await readFile(page, "utf8");
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="?(?:https?:)?\/\//);
    expect(html).not.toContain("cdn.redoc.ly");
  });
});

describe("the reference in a browser", () => {
  let browser: Browser;
  let opened: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    opened = await browser.newPage();
    opened.on("request", (request) => requests.push(request.url()));
    opened.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    opened.on("pageerror", (error) => complaints.push(error.message));
    // Redoc renders what is asked for, or scrolled to.
    await opened.goto(`${page.href}#/models/updatemodel`);
    await opened.getByText("negativePromptEmbedding").first().waitFor();
  }, 60_000);
  afterAll(() => browser?.close());

  it("shows the operation and its fields", async () => {
    const text = await opened.locator("body").textContent();
    for (const word of ["Update a model", "/models/{modelId}", "classSlug", "negativePromptEmbedding", "unofficial"]) {
      expect(text).toContain(word);
    }
  });

  it("asks for nothing but itself", () => {
    expect(requests.filter((url) => !/^(data|blob):/.test(url))).toEqual([page.href]);
  });

  it("has nothing to complain of", () => {
    expect(complaints).toEqual([]);
  });

  it("cannot be made to reach another origin", async () => {
    const reached = await opened.evaluate(() =>
      fetch("https://example.com/").then(
        () => "sent",
        () => "refused",
      ),
    );
    expect(reached).toBe("refused");
    expect(complaints.join()).toMatch(/Content Security Policy/i);
    expect(fileURLToPath(page)).toMatch(/index\.html$/);
  });
});
