import { firstOf } from "../model/first-of.ts";
import type { SecurityScheme, Server } from "../model/site.ts";
import { tagId, tagsInOrder } from "../model/tags.ts";
import { SELF } from "../model/wording.ts";
import { guideLink } from "../text/markdown.ts";
import { type Context, href } from "./context.ts";
import { OperationLink } from "./operation.tsx";
import type { OutlineEntry } from "./outline.tsx";
import { Code, Facts, Prose, WebLinks } from "./text.tsx";

export function Home({ context }: { context: Context }) {
  const { site } = context;
  const first = firstOf(site.operations);
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
        {tagsInOrder(site.tags).map(({ group, level }) => {
          const Heading = level === 0 ? "h3" : "h4";
          return (
            <div class="tag" data-level={level}>
              <Heading id={tagId(group)}>{group.title}</Heading>
              <Prose context={context} text={group.description} level={4} />
              <WebLinks links={group.links} />
              {group.operations.length > 0 && (
                <ul class="operations">
                  {group.operations.map((operation) => (
                    <OperationLink context={context} operation={operation} />
                  ))}
                </ul>
              )}
            </div>
          );
        })}
      </section>
      {site.webhooks.length > 0 && (
        <section aria-labelledby="webhooks">
          <h2 id="webhooks">Webhooks</h2>
          <p>Requests that the API sends to your server.</p>
          <ul class="operations">
            {site.webhooks.map((webhook) => (
              <OperationLink context={context} operation={webhook} />
            ))}
          </ul>
        </section>
      )}
      {site.labels.length > 0 && (
        <section aria-labelledby="labels">
          <h2 id="labels">Labels</h2>
          <ul class="plain schema-list">
            {site.labels.map((label) => (
              <li id={tagId(label)}>
                <span class="badge">{label.title}</span>
                <Prose context={context} text={label.description} level={3} />
                <WebLinks links={label.links} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {site.servers.length > 0 && (
        <section aria-labelledby="base-url">
          <h2 id="base-url">Base URL</h2>
          <ul class="plain">
            {site.servers.map((server) => (
              <ServerItem context={context} server={server} />
            ))}
          </ul>
        </section>
      )}
      {site.security.length > 0 && (
        <section aria-labelledby="authentication">
          <h2 id="authentication">Authentication</h2>
          {site.security.map((scheme) => (
            <Scheme context={context} scheme={scheme} />
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
      {(site.description || site.self || site.links.length > 0) && (
        <section aria-labelledby="about">
          <h2 id="about">About this description</h2>
          <Prose context={context} text={site.description} level={3} />
          {site.self && (
            <p>
              {SELF} <code>{site.self}</code>
            </p>
          )}
          <WebLinks links={site.links} />
        </section>
      )}
    </article>
  );
}

function ServerItem({ context, server }: { context: Context; server: Server }) {
  const { url, name, description, template, variables } = server;
  return (
    <li>
      {name && <strong>{name}</strong>} <code>{template ?? (url || "/")}</code>
      <Prose context={context} text={description} level={3} />
      {variables.length > 0 && (
        <ul class="server-variables">
          {variables.map(({ name, default: usual, values, description }) => (
            <li>
              <code>{name}</code>
              <Prose context={context} text={description} level={3} />
              <Facts
                context={context}
                facts={[{ label: "Default", value: usual }]}
                values={values.map((json) => ({ json }))}
                examples={[]}
              />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Scheme({ context, scheme }: { context: Context; scheme: SecurityScheme }) {
  const { name, title, description, deprecated, flows, discovery, credentials } = scheme;
  return (
    <>
      <h3>
        {title} <code>{name}</code>
        {deprecated && (
          <>
            {" "}
            <span class="flag deprecated">deprecated</span>
          </>
        )}
      </h3>
      <Prose context={context} text={description} level={4} />
      {credentials.length > 0 && (
        <ul>
          {credentials.map(({ title, option, variable }) => (
            <li>
              {title}: the client’s option <code>{option}</code>, or the environment variable <code>{variable}</code>
            </li>
          ))}
        </ul>
      )}
      <Facts context={context} facts={discovery} values={[]} examples={[]} />
      {flows.map(({ title, addresses, scopes }) => (
        <div class="flow">
          <h4>{title}</h4>
          <Facts context={context} facts={addresses} values={[]} examples={[]} />
          {scopes.length > 0 && (
            <table class="scopes">
              <thead>
                <tr>
                  <th scope="col">Scope</th>
                  <th scope="col">Permits</th>
                </tr>
              </thead>
              <tbody>
                {scopes.map(({ name, description }) => (
                  <tr>
                    <th scope="row">
                      <code>{name}</code>
                    </th>
                    <td>
                      <Prose context={context} text={description} level={4} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      ))}
    </>
  );
}

export function homeOutline({ site }: Context): OutlineEntry[] {
  return [
    ...(firstOf(site.operations) ? [{ id: "first-call", title: "Make a first call" }] : []),
    { id: "operations", title: "Operations" },
    ...(site.webhooks.length > 0 ? [{ id: "webhooks", title: "Webhooks" }] : []),
    ...(site.labels.length > 0 ? [{ id: "labels", title: "Labels" }] : []),
    ...(site.servers.length > 0 ? [{ id: "base-url", title: "Base URL" }] : []),
    ...(site.security.length > 0 ? [{ id: "authentication", title: "Authentication" }] : []),
    ...(site.guides.length > 0 ? [{ id: "guides", title: "Guides" }] : []),
    ...(site.description || site.self || site.links.length > 0
      ? [{ id: "about", title: "About this description" }]
      : []),
  ];
}
