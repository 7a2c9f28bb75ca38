import type { OperationPage } from "../model/site.ts";
import { tagTitle } from "../model/wording.ts";
import { guideLink } from "../text/markdown.ts";
import { type Context, href, tagId } from "./context.ts";
import type { OutlineEntry } from "./outline.tsx";
import { Code, Prose } from "./text.tsx";

export function Home({ context }: { context: Context }) {
  const { site } = context;
  const [first] = site.operations;
  const [sample] = first?.samples ?? [];
  return (
    <article>
      <h1>{site.title}</h1>
      {site.summary && <p class="lead">{site.summary}</p>}
      {site.notice && <p class="notice">{site.notice}</p>}
      {first && sample && (
        <section aria-labelledby="first-call">
          <h2 id="first-call">Make a first call</h2>
          <Prose context={context} text={site.install} link={guideLink} />
          <Code
            context={context}
            code={sample.code.client || sample.code.curl}
            language={sample.code.client ? "ts" : "sh"}
          />
          <p>
            <a href={href(context, first.path)}>{first.title}</a> has the same in other languages, and every field.
          </p>
        </section>
      )}
      <section aria-labelledby="operations">
        <h2 id="operations">Operations</h2>
        {site.tags.map((group) => (
          <>
            <h3 id={tagId(group)}>{tagTitle(group)}</h3>
            <Prose context={context} text={group.description} level={4} />
            <ul class="operations">
              {group.operations.map((operation) => (
                <OperationLink context={context} operation={operation} />
              ))}
            </ul>
          </>
        ))}
      </section>
      {site.servers.length > 0 && (
        <section aria-labelledby="base-url">
          <h2 id="base-url">Base URL</h2>
          <ul class="plain">
            {site.servers.map(({ url, description }) => (
              <li>
                <code>{url || "/"}</code>
                <Prose context={context} text={description} level={3} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {site.security.length > 0 && (
        <section aria-labelledby="authentication">
          <h2 id="authentication">Authentication</h2>
          {site.security.map(({ name, title, description }) => (
            <>
              <h3>
                {title} <code>{name}</code>
              </h3>
              <Prose context={context} text={description} level={4} />
            </>
          ))}
        </section>
      )}
      {site.guides.length > 0 && (
        <section aria-labelledby="guides">
          <h2 id="guides">Guides</h2>
          <ul class="plain">
            {site.guides.map(({ path, title, summary }) => (
              <li>
                <a href={href(context, path)}>{title}</a>
                <p>{summary}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {site.description && (
        <section aria-labelledby="about">
          <h2 id="about">About this description</h2>
          <Prose context={context} text={site.description} level={3} />
        </section>
      )}
    </article>
  );
}

export function homeOutline({ site }: Context): OutlineEntry[] {
  return [
    ...(site.operations.length > 0 ? [{ id: "first-call", title: "Make a first call" }] : []),
    { id: "operations", title: "Operations" },
    ...(site.servers.length > 0 ? [{ id: "base-url", title: "Base URL" }] : []),
    ...(site.security.length > 0 ? [{ id: "authentication", title: "Authentication" }] : []),
    ...(site.guides.length > 0 ? [{ id: "guides", title: "Guides" }] : []),
    ...(site.description ? [{ id: "about", title: "About this description" }] : []),
  ];
}

function OperationLink({ context, operation }: { context: Context; operation: OperationPage }) {
  const { path, title, method, route, deprecated } = operation;
  return (
    <li>
      <a href={href(context, path)}>{title}</a> {deprecated && <span class="flag deprecated">deprecated</span>}
      <br />
      <span class={`method ${method.toLowerCase()}`}>{method}</span> <code>{route}</code>
    </li>
  );
}
