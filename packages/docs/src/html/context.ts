import type { PagePath, Site } from "../model/site.ts";
import type { Highlight } from "../text/highlight.ts";
import type { RenderMarkdown } from "../text/markdown.ts";

/** What all components of a page need, besides what they show. */
export interface Context {
  site: Site;
  markdown: RenderMarkdown;
  highlight: Highlight;
  assets: Assets;
  /** The page that is rendered. */
  page: PagePath;
  /** The relative path from the page to the site's root: `""` or `"../"`. */
  root: string;
}

/** The files that pages load, by their names in the folder `assets`, and what their head contains. */
export interface Assets {
  style: string;
  script: string;
  composer: string;
  /** The dialog of the search, and what can be found. */
  search: string;
  searchRecords: string;
  /** The script with the client's validator, by the operation's name. */
  validatorOf: ReadonlyMap<string, string>;
  /** An inline script that sets the theme before the first paint. */
  themeScript: string;
  /** The Content-Security-Policy. */
  policy: string;
  /** Another inline script: `pnpm dev` uses it to reload the page. */
  development?: string;
}

/** The address of a page, or of an element on it, relative to the page that is rendered. */
export function href({ root, page }: Context, to: PagePath, id?: string): string {
  const hash = id === undefined ? "" : `#${id}`;
  return to === page && id !== undefined ? hash : `${root}${to}.html${hash}`;
}
