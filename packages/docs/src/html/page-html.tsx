import { render } from "preact-render-to-string";
import type { GuidePage, PagePath } from "../model/site.ts";
import { firstParagraph } from "../model/wording.ts";
import { guideLink, headingId } from "../text/markdown.ts";
import type { Context } from "./context.ts";
import { Home, homeOutline } from "./home.tsx";
import { Layout, type LayoutProps } from "./layout.tsx";
import { Operation, operationOutline } from "./operation.tsx";
import { Schema, Schemas } from "./schema.tsx";
import { Prose } from "./text.tsx";

/** Every page of a site as HTML, with its path. */
export function* pagesHtml(renderer: Omit<Context, "page" | "root">): Generator<[PagePath, string]> {
  const { site } = renderer;
  const page = (path: PagePath, of: (context: Context) => Omit<LayoutProps, "context">): [PagePath, string] => {
    const context: Context = { ...renderer, page: path, root: path.includes("/") ? "../" : "" };
    return [path, `<!doctype html>\n${render(<Layout context={context} {...of(context)} />)}\n`];
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
      outline: guide.sections.map((title) => ({ id: headingId(title), title: title.replaceAll("`", "") })),
      children: <Guide context={context} guide={guide} />,
    }));
  }
  for (const operation of site.operations) {
    yield page(operation.path, (context) => ({
      title: operation.title,
      description: operation.description && firstParagraph(operation.description),
      kind: "operation",
      outline: operationOutline(operation),
      children: <Operation context={context} operation={operation} />,
    }));
  }
  if (site.schemas.length > 0) {
    yield page("schemas/index", (context) => ({
      title: "Schemas",
      description: undefined,
      kind: "schemas",
      children: <Schemas context={context} />,
    }));
  }
  for (const schema of site.schemas) {
    yield page(schema.path, (context) => ({
      title: schema.title,
      description: schema.description && firstParagraph(schema.description),
      kind: "schema",
      children: <Schema context={context} schema={schema} />,
    }));
  }
}

function Guide({ context, guide }: { context: Context; guide: GuidePage }) {
  return (
    <article>
      <p class="kicker">Guide</p>
      <h1>{guide.title}</h1>
      <Prose context={context} text={guide.body} level={2} ids link={guideLink} />
    </article>
  );
}
