import type { ComponentChildren } from "preact";
import type { OperationPage, PagePath, SchemaPage } from "../model/site.ts";
import { tagId, tagsInOrder } from "../model/tags.ts";
import { type Context, href } from "./context.ts";
import { Outline, type OutlineEntry } from "./outline.tsx";

export interface LayoutProps {
  context: Context;
  title: string;
  description: string | undefined;
  kind: "home" | "operation" | "schema" | "schemas" | "guide" | "errors" | "missing";
  /** The pages above this one, from the start page down. */
  above?: Link[];
  /** The pages before and after this one, in the order of the navigation. */
  previous?: Link | undefined;
  next?: Link | undefined;
  /** The sections of the page, which the navigation lists below its entry. */
  outline?: OutlineEntry[];
  children: ComponentChildren;
}

export interface Link {
  title: string;
  path: PagePath;
  id?: string;
}

/** The frame of every page. */
export function Layout(props: LayoutProps) {
  const { context, title, description, kind, above = [], previous, next, outline = [], children } = props;
  const { site, root, page, assets } = context;
  const fullTitle = kind === "home" ? site.title : `${title} · ${site.title}`;
  return (
    <html lang="en" data-root={root}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={assets.policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{fullTitle}</title>
        {description && <meta name="description" content={description} />}
        <link rel="stylesheet" href={`${root}assets/${assets.style}`} />
        <link rel="icon" href={`${root}assets/icon.svg`} type="image/svg+xml" />
        {kind === "missing" ? (
          <meta name="robots" content="noindex" />
        ) : (
          <>
            <link rel="alternate" type="text/markdown" href={`${root}${page}.md`} title="This page as Markdown" />
            {site.address && <Shared address={site.address} page={page} title={fullTitle} description={description} />}
          </>
        )}
        <script dangerouslySetInnerHTML={{ __html: assets.themeScript }} />
        <script defer src={`${root}assets/${assets.script}`} />
        {assets.development && <script dangerouslySetInnerHTML={{ __html: assets.development }} />}
      </head>
      <body class={kind}>
        <div class="skips">
          <a class="skip" href="#-content">
            Skip to the text
          </a>
          {outline.some(({ id }) => id === "body") && (
            <a class="skip" href="#body">
              Skip to the body
            </a>
          )}
        </div>
        <Top context={context} />
        <div class="frame">
          <Navigation context={context} outline={outline} />
          <main id="-content" tabIndex={-1}>
            {kind !== "home" && kind !== "missing" && <PageBar context={context} above={above} title={title} />}
            {children}
            <Neighbours context={context} previous={previous} next={next} />
          </main>
        </div>
        <Foot context={context} />
      </body>
    </html>
  );
}

/** What search engines and previews of links need to know. */
function Shared(props: { address: string; page: PagePath; title: string; description: string | undefined }) {
  const { address, page, title, description } = props;
  const url = new URL(page === "index" ? "" : `${page}.html`, address).href;
  return (
    <>
      <link rel="canonical" href={url} />
      <meta property="og:type" content="article" />
      <meta property="og:title" content={title} />
      <meta property="og:url" content={url} />
      {description && <meta property="og:description" content={description} />}
    </>
  );
}

/** Where the page is, and what can be done with it. */
function PageBar({ context, above, title }: { context: Context; above: Link[]; title: string }) {
  const edit = context.site.editAddress?.(context.page);
  return (
    <div class="page-bar">
      <nav class="crumbs" aria-label="Path">
        <ol>
          {above.map(({ path, id, title }) => (
            <li>
              <a href={href(context, path, id)}>{title}</a>
            </li>
          ))}
          <li aria-current="page">{title}</li>
        </ol>
      </nav>
      <ul class="page-tools">
        <li class="script">
          <button type="button" class="copy-page" data-page={`${context.root}${context.page}.md`}>
            Copy as Markdown
          </button>
        </li>
        {edit && (
          <li>
            <a href={edit} rel="noreferrer">
              Edit this page
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}

function Neighbours(props: { context: Context; previous: Link | undefined; next: Link | undefined }) {
  const { context, previous, next } = props;
  if (!previous && !next) return null;
  return (
    <nav class="neighbours" aria-label="Previous and next page">
      {previous && (
        <a rel="prev" href={href(context, previous.path)}>
          <span class="label">Previous</span> {previous.title}
        </a>
      )}
      {next && (
        <a rel="next" href={href(context, next.path)}>
          <span class="label">Next</span> {next.title}
        </a>
      )}
    </nav>
  );
}

function Top({ context }: { context: Context }) {
  const { site, root, assets } = context;
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
        <button
          class="search-open"
          type="button"
          aria-keyshortcuts="/ Control+K Meta+K"
          data-search={`${root}assets/${assets.search}`}
          data-records={`${root}assets/${assets.searchRecords}`}
        >
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
/** How many tags, or operations of a tag, are listed before and after the current one if there are more than that. */
const NEARBY = 15;

function Navigation({ context, outline }: { context: Context; outline: OutlineEntry[] }) {
  const { site } = context;
  const isSmall = site.operations.length + site.webhooks.length + site.schemas.length <= MAX_LISTED;
  const groups = [
    ...tagsInOrder(site.tags).map(({ group, level }) => ({
      id: tagId(group),
      title: group.title,
      level,
      pages: group.operations,
    })),
    ...(site.webhooks.length > 0 ? [{ id: "webhooks", title: "Webhooks", level: 0, pages: site.webhooks }] : []),
  ];
  const hasPage = ({ pages }: { pages: OperationPage[] }) => pages.some(({ path }) => path === context.page);
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
      <ul>
        {link("index", "Start page", outline)}
        {site.errors.length > 0 && link("errors", "Errors", outline)}
      </ul>
      {site.guides.length > 0 && (
        <>
          <p class="group">Guides</p>
          <ul>{site.guides.map(({ path, title }) => link(path, title, outline))}</ul>
        </>
      )}
      {isSmall || <p class="group">Operations</p>}
      {nearby(groups, hasPage).map(({ id, title, level, pages }) => {
        const all = (text: string) => (
          <li>
            <a href={`${context.root}index.html#${id}`}>{text}</a>
          </li>
        );
        if (!isSmall && !hasPage({ pages })) return <ul data-level={level}>{all(title)}</ul>;
        const listed = nearby(pages, ({ path }) => path === context.page);
        return (
          <>
            <p class="group" data-level={level}>
              {title}
            </p>
            {pages.length > 0 && (
              <ul data-level={level}>
                {listed.map(({ path, title }) => link(path, title, outline))}
                {listed.length < pages.length && all(`All ${pages.length.toLocaleString("en")}`)}
              </ul>
            )}
          </>
        );
      })}
      {groups.length > MAX_LISTED && (
        <ul>
          <li>
            <a href={`${context.root}index.html#operations`}>All operations</a>
          </li>
        </ul>
      )}
      {site.schemas.length > 0 && (
        <>
          <p class="group">Schemas</p>
          <ul>{link("schemas/index", "All schemas")}</ul>
          {isSmall && (
            <details open={context.page.startsWith("schemas/")}>
              <summary>By name</summary>
              <ul>{byName(site.schemas).map(({ path, title }) => link(path, title, outline))}</ul>
            </details>
          )}
        </>
      )}
      <p class="group">For machines</p>
      <ul>
        {context.page !== "404" && (
          <li>
            <a href={`${context.root}${context.page}.md`}>This page as Markdown</a>
          </li>
        )}
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

/** All entries of a list, or those around the current one if they are too many. */
function nearby<Entry>(entries: Entry[], isCurrent: (entry: Entry) => boolean): Entry[] {
  if (entries.length <= MAX_LISTED) return entries;
  const at = entries.findIndex(isCurrent);
  return entries.slice(Math.max(0, at - NEARBY), at + NEARBY + 1);
}

function byName(schemas: SchemaPage[]): SchemaPage[] {
  return schemas.toSorted((a, b) => a.title.localeCompare(b.title, "en"));
}

function Foot({ context: { site, root } }: { context: Context }) {
  return (
    <footer class="foot">
      {site.notice && <p class="notice">{site.notice}</p>}
      <p>
        For machines: <a href={`${root}llms.txt`}>llms.txt</a>, <a href={`${root}llms-full.txt`}>llms-full.txt</a>,{" "}
        <a href={`${root}openapi.yaml`}>openapi.yaml</a>, <a href={`${root}openapi.json`}>openapi.json</a>
        {site.address !== undefined && (
          <>
            , <a href={`${root}sitemap.xml`}>sitemap.xml</a>
          </>
        )}
      </p>
      {site.repository && (
        <p>
          <a href={site.repository} rel="noreferrer">
            Repository
          </a>
        </p>
      )}
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
