import type { Site } from "../model/site.ts";
import { blocks, inline, list } from "./syntax.ts";

/** `llms.txt` (https://llmstxt.org): a list of all pages. */
export function llmsText(site: Site): string {
  const section = (title: string, pages: { path: string; title: string; note?: string }[]) =>
    pages.length > 0 &&
    blocks(
      `## ${title}`,
      list(pages.map(({ path, title, note }) => `[${inline(title)}](${path}.md)${note ? `: ${note}` : ""}`)),
    );
  const schemas = site.schemas.map(({ path, title }) => ({ path, title }));
  const text = blocks(
    `# ${inline(site.title)}`,
    site.summary && `> ${site.summary.replace(/\s+/g, " ")}`,
    site.notice,
    "All pages in one file: [llms-full.txt](llms-full.txt). The description itself: [openapi.yaml](openapi.yaml), [openapi.json](openapi.json).",
    section(
      "Guides",
      site.guides.map(({ path, title, summary }) => ({ path, title, note: summary })),
    ),
    section(
      "Operations",
      site.operations.map(({ path, title, method, route }) => ({ path, title, note: inline(`${method} ${route}`) })),
    ),
    section("Errors", site.errors.length === 0 ? [] : [{ path: "errors", title: "Errors", note: "by status" }]),
    section("Schemas", schemas.length === 0 ? [] : [{ path: "schemas/index", title: "All schemas" }, ...schemas]),
  );
  return `${text}\n`;
}
