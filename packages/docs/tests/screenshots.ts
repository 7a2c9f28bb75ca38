import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";

const widths = [360, 768, 1440, 2560];
const themes = ["light", "dark"] as const;

/** What is to be looked at, each in both themes and at each width. */
const views: { name: string; path: string; widths?: number[]; act?: (page: Page) => Promise<void> }[] = [
  { name: "home", path: "index.html" },
  { name: "operation", path: "operations/updateModel.html" },
  { name: "operation-field", path: "operations/updateModel.html#body.parameters.learningRate" },
  {
    name: "operation-deep-field",
    path: "operations/updateModel.html#response.model.performanceStats.variants.arenaScore.rank",
  },
  { name: "operation-filter", path: "operations/updateModel.html?trainer=flux-lora#body.parameters" },
  {
    name: "composer",
    widths: [360, 1440],
    path: "operations/updateModel.html",
    act: async (page) => {
      await page.getByRole("button", { name: "Compose a request" }).click();
      await page.locator(".composer input").first().waitFor();
    },
  },
  {
    name: "search",
    widths: [360, 1440],
    path: "operations/updateModel.html",
    act: async (page) => {
      await page.locator(".search-open").click();
      await page.getByRole("searchbox").fill("learning rate");
      await page.locator(".results a").first().waitFor();
    },
  },
  { name: "schema", path: "schemas/TrainingParameters.html" },
  { name: "schemas", path: "schemas/index.html" },
  { name: "guide", path: "guides/client.html" },
  {
    name: "menu",
    path: "operations/updateModel.html",
    widths: [360],
    act: (page) => page.getByRole("button", { name: "Pages" }).click(),
  },
];

/**
 * Writes pictures of the main pages into a folder, for somebody to look at: `operation-dark-360.png`. The folder is
 * made anew.
 *
 * @returns the names of the files
 */
export async function takeScreenshots(browser: Browser, site: string, folder: string): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  const queue = [...views];
  const photographer = async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    for (let view = queue.shift(); view; view = queue.shift()) {
      for (const width of view.widths ?? widths) {
        await page.setViewportSize({ width, height: width < 700 ? 780 : 1000 });
        await page.goto("about:blank");
        await page.goto(`${site}${view.path}`);
        await view.act?.(page);
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          const file = `${view.name}-${colorScheme}-${width}.png`;
          await writeFile(join(folder, file), await page.screenshot());
          written.push(file);
        }
      }
    }
    await page.close();
  };
  await Promise.all([photographer(), photographer()]);
  return written;
}
