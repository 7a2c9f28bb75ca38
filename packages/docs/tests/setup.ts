import { fileURLToPath } from "node:url";
import { listen, serveFolder } from "@scenario-openapi/commands";
import { findBrowser } from "@scenario-openapi/testing";
import { type BrowserServer, chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the built site on this machine, with a slash at the end. */
    siteUrl: string;
    /** Where to connect to the one browser of all tests; empty if this machine has none. */
    browserEndpoint: string;
  }
}

/** Serves the built site and launches a browser, once for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findBrowser();
  let browser: BrowserServer | undefined;
  if ("reason" in found) console.warn(`The tests in a browser are skipped. ${found.reason}`);
  else browser = await chromium.launchServer(found.options);
  const site = await listen(serveFolder(fileURLToPath(new URL("../site", import.meta.url))), 0);
  project.provide("siteUrl", site.url);
  project.provide("browserEndpoint", browser?.wsEndpoint() ?? "");
  return async () => {
    await browser?.close();
    site.close();
  };
}
