import { stringify } from "yaml";
import type { OpenApiDocument } from "../../../scripts/spec/openapi-document.ts";
import { assetFiles, type Validator } from "./asset-files.ts";
import { pagesHtml } from "./html/page-html.tsx";
import { llmsText } from "./markdown/llms.ts";
import { pagesMarkdown } from "./markdown/page-markdown.ts";
import { makeSite, type SiteOptions } from "./model/make-site.ts";
import { searchFiles } from "./search/search-files.ts";
import { sitemap } from "./sitemap.ts";
import { createHighlight, type Highlight } from "./text/highlight.ts";
import { markdownRenderer } from "./text/markdown.ts";

/** Files by their path from the site's root. */
export type SiteFiles = Map<string, string | Uint8Array>;

export interface SiteFilesOptions extends SiteOptions {
  /** The folder that this module was bundled from, where the style sheets and the scripts of the pages are. */
  source: string;
  /** The description as it was written; without it, the bundled one is written as YAML. */
  yaml?: string;
  /** What checks a request in the composer, by the operation's name. */
  validators?: Readonly<Record<string, Validator>>;
  /** A script that runs in every page: the reload of `pnpm docs:dev`. */
  development?: string;
  /** Whether the search is built as well. Default: true. */
  search?: boolean;
}

let highlight: Promise<Highlight> | undefined;

/** The reference of a description, page by page: everything but the explorer. The same input gives the same files. */
export async function siteFiles(document: OpenApiDocument, options: SiteFilesOptions): Promise<SiteFiles> {
  highlight ??= createHighlight();
  const site = makeSite(document, options);
  const search = options.search === false ? undefined : searchFiles(site);
  const { files, assets } = await assetFiles(options);
  const renderer = { site, highlight: await highlight, markdown: markdownRenderer(await highlight), assets };
  for (const [path, html] of pagesHtml(renderer)) files.set(`${path}.html`, html);
  const all: string[] = [];
  for (const [path, markdown] of pagesMarkdown(site)) {
    files.set(`${path}.md`, `${markdown}\n`);
    all.push(markdown);
  }
  files.set("llms.txt", llmsText(site));
  files.set("llms-full.txt", `${all.join("\n\n---\n\n")}\n`);
  files.set("sitemap.xml", sitemap(site));
  files.set("openapi.json", `${JSON.stringify(document, null, 2)}\n`);
  files.set("openapi.yaml", options.yaml ?? stringify(document, { lineWidth: 120, aliasDuplicateObjects: false }));
  for (const [path, content] of (await search) ?? []) files.set(path, content);
  return files;
}
