import { render } from "preact-render-to-string";
import type { GuidePage, OperationPage, PagePath, Site } from "../model/site.ts";
import { tagId, tagsInOrder } from "../model/tags.ts";
import { firstParagraph } from "../model/wording.ts";
import { guideLink, headingId } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import type { Context } from "./context.ts";
import { Errors, errorsOutline } from "./errors.tsx";
import { Home, homeOutline } from "./home.tsx";
import { Layout, type LayoutProps, type Link } from "./layout.tsx";
import { Operation, operationOutline } from "./operation.tsx";
import { Schema, Schemas, schemaOutline } from "./schema.tsx";
import { Prose } from "./text.tsx";

/** Every page of a site as HTML, with its path. */
export function* pagesHtml(renderer: Omit<Context, "page" | "root">): Generator<[PagePath, string]> {
  const { site } = renderer;
  const order = readingOrder(site);
  const places = new Map(order.map(({ path }, index) => [path, index]));
  const page = (path: PagePath, of: (context: Context) => Omit<LayoutProps, "context">): [PagePath, string] => {
    const context: Context = { ...renderer, page: path, root: path.includes("/") ? "../" : "" };
    const at = places.get(path);
    const neighbours = at === undefined ? {} : { previous: order[at - 1], next: order[at + 1] };
    return [path, `<!doctype html>\n${render(<Layout context={context} {...neighbours} {...of(context)} />)}\n`];
  };
  yield page("index", (context) => ({
    title: site.title,
    description: site.summary,
    kind: "home",
    outline: homeOutline(context),
    children: <Home context={context} />,
  }));
  for (const guide of site.guides) {
    yield page(guide.path, (context) => ({
      title: guide.title,
      description: guide.summary,
      kind: "guide",
      above: [START, { title: "Guides", path: "index", id: "guides" }],
      outline: guide.sections.map((title) => ({ id: headingId(title), title: title.replaceAll("`", "") })),
      children: <Guide context={context} guide={guide} />,
    }));
  }
  const operationPage = (operation: OperationPage, above: Link[]) =>
    page(operation.path, (context) => ({
      title: operation.title,
      description: operation.description && plainText(firstParagraph(operation.description)),
      kind: "operation",
      above: [START, ...above],
      outline: operationOutline(operation),
      children: <Operation context={context} operation={operation} />,
    }));
  for (const { group, above } of tagsInOrder(site.tags)) {
    const tags = [...above, group].map((tag): Link => ({ title: tag.title, path: "index", id: tagId(tag) }));
    for (const operation of group.operations) {
      yield operationPage(operation, tags);
      for (const callback of operation.callbacks) yield operationPage(callback, [...tags, operation]);
    }
  }
  for (const webhook of site.webhooks) {
    yield operationPage(webhook, [{ title: "Webhooks", path: "index", id: "webhooks" }]);
  }
  if (site.errors.length > 0) {
    yield page("errors", (context) => ({
      title: "Errors",
      description: undefined,
      kind: "errors",
      above: [START],
      outline: errorsOutline(context),
      children: <Errors context={context} />,
    }));
  }
  if (site.schemas.length > 0) {
    yield page("schemas/index", (context) => ({
      title: "Schemas",
      description: undefined,
      kind: "schemas",
      above: [START],
      children: <Schemas context={context} />,
    }));
  }
  for (const schema of site.schemas) {
    yield page(schema.path, (context) => ({
      title: schema.title,
      description: schema.description && plainText(firstParagraph(schema.description)),
      kind: "schema",
      above: [START, { title: "Schemas", path: "schemas/index" }],
      outline: schemaOutline(schema),
      children: <Schema context={context} schema={schema} />,
    }));
  }
}

/**
 * The page that a web server shows for an address without a page, whatever folder the address is in: its links begin with
 * the path of the site's address.
 */
export function missingPageHtml(renderer: Omit<Context, "page" | "root">): string {
  const { address } = renderer.site;
  const context: Context = { ...renderer, page: "404", root: address === undefined ? "/" : new URL(address).pathname };
  const page = (
    <Layout context={context} title="No such page" description={undefined} kind="missing">
      <article>
        <h1>No such page</h1>
        <p>
          There is nothing at this address. The <a href={`${context.root}index.html`}>start page</a> lists all
          operations and guides, and the search finds every field.
        </p>
      </article>
    </Layout>
  );
  return `<!doctype html>\n${render(page)}\n`;
}

const START: Link = { title: "Start page", path: "index" };

/** The pages that are read one after the other. */
function readingOrder({ guides, tags, webhooks }: Site): Link[] {
  return [START, ...guides, ...tagsInOrder(tags).flatMap(({ group }) => group.operations), ...webhooks];
}

function Guide({ context, guide }: { context: Context; guide: GuidePage }) {
  return (
    <article>
      <h1>{guide.title}</h1>
      <Prose context={context} text={guide.body} level={2} ids link={guideLink} />
    </article>
  );
}
