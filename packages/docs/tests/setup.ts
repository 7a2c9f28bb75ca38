import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listen, replaceFolder, serveFolder } from "@repo/commands";
import { findBrowser } from "@repo/testing";
import { type BrowserServer, chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { siteFiles } from "../src/site-files.ts";
import { bakery, bakerySettings } from "./bakery.ts";
import { readHarbour } from "./constructs/harbour.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the built site of the spec on this machine, with a slash at the end. */
    siteUrl: string;
    /** The address of the site of bakery.yaml. */
    bakeryUrl: string;
    /** The folder of the site of bakery.yaml. */
    bakeryFolder: string;
    /** The address of the site with each construct of OpenAPI 3.1. */
    harbourUrl: string;
    /** Where to connect to the one browser of all tests; empty if this machine has none. */
    browserEndpoint: string;
  }
}

/** Serves the built site of the spec and that of bakery.yaml, and launches a browser, once for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findBrowser();
  let browser: BrowserServer | undefined;
  if ("reason" in found) console.warn(`The tests in a browser are skipped. ${found.reason}`);
  else browser = await chromium.launchServer(found.options);
  const sites = await mkdtemp(join(tmpdir(), "sites-"));
  const folder = join(sites, "bakery");
  await replaceFolder(folder, siteFiles(bakery, bakerySettings));
  await replaceFolder(join(sites, "harbour"), siteFiles(await readHarbour("3.1"), {}));
  const bakerySite = await listen(serveFolder(folder), 0);
  const harbourSite = await listen(serveFolder(join(sites, "harbour")), 0);
  const site = await listen(serveFolder(fileURLToPath(new URL("../site", import.meta.url))), 0);
  project.provide("siteUrl", site.url);
  project.provide("bakeryUrl", bakerySite.url);
  project.provide("harbourUrl", harbourSite.url);
  project.provide("bakeryFolder", folder);
  project.provide("browserEndpoint", browser?.wsEndpoint() ?? "");
  return async () => {
    await browser?.close();
    site.close();
    bakerySite.close();
    harbourSite.close();
    await rm(sites, { recursive: true, force: true });
  };
}
