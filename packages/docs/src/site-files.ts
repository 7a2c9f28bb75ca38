import { describeAvailability, type OpenApiDocument } from "@repo/openapi";
import { stringify } from "yaml";
import { assetFiles, type Validator } from "./asset-files.ts";
import { hostHeaders } from "./host-headers.ts";
import { missingPageHtml, pagesHtml } from "./html/page-html.tsx";
import type { Logo } from "./logo.ts";
import { llmsFullText, llmsText } from "./markdown/llms.ts";
import { pagesMarkdown } from "./markdown/page-markdown.ts";
import { makeSite, type SiteOptions } from "./model/make-site.ts";
import { searchRecords } from "./search/records.ts";
import { createHighlight, escapeHtml, type Highlight } from "./text/highlight.ts";
import { markdownRenderer } from "./text/markdown.ts";

/** Files by their path within the site, made one by one: those of a large site need not be in memory together. */
export type SiteFiles = AsyncGenerator<[path: string, content: string]>;

/** Everything that a site needs besides the description. */
export interface SiteFilesOptions extends SiteOptions {
  /** An image beside the title. */
  logo?: Logo;
  /** The description as it was written. Default: the bundled document as YAML. */
  yaml?: string;
  /** The functions that check a request in the composer, by the operation's name. */
  validators?: Readonly<Record<string, Validator>>;
  /** A script for every page, which `pnpm dev` uses to reload it. */
  development?: string;
}

let highlight: Promise<Highlight> | undefined;

/** All files of a site. The same input gives the same files. */
export async function* siteFiles(document: OpenApiDocument, options: SiteFilesOptions): SiteFiles {
  highlight ??= createHighlight();
  const site = makeSite(document, options);
  const { files, assets } = await assetFiles({ ...options, records: searchRecords(site) });
  const renderer = { site, highlight: await highlight, markdown: markdownRenderer(await highlight), assets };
  yield* files;
  const paths: string[] = [];
  for (const [path, html] of pagesHtml(renderer)) {
    paths.push(path);
    yield [`${path}.html`, html];
  }
  yield ["404.html", missingPageHtml(renderer)];
  yield ["_headers", hostHeaders];
  for (const [path, markdown] of pagesMarkdown(site)) yield [`${path}.md`, `${markdown}\n`];
  yield ["llms.txt", llmsText(site)];
  yield ["llms-full.txt", llmsFullText(site)];
  if (options.address !== undefined) yield ["sitemap.xml", sitemap(options.address, paths)];
  yield ["openapi.json", `${JSON.stringify(describeAvailability(document), null, 2)}\n`];
  yield ["openapi.yaml", options.yaml ?? stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })];
}

/** `sitemap.xml` (https://www.sitemaps.org), with the full address of every page. */
function sitemap(address: string, paths: string[]): string {
  const urls = paths.map((path) => {
    const page = path === "index" ? "" : `${path}.html`;
    return `  <url><loc>${escapeHtml(new URL(page, address).href)}</loc></url>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("")}</urlset>\n`;
}
