// The search of the built site.
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { complaintsOf, newPage, noBrowser, operationUrl, siteUrl, waitForFocus } from "./browser.ts";

let page: Page;
let complaints: string[];
const requests: string[] = [];

beforeAll(async () => {
  page = await newPage();
  complaints = complaintsOf(page);
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
});
beforeEach(async () => {
  await page.goto("about:blank");
  requests.length = 0;
});

const results = () => page.locator(".results a");
const state = () => page.locator(".search-state");
const searchIndex = () => requests.filter((path) => path.includes("pagefind"));

/** Types into the search and waits for its results. */
async function find(text: string): Promise<{ title: string; where: string }[]> {
  if (!(await page.getByRole("searchbox").isVisible())) await page.keyboard.press("/");
  await page.getByRole("searchbox").fill("");
  await state().and(page.locator(":empty")).waitFor({ state: "attached" });
  await page.getByRole("searchbox").fill(text);
  await state()
    .getByText(/place|Nothing/)
    .waitFor();
  return results().evaluateAll((links) =>
    links.map((link) => ({
      title: link.querySelector("strong")?.textContent ?? "",
      where: link.querySelector(".where")?.textContent ?? "",
    })),
  );
}

describe.skipIf(noBrowser)("the search", () => {
  it("loads its index only when it is used, and only from the site", async () => {
    await page.goto(operationUrl, { waitUntil: "networkidle" });
    expect(searchIndex()).toEqual([]);
    await find("thumbnail");
    expect(searchIndex()).not.toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(["learningRateTextEncoder", "learning rate text encoder"])("finds a nested field as %s", async (text) => {
    await page.goto(siteUrl);
    const found = await find(text);
    const name = "learningRateTextEncoder";
    const at = found.findIndex(({ title, where }) => title === name && where.endsWith("· body.parameters"));
    expect(at, JSON.stringify(found)).toBeGreaterThanOrEqual(0);
    // The field itself comes before others that only have a word of it.
    expect(found.slice(0, 3).map(({ title }) => title)).toContain(name);
    await results().nth(at).click();
    await page.waitForURL(`${operationUrl}#body.parameters.${name}`);
    await waitForFocus(page, `body.parameters.${name}`);
  });

  it("finds a field on the same page by words of its description", async () => {
    await page.goto(operationUrl);
    const found = await find("same class as the instance images");
    expect(found[0]?.title, JSON.stringify(found)).toBe("classPrompt");
    const at = found.findIndex(({ where }) => where.endsWith("· response.model.parameters"));
    await results().nth(at).click();
    await page.locator("dialog.search").waitFor({ state: "hidden" });
    await waitForFocus(page, "response.model.parameters.classPrompt");
  });

  it("finds a schema, an operation and a guide", async () => {
    await page.goto(`${siteUrl}schemas/Concept.html`);
    expect(await find("LearningRateScheduler")).toContainEqual({ title: "LearningRateScheduler", where: "Schema" });
    expect(await find("update a model")).toContainEqual({ title: "Update a model", where: "PUT /models/{modelId}" });
    expect(await find("retries")).toContainEqual({ title: "Errors and retries", where: "Guide" });
    await page.getByRole("link", { name: "Errors and retries Guide" }).click();
    await page.waitForURL(`${siteUrl}guides/errors-and-retries.html`);
  });

  it("says that nothing is found, until the field is empty", async () => {
    await page.goto(siteUrl);
    expect(await find("qqqqzzzz")).toEqual([]);
    expect(await state().textContent()).toBe("Nothing has “qqqqzzzz”.");
    await page.getByRole("searchbox").fill("");
    await state().and(page.locator(":empty")).waitFor({ state: "attached" });
  });

  it("shows markup as text", async () => {
    await page.goto(siteUrl);
    await find("<img src=x onerror=alert(1)>");
    expect(await page.locator("dialog.search img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
