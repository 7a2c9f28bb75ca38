import type { ComponentChildren } from "preact";
import type { PagePath } from "../model/site.ts";
import { tagTitle } from "../model/wording.ts";
import { type Context, href, tagId } from "./context.ts";

export interface LayoutProps {
  context: Context;
  title: string;
  description: string | undefined;
  kind: "home" | "operation" | "schema" | "schemas" | "guide";
  /** The sections of the page, which the navigation lists below its entry. */
  outline?: OutlineEntry[];
  children: ComponentChildren;
}

export interface OutlineEntry {
  id: string;
  title: string;
  count?: number;
  entries?: OutlineEntry[];
}

/** The frame of every page. */
export function Layout({ context, title, description, kind, outline = [], children }: LayoutProps) {
  const { site, root, page, assets } = context;
  return (
    <html lang="en" data-root={root}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={assets.policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{kind === "home" ? site.title : `${title} · ${site.title}`}</title>
        {description && <meta name="description" content={description} />}
        <link rel="stylesheet" href={`${root}assets/${assets.style}`} />
        <link rel="icon" href={`${root}assets/icon.svg`} type="image/svg+xml" />
        <link rel="alternate" type="text/markdown" href={`${root}${page}.md`} title="This page as Markdown" />
        <script dangerouslySetInnerHTML={{ __html: assets.themeScript }} />
        <script defer src={`${root}assets/${assets.script}`} />
        {assets.development && <script dangerouslySetInnerHTML={{ __html: assets.development }} />}
      </head>
      <body class={kind}>
        <a class="skip" href="#-content">
          Skip to the text
        </a>
        <Top context={context} />
        <div class="frame">
          <Navigation context={context} outline={outline} />
          <main id="-content" tabIndex={-1}>
            {children}
          </main>
        </div>
        <Foot context={context} />
      </body>
    </html>
  );
}

function Top({ context }: { context: Context }) {
  const { site, root } = context;
  return (
    <header class="top">
      <button class="menu" type="button" popovertarget="-pages" aria-label="Pages">
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path d="M2 5h16M2 10h16M2 15h16" />
        </svg>
      </button>
      <a class="brand" href={`${root}index.html`}>
        {site.title}
      </a>
      <span class="version">{site.version}</span>
      <div class="tools script">
        <button class="search-open" type="button" aria-keyshortcuts="/">
          <span>Search</span> <kbd>/</kbd>
        </button>
        <button class="theme" type="button" aria-label="Theme: as the system">
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <circle cx="10" cy="10" r="7" />
            <path d="M10 3a7 7 0 0 1 0 14z" />
          </svg>
        </button>
      </div>
    </header>
  );
}

/** The number of pages up to which the navigation lists all of them. In a larger site it lists the operations of one tag. */
const MAX_LISTED = 100;

function Navigation({ context, outline }: { context: Context; outline: OutlineEntry[] }) {
  const { site } = context;
  const isSmall = site.operations.length + site.schemas.length <= MAX_LISTED;
  const link = (to: PagePath, title: string, entries: OutlineEntry[] = []) => (
    <li>
      <a href={href(context, to)} aria-current={to === context.page ? "page" : undefined}>
        {title}
      </a>
      {to === context.page && entries.length > 0 && <Outline entries={entries} />}
    </li>
  );
  return (
    <nav class="side" id="-pages" popover="auto" aria-label="Pages">
      <ul>{link("index", "Start", outline)}</ul>
      {site.guides.length > 0 && (
        <>
          <p class="group">Guides</p>
          <ul>{site.guides.map(({ path, title }) => link(path, title, outline))}</ul>
        </>
      )}
      {isSmall || <p class="group">Operations</p>}
      {site.tags.map((group) =>
        isSmall || group.operations.some(({ path }) => path === context.page) ? (
          <>
            <p class="group">{tagTitle(group)}</p>
            <ul>{group.operations.map(({ path, title }) => link(path, title, outline))}</ul>
          </>
        ) : (
          <ul>
            <li>
              <a href={`${context.root}index.html#${tagId(group)}`}>{tagTitle(group)}</a>
            </li>
          </ul>
        ),
      )}
      {site.schemas.length > 0 && (
        <>
          <p class="group">Schemas</p>
          <ul>{link("schemas/index", "All schemas")}</ul>
          {isSmall && (
            <details open={context.page.startsWith("schemas/")}>
              <summary>By name</summary>
              <ul>{site.schemas.map(({ path, title }) => link(path, title, outline))}</ul>
            </details>
          )}
        </>
      )}
      <p class="group">Elsewhere</p>
      <ul>
        <li>
          <a href={`${context.root}explorer/index.html`}>Interactive view</a>
        </li>
        <li>
          <a href={`${context.root}${context.page}.md`}>This page as Markdown</a>
        </li>
        <li>
          <a href={`${context.root}openapi.yaml`}>openapi.yaml</a>
        </li>
        <li>
          <a href={`${context.root}openapi.json`}>openapi.json</a>
        </li>
      </ul>
    </nav>
  );
}

function Outline({ entries }: { entries: OutlineEntry[] }) {
  return (
    <ul class="outline">
      {entries.map(({ id, title, count, entries = [] }) => (
        <li>
          <a href={`#${id}`}>
            {title}
            {count !== undefined && <span class="count"> {count}</span>}
          </a>
          {entries.length > 0 && <Outline entries={entries} />}
        </li>
      ))}
    </ul>
  );
}

function Foot({ context: { site, root } }: { context: Context }) {
  return (
    <footer class="foot">
      {site.notice && <p class="notice">{site.notice}</p>}
      <p>
        For machines: <a href={`${root}llms.txt`}>llms.txt</a>, <a href={`${root}llms-full.txt`}>llms-full.txt</a>,{" "}
        <a href={`${root}openapi.yaml`}>openapi.yaml</a>, <a href={`${root}openapi.json`}>openapi.json</a>,{" "}
        <a href={`${root}sitemap.xml`}>sitemap.xml</a>
      </p>
      {site.license && (
        <p>
          Licence of the description:{" "}
          {site.license.url ? (
            <a href={site.license.url} rel="noreferrer">
              {site.license.name}
            </a>
          ) : (
            site.license.name
          )}
        </p>
      )}
    </footer>
  );
}
