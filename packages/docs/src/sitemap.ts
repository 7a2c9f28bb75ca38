import { pagePaths } from "./model/page-paths.ts";
import type { Site } from "./model/site.ts";
import { escapeHtml } from "./text/escape-html.ts";

/** `sitemap.xml` (https://www.sitemaps.org): every page, by its whole address. */
export function sitemap(site: Site): string {
  const urls = pagePaths(site).map((path) => {
    const page = path === "index" ? "" : `${path}.html`;
    return `  <url><loc>${escapeHtml(new URL(page, site.address).href)}</loc></url>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("")}</urlset>\n`;
}
