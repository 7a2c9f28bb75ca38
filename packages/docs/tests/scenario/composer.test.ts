// The composer of the page of updateModel.
import { createSandbox } from "@scenario-openapi/sandbox";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newPage, noBrowser, openAfresh } from "../browser.ts";
import { operationUrl } from "./operation-url.ts";

let page: Page;
beforeAll(async () => {
  page = await newPage();
});

const composer = () => page.locator(".composer");
const field = (label: string) => composer().getByLabel(label, { exact: true });
const problems = () => page.locator(".composer-problems li").allTextContents();
/** The form updates once for each frame. */
async function type(label: string, text: string): Promise<void> {
  await field(label).fill(text);
  await page.evaluate(() => new Promise(requestAnimationFrame));
}
const open = () => page.getByRole("button", { name: "Compose a request" }).click();

describe.skipIf(noBrowser)("the composer", () => {
  beforeEach(() => openAfresh(page, operationUrl));

  it("knows the limits of the chosen trainer", async () => {
    await open();
    await field("Trainer").selectOption("Flux LoRA");
    await composer()
      .locator("summary", { hasText: /^parameters/ })
      .click();
    await type("rank", "1000");
    expect(await problems()).toEqual([expect.stringMatching(/^parameters\.rank must be .*64.* for Flux LoRA/)]);
    await field("Trainer").selectOption("All");
  });

  it("chooses what a sample is for, so that its limits are checked", async () => {
    await page.locator("details.sample summary", { hasText: "Set Flux LoRA training parameters" }).click();
    await open();
    await field("rank").waitFor();
    expect(await field("Trainer").locator(":checked").textContent()).toBe("Flux LoRA");
    await type("rank", "100");
    expect(await problems()).toEqual([expect.stringContaining("parameters.rank must be from 2 to 64")]);
  });

  it("sends its request to a sandbox, with the credentials of the settings", async () => {
    const sandbox = await createSandbox().listen(0);
    await open();
    await field("Address").fill(sandbox.url);
    await composer().getByRole("button", { name: "Use the server’s credentials" }).click();
    await composer().getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".composer-outcome", { hasText: "200 OK" }).waitFor();
    await sandbox.close();
  });
});
