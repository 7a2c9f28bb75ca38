import type { PagePath, Site } from "../model/site.ts";
import type { Highlight } from "../text/highlight.ts";
import type { RenderMarkdown } from "../text/markdown.ts";
import type { Assets } from "./layout.tsx";

/** What components need beside what they show. */
export interface Context {
  site: Site;
  markdown: RenderMarkdown;
  highlight: Highlight;
  assets: Assets;
  /** The page that is rendered. */
  page: PagePath;
  /** From the page to the site's root: `""` or `"../"`. */
  root: string;
}

/** The address of a page from the page that is rendered. */
export function href({ root, page }: Pick<Context, "root" | "page">, to: PagePath, id?: string): string {
  const hash = id === undefined ? "" : `#${id}`;
  return to === page && id !== undefined ? hash : `${root}${to}.html${hash}`;
}
