// The explorer is Redocly's page: it must show the spec, and load nothing but itself.
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { newPage, noBrowser } from "./browser.ts";
import { siteFiles, siteFolder } from "./site.ts";

const explorer = `${pathToFileURL(siteFolder).href}explorer/index.html`;

it("the explorer names no file of another origin", () => {
  const html = siteFiles.get("explorer/index.html") ?? "";
  expect(html).toContain("updateModel");
  expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="?(?:https?:)?\/\//);
  expect(html).not.toContain("cdn.redoc.ly");
});

it.skipIf(noBrowser)("the explorer shows the operation from a folder, and cannot reach another origin", async () => {
  const page = await newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  // It only renders what the address names.
  await page.goto(`${explorer}#/models/updatemodel`);
  await page.getByText("negativePromptEmbedding").first().waitFor();
  const text = await page.locator("body").textContent();
  for (const word of ["Update a model", "/models/{modelId}", "classSlug", "unofficial"]) expect(text).toContain(word);
  expect(requests.filter((url) => !/^(data|blob):/.test(url))).toEqual([explorer]);
  expect(complaints).toEqual([]);

  const sent = 'fetch("https://example.com/").then(() => "sent", () => "refused")';
  expect(await page.evaluate(sent)).toBe("refused");
  await expect.poll(() => complaints.join(), { timeout: 60_000 }).toMatch(/Content Security Policy/i);
});
