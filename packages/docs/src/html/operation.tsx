import { countText } from "../model/count-text.ts";
import { filtersIn } from "../model/filters-in.ts";
import { languages } from "../model/languages.ts";
import type { Field, OperationPage, ParameterGroup, ResponsePart, Sample } from "../model/site.ts";
import type { Context } from "./context.ts";
import { ContentFields, FieldList } from "./fields.tsx";
import { Filters } from "./filters.tsx";
import type { OutlineEntry } from "./layout.tsx";
import { Code, Prose, Type } from "./text.tsx";

export function Operation({ context, operation }: { context: Context; operation: OperationPage }) {
  const { title, description, deprecated, tag, method, route, server, parameters, body, responses, samples } =
    operation;
  return (
    <article class="columns">
      <div class="intro">
        {tag !== undefined && <p class="kicker">{tag}</p>}
        <h1>{title}</h1>
        <p class="route">
          <span class={`method ${method.toLowerCase()}`}>{method}</span>{" "}
          <code>
            <span class="server">{server}</span>
            {breakable(route)}
          </code>
        </p>
        {deprecated && (
          <p>
            <span class="flag deprecated">deprecated</span>
          </p>
        )}
        <Prose context={context} text={description} level={2} />
        <Security context={context} operation={operation} />
      </div>
      {samples.length > 0 && <Samples context={context} operation={operation} />}
      <div class="reference">
        {parameters.map((group) => (
          <Parameters context={context} group={group} />
        ))}
        {body && (
          <section class="fields-section" id="body" aria-labelledby="-body-title">
            <h2 id="-body-title">
              Body <span class="count">{countText(body.content.count, "field")}</span>
            </h2>
            <p class="line">
              <Type context={context} type={body.content.type} />{" "}
              {body.required && <span class="flag required">required</span>}{" "}
              <span class="media">{body.mediaTypes.join(", ")}</span>
            </p>
            <Prose context={context} text={body.description} level={3} />
            <SectionTools filters={filtersIn(body.content)} place="body" />
            <ContentFields context={context} content={body.content} />
          </section>
        )}
        {responses.map((response, index) => (
          <Response context={context} response={response} id={responseId(responses, index)} />
        ))}
      </div>
    </article>
  );
}

/** A path that breaks after a slash, not within a word. */
function breakable(route: string) {
  return route.split(/(?<=\/)/).map((part) => (
    <>
      {part}
      <wbr />
    </>
  ));
}

/** What the navigation shows of an operation: its sections, and the fields that stand at their top. */
export function operationOutline({ parameters, body, responses }: OperationPage): OutlineEntry[] {
  return [
    ...parameters.map(({ place, fields }) => ({ id: place, title: placeTitle(place), count: fields.length })),
    ...(body ? [{ id: "body", title: "Body", count: body.content.count, entries: topFields(body.content.parts) }] : []),
    ...responses.map(({ status, content }, index) => ({
      id: responseId(responses, index),
      title: statusTitle(status),
      ...(content && { count: content.count }),
    })),
  ];
}

function topFields(parts: { fields: Field[] }[]): OutlineEntry[] {
  return parts
    .flatMap(({ fields }) => fields)
    .map(({ id, name, count }) => ({ id, title: name, ...(count > 0 && { count }) }));
}

function Security({
  context: { site, root },
  operation: { security },
}: {
  context: Context;
  operation: OperationPage;
}) {
  if (security.length === 0) return null;
  const titles = new Map(site.security.map(({ name, title }) => [name, title]));
  return (
    <p class="security">
      <span class="label">Authentication</span>{" "}
      <a href={`${root}index.html#authentication`}>
        {security
          .map((names) =>
            names
              .split(" + ")
              .map((name) => titles.get(name) ?? name)
              .join(" with "),
          )
          .join(", or ")}
      </a>
    </p>
  );
}

function Parameters({ context, group: { place, fields } }: { context: Context; group: ParameterGroup }) {
  return (
    <section class="fields-section" id={place} aria-labelledby={`-${place}-title`}>
      <h2 id={`-${place}-title`}>
        {placeTitle(place)} <span class="count">{countText(fields.length, "field")}</span>
      </h2>
      <FieldList context={context} fields={fields} />
    </section>
  );
}

