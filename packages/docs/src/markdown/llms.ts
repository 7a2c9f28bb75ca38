import type { Site } from "../model/site.ts";
import { inline } from "./syntax.ts";

/** `llms.txt` (https://llmstxt.org): what there is to read, and where. */
export function llmsText(site: Site): string {
  const section = (title: string, pages: { path: string; title: string; note?: string | undefined }[]) =>
    pages.length === 0
      ? []
      : [
          `## ${title}`,
          pages.map(({ path, title, note }) => `- [${inline(title)}](${path}.md)${note ? `: ${note}` : ""}`).join("\n"),
        ];
  return `${[
    `# ${inline(site.title)}`,
    ...(site.summary ? [`> ${site.summary.replace(/\s+/g, " ")}`] : []),
    ...(site.notice ? [site.notice] : []),
    "All pages in one file: [llms-full.txt](llms-full.txt). The description itself: [openapi.yaml](openapi.yaml), [openapi.json](openapi.json).",
    ...section(
      "Guides",
      site.guides.map(({ path, title, summary }) => ({ path, title, note: summary })),
    ),
    ...section(
      "Operations",
      site.operations.map(({ path, title, method, route }) => ({ path, title, note: inline(`${method} ${route}`) })),
    ),
    ...section(
      "Schemas",
      site.schemas.length === 0
        ? []
        : [
            { path: "schemas/index", title: "All schemas" },
            ...site.schemas.map(({ path, title }) => ({ path, title })),
          ],
    ),
  ].join("\n\n")}\n`;
}
