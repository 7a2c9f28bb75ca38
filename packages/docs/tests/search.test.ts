import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import type { Listening } from "../../../scripts/docs/listen.ts";
import { complaintsOf } from "./complaints.ts";
import { serveSite } from "./serve-site.ts";

let server: Listening;
let browser: Browser;
let page: Page;
let complaints: string[];
const requests: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([serveSite(), launchBrowser()]);
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  complaints = complaintsOf(page, server.url);
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(async () => {
  complaints.length = 0;
  requests.length = 0;
  await page.goto("about:blank");
});

const results = () => page.locator(".results a");
const state = () => page.locator(".search-state");

/** Types into the search and waits for what is found. */
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

describe("the search", () => {
  it("loads nothing before somebody opens it, and nothing from elsewhere then", async () => {
    await page.goto(`${server.url}operations/updateModel.html`);
    await page.waitForLoadState("networkidle");
    expect(requests.filter((path) => path.includes("pagefind"))).toEqual([]);
    await find("thumbnail");
    expect(requests.filter((path) => path.includes("pagefind"))).not.toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(["learningRateTextEncoder", "learning rate text encoder"])(
    "finds a nested field by name: %s",
    async (text) => {
      await page.goto(`${server.url}index.html`);
      const found = await find(text);
      const at = found.findIndex(
        ({ title, where }) => title === "learningRateTextEncoder" && where.endsWith("· body.parameters"),
      );
      expect(at, JSON.stringify(found)).toBeGreaterThanOrEqual(0);
      // What is meant stands before what only has a word of it.
      expect(found.slice(0, 3).map(({ title }) => title)).toContain("learningRateTextEncoder");
      await results().nth(at).click();
      await page.waitForURL(`${server.url}operations/updateModel.html#body.parameters.learningRateTextEncoder`);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("body.parameters.learningRateTextEncoder");
      expect(complaints).toEqual([]);
    },
  );

  it("finds a field by a part of its name", async () => {
    await page.goto(`${server.url}index.html`);
    expect((await find("learning rate")).map(({ title }) => title)).toEqual(
      expect.arrayContaining(["learningRate", "learningRateUnet", "learningRateTextEncoder"]),
    );
  });

  it("finds a field by words of its description, on the page itself", async () => {
    await page.goto(`${server.url}operations/updateModel.html`);
    const found = await find("same class as the instance images");
    expect(found[0]?.title, JSON.stringify(found)).toBe("classPrompt");
    const at = found.findIndex(({ where }) => where.endsWith("· response.model.parameters"));
    await results().nth(at).click();
    expect(await page.locator("dialog.search").isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("response.model.parameters.classPrompt");
    expect(complaints).toEqual([]);
  });

  it("finds a schema, an operation and a guide", async () => {
    await page.goto(`${server.url}schemas/Concept.html`);
    expect(await find("LearningRateScheduler")).toContainEqual({ title: "LearningRateScheduler", where: "Schema" });
    expect(await find("update a model")).toContainEqual({ title: "Update a model", where: "PUT /models/{modelId}" });
    const guides = await find("retries");
    expect(guides).toContainEqual({ title: "Errors and retries", where: "Guide" });
    await page.getByRole("link", { name: "Errors and retries Guide" }).click();
    await page.waitForURL(`${server.url}guides/errors-and-retries.html`);
  });

  it("says when nothing is found, and forgets it when the field is empty", async () => {
    await page.goto(`${server.url}index.html`);
    expect(await find("qqqqzzzz")).toEqual([]);
    expect(await state().textContent()).toBe("Nothing has “qqqqzzzz”.");
    await page.getByRole("searchbox").fill("");
    await state().and(page.locator(":empty")).waitFor({ state: "attached" });
  });

  it("takes what is typed for text", async () => {
    await page.goto(`${server.url}index.html`);
    await find("<img src=x onerror=alert(1)>");
    expect(await page.locator("dialog.search img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