function SectionTools({ filters, place }: { filters: ReturnType<typeof filtersIn>; place: string }) {
  return (
    <div class="section-tools script">
      <Filters filters={filters} place={place} />
      <p class="open-all">
        <button type="button" data-open="all">
          Open all
        </button>
        <button type="button" data-open="none">
          Close all
        </button>
        <output class="shown" />
      </p>
    </div>
  );
}

function Response({ context, response, id }: { context: Context; response: ResponsePart; id: string }) {
  const { status, description, headers, mediaTypes, content, examples } = response;
  return (
    <section class="fields-section" id={id} aria-labelledby={`-${id}-title`}>
      <h2 id={`-${id}-title`}>
        {statusTitle(status)}{" "}
        {content && content.count > 0 && <span class="count">{countText(content.count, "field")}</span>}
      </h2>
      {content && (
        <p class="line">
          <Type context={context} type={content.type} /> <span class="media">{mediaTypes.join(", ")}</span>
        </p>
      )}
      <Prose context={context} text={description} level={3} />
      {headers.length > 0 && (
        <>
          <h3>Headers</h3>
          <FieldList context={context} fields={headers} />
        </>
      )}
      {examples.map(({ title, description, value }) => (
        <details class="example">
          <summary>Example: {title}</summary>
          <Prose context={context} text={description} level={3} />
          <Code context={context} code={JSON.stringify(value, null, 2)} language="json" />
        </details>
      ))}
      {content && content.count > 0 && (
        <>
          <SectionTools filters={filtersIn(content)} place={id} />
          <ContentFields context={context} content={content} />
        </>
      )}
    </section>
  );
}

function Samples({ context, operation }: { context: Context; operation: OperationPage }) {
  const { samples, form } = operation;
  const { root, assets } = context;
  const validator = assets.validatorOf.get(operation.name);
  const shown = languages.filter(({ language }) => samples.some(({ code }) => code[language] !== ""));
  return (
    <section class="samples" aria-labelledby="-samples-title">
      <h2 id="-samples-title">Request</h2>
      <div class="tabs" role="radiogroup" aria-label="Language">
        {shown.map(({ language, title }, index) => (
          <label>
            <input type="radio" name="language" value={language} checked={index === 0} autocomplete="off" />
            <span>{title}</span>
          </label>
        ))}
      </div>
      {samples.map((sample, index) => (
        <SampleItem context={context} sample={sample} isOpen={index === 0} />
      ))}
      {form && (
        <>
          <p class="compose script">
            <button type="button" class="compose-open" aria-haspopup="dialog">
              Compose a request
            </button>
          </p>
          <dialog class="compose-dialog" aria-label="Compose a request">
            <button type="button" class="compose-close">
              Close
            </button>
            <div
              class="composer"
              data-composer={`${root}assets/${assets.composer}`}
              data-validator={validator && `${root}assets/${validator}`}
            />
          </dialog>
          <script
            type="application/json"
            class="form-data"
            dangerouslySetInnerHTML={{
              __html: scriptJson({ form, samples: samples.map(({ key, request }) => ({ key, request })) }),
            }}
          />
        </>
      )}
    </section>
  );
}

function SampleItem({ context, sample, isOpen }: { context: Context; sample: Sample; isOpen: boolean }) {
  const { key, title, description, fromSchema, code } = sample;
  return (
    <details class="sample" name="sample" open={isOpen} data-sample={key}>
      <summary>{title}</summary>
      <Prose context={context} text={description} level={3} />
      {fromSchema && <p class="label">Made from the schema: the description gives no example.</p>}
      {languages.map(({ language, code: highlightAs }) =>
        code[language] === "" ? null : (
          <div class="language" data-language={language}>
            <Code context={context} code={code[language]} language={highlightAs} />
          </div>
        ),
      )}
    </details>
  );
}

/** JSON that may stand in a script element: nothing in it ends the element or begins a comment. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

function responseId(responses: ResponsePart[], index: number): string {
  const status = responses[index]?.status ?? "";
  return index === responses.findIndex(({ status }) => /^2/.test(status)) ? "response" : status;
}

function statusTitle(status: string): string {
  return status === "default" ? "Any other answer" : `Response ${status}`;
}

function placeTitle(place: ParameterGroup["place"]): string {
  return {
    path: "Path parameters",
    query: "Query parameters",
    header: "Header parameters",
    cookie: "Cookie parameters",
  }[place];
}
