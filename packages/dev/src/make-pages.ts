// Makes the reference in a thread of its own, which has to load the docs package anew when that changes: see reference.ts.
import { readFile } from "node:fs/promises";
import { specFile } from "@repo/commands";
import { houseOptions, siteFiles } from "@repo/docs";
import type { OpenApiDocument } from "@repo/openapi";

/** Files by their path within the site. */
export type Pages = Map<string, string>;

export interface PagesTask {
  document: OpenApiDocument;
  /** A script for every page. */
  script: string;
}

export async function makePages({ document, script }: PagesTask): Promise<Pages> {
  const yaml = await readFile(specFile, "utf8");
  const options = { ...(await houseOptions(document)), yaml, development: script };
  return new Map(await Array.fromAsync(siteFiles(document, options)));
}
