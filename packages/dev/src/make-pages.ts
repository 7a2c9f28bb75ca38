// Makes the reference in a thread of its own, which has to load the docs package anew when that changes: see reference.ts.
import { readFile } from "node:fs/promises";
import { specFile } from "@scenario-openapi/commands";
import { explorerPage, houseSite, type SiteFiles, siteFiles } from "@scenario-openapi/docs";
import type { OpenApiDocument } from "@scenario-openapi/openapi";

export interface PagesTask {
  document: OpenApiDocument;
  /** A script for every page. */
  script: string;
}

/** Everything but the explorer, which takes longer than all the rest. */
export async function makePages({ document, script }: PagesTask): Promise<SiteFiles> {
  const yaml = await readFile(specFile, "utf8");
  return siteFiles(document, { ...(await houseSite()), yaml, development: script });
}

export async function makeExplorer({ document }: PagesTask): Promise<SiteFiles> {
  return new Map([["explorer/index.html", await explorerPage(document)]]);
}
