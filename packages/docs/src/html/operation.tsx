import { filtersIn } from "../model/filter.ts";
import type {
  Content,
  Label,
  MediaContent,
  NamedExample,
  OperationPage,
  ParameterGroup,
  QueryString,
  ResponseLink,
  ResponsePart,
  Sample,
} from "../model/site.ts";
import { tagId } from "../model/tags.ts";
import { AS_SENT, eachText, madeFromSchema, queryStringNote, sentBy, statusTitle } from "../model/wording.ts";
import { languages } from "../samples/sample-code.ts";
import { type Context, href } from "./context.ts";
import { FieldList, Filters, Parts } from "./fields.tsx";
import { SectionHeading } from "./heading.tsx";
import { type OutlineEntry, topFields } from "./outline.tsx";
import { Code, Facts, Prose, Type, WebLinks } from "./text.tsx";

/**
 * The page of an operation: the request with its samples beside it, then each response with its examples beside it. In a
 * narrow page, samples and examples come before the fields.
 */
export function Operation({ context, operation }: { context: Context; operation: OperationPage }) {
  const { title, description, deprecated, method, route, server, security } = operation;
  const { kind, labels, parameters, queryString, body, responses, callbacks, links, samples } = operation;
  return (
    <article class="operation">
      <div class="columns">
        <div class="intro">
          <h1>{title}</h1>
          <p class="route">
            <Method method={method} />{" "}
            <code>
              <span class="server">{server}</span>
              {breakable(route)}
            </code>
          </p>
          {(deprecated || labels.length > 0) && (
            <p class="labels">
              {deprecated && <span class="flag deprecated">deprecated</span>}
              <Labels context={context} labels={labels} />
            </p>
          )}
          {kind !== "operation" && <p class="sent-by">{sentBy[kind]}</p>}
          <Prose context={context} text={description} level={2} />
          <WebLinks links={links} />
          {security !== "" && (
            <p class="security">
              <span class="label">Authentication</span>{" "}
              <a href={`${context.root}index.html#authentication`}>{security}</a>
            </p>
          )}
        </div>
        {(samples.length > 0 || operation.sampleNote || operation.form) && (
          <Samples context={context} operation={operation} />
        )}
        <div class="reference">
          {parameters.map((group) => (
            <Parameters context={context} group={group} />
          ))}
          {queryString && <WholeQuery context={context} queryString={queryString} />}
          {body && (
            <section class="fields-section" id="body" aria-labelledby="-body-title">
              <SectionHeading id="body" title="Body" count={body.content.count} />
              <p class="line">
                <Type context={context} type={body.content.type} />{" "}
                {body.required && <span class="flag required">required</span>}{" "}
                <span class="media">{body.mediaTypes.join(", ")}</span>
              </p>
              <Prose context={context} text={body.description} level={3} />
              <ContentParts context={context} content={body.content} place="body" />
              <OtherContents context={context} others={body.others} />
            </section>
          )}
        </div>
      </div>
      {responses.length > 0 && (
        <div class="responses">
          {responses.length > 1 && <StatusTabs responses={responses} chosen={mainOf(responses)} />}
          {responses.map((response) => (
            <Response context={context} response={response} isChosen={response === mainOf(responses)} />
          ))}
        </div>
      )}
      {callbacks.length > 0 && <Callbacks context={context} callbacks={callbacks} />}
    </article>
  );
}

/** The response that is shown first: the first success, whose fields have the shortest ids. */
function mainOf(responses: ResponsePart[]): ResponsePart | undefined {
  return responses.find(({ id }) => id === "response") ?? responses[0];
}

/** A choice of one response. Without JavaScript all are shown. */
function StatusTabs({ responses, chosen }: { responses: ResponsePart[]; chosen: ResponsePart | undefined }) {
  return (
    <div class="tabs statuses script" role="radiogroup" aria-label="Response">
      {responses.map((response) => (
        <label>
          <input type="radio" name="status" value={response.id} checked={response === chosen} autocomplete="off" />
          <span>{response.status === "default" ? "Others" : response.status}</span>
        </label>
      ))}
    </div>
  );
}

/** A path that can break into lines after each slash. */
function breakable(route: string) {
  return route.split(/(?<=\/)/).map((part) => (
    <>
      {part}
      <wbr />
    </>
  ));
}

/** What the navigation lists of an operation: its sections, and the top fields of the body. */
export function operationOutline(operation: OperationPage): OutlineEntry[] {
  const { parameters, queryString, body, responses, callbacks } = operation;
  return [
    ...parameters.map(({ place, fields }) => ({ id: place, title: placeTitle(place), count: fields.length })),
    ...(queryString
      ? [
          {
            id: "querystring",
            title: "Query string",
            count: queryString.content.count,
            entries: topFields(queryString.content),
          },
        ]
      : []),
    ...(body ? [{ id: "body", title: "Body", count: body.content.count, entries: topFields(body.content) }] : []),
    ...responses.map((response) => ({
      id: response.id,
      title: statusTitle(response.status),
      ...(response.content && { count: countFields(response) }),
    })),
    ...(callbacks.length > 0 ? [{ id: "callbacks", title: "Callbacks" }] : []),
  ];
}

function Parameters({ context, group: { place, fields } }: { context: Context; group: ParameterGroup }) {
  return (
    <section class="fields-section" id={place} aria-labelledby={`-${place}-title`}>
      <SectionHeading id={place} title={placeTitle(place)} count={fields.length} />
      <FieldList context={context} fields={fields} />
    </section>
  );
}

function WholeQuery({ context, queryString }: { context: Context; queryString: QueryString }) {
  const { description, required, deprecated, mediaType, content } = queryString;
  return (
    <section class="fields-section" id="querystring" aria-labelledby="-querystring-title">
      <SectionHeading id="querystring" title="Query string" count={content.count} />
      <p class="line">
        <Type context={context} type={content.type} /> {required && <span class="flag required">required</span>}{" "}
        {deprecated && <span class="flag deprecated">deprecated</span>} <span class="media">{mediaType}</span>
      </p>
      <p class="label">{queryStringNote(mediaType)}</p>
      <Prose context={context} text={description} level={3} />
      <ContentParts context={context} content={content} place="querystring" />
    </section>
  );
}

/** The fields of a content, and what can be done with all of them. */
function ContentParts({ context, content, place }: { context: Context; content: Content; place: string }) {
  return (
    <>
      <Together context={context} content={content} />
      {content.parts.length > 0 && <SectionTools content={content} place={place} />}
      <EachOf content={content} />
      <Parts context={context} parts={content.parts} />
    </>
  );
}

/** What is said of a stream as a whole. */
function Together({ context, content: { together } }: { context: Context; content: Content }) {
  return (
    <>
      <Prose context={context} text={together?.description} level={3} />
      <Facts context={context} facts={together?.facts ?? []} values={[]} examples={[]} />
    </>
  );
}

function EachOf({ content }: { content: Content }) {
  const text = eachText(content);
  return text === undefined || content.parts.length === 0 ? null : <p class="label each">{text}</p>;
}

function SectionTools({ content, place }: { content: Content; place: string }) {
  return (
    <div class="section-tools script">
      <Filters filters={filtersIn(content)} place={place} />
      <p class="open-all">
        <button type="button" data-open="all">
          Open all
        </button>
        <button type="button" data-open="none">
          Close all
        </button>
        <output class="shown of" />
      </p>
    </div>
  );
}

/** The number of fields of a response, including its headers. */
function countFields({ headers, content }: ResponsePart): number {
  return headers.length + (content?.count ?? 0);
}

function Response(props: { context: Context; response: ResponsePart; isChosen: boolean }) {
  const { context, response, isChosen } = props;
  const { status, id, summary, description, headers, mediaTypes, content, examples, others, links } = response;
  return (
    <section
      class={`fields-section response columns${isChosen ? " chosen" : ""}`}
      id={id}
      aria-labelledby={`-${id}-title`}
    >
      <div class="intro">
        <SectionHeading id={id} title={statusTitle(status)} count={countFields(response)} />
        {summary && <p class="summary">{summary}</p>}
        {content && (
          <p class="line">
            <Type context={context} type={content.type} /> <span class="media">{mediaTypes.join(", ")}</span>
          </p>
        )}
        <Prose context={context} text={description} level={3} />
      </div>
      {examples.length > 0 && (
        <section class="samples" aria-label={`Examples of the response ${status}`}>
          {examples.map((example, index) => (
            <details class="example" open={index === 0} name={`example-${id}`}>
              <Example context={context} example={example} />
            </details>
          ))}
        </section>
      )}
      <div class="reference">
        {headers.length > 0 && (
          <>
            <h3>Headers</h3>
            <FieldList context={context} fields={headers} />
          </>
        )}
        {content && <ContentParts context={context} content={content} place={id} />}
        <OtherContents context={context} others={others} />
        {links.length > 0 && <ResponseLinks context={context} links={links} />}
      </div>
    </section>
  );
}

/** What is sent or received instead as other media types. */
function OtherContents({ context, others }: { context: Context; others: MediaContent[] }) {
  return (
    <>
      {others.map(({ id, mediaTypes, content, examples }) => (
        <section class="other-content" id={id} aria-labelledby={`-${id}-title`}>
          <h3 id={`-${id}-title`}>
            As <span class="media">{mediaTypes.join(", ")}</span>
          </h3>
          <p class="line">
            <Type context={context} type={content.type} />
          </p>
          <Together context={context} content={content} />
          <EachOf content={content} />
          <Parts context={context} parts={content.parts} />
          {examples.map((example) => (
            <details class="example">
              <Example context={context} example={example} />
            </details>
          ))}
        </section>
      ))}
    </>
  );
}

function Example({ context, example }: { context: Context; example: NamedExample }) {
  const { title, description, fromSchema, value, serialized } = example;
  return (
    <>
      <summary>{title}</summary>
      <Prose context={context} text={description} level={4} />
      {fromSchema && <p class="label">{madeFromSchema}</p>}
      <Code context={context} {...exampleCode(value)} />
      {serialized !== undefined && serialized !== value && (
        <>
          <p class="label">{AS_SENT}</p>
          <Code context={context} code={serialized} language="text" />
        </>
      )}
    </>
  );
}

/** Examples of other media types than JSON are written as text. */
function exampleCode(value: unknown): { code: string; language: string } {
  return typeof value === "string"
    ? { code: value, language: "text" }
    : { code: JSON.stringify(value, null, 2), language: "json" };
}

function ResponseLinks({ context, links }: { context: Context; links: ResponseLink[] }) {
  return (
    <>
      <h3>Links</h3>
      <ul class="plain response-links">
        {links.map(({ name, operation, description, values }) => (
          <li>
            <p>
              <code>{name}</code>:{" "}
              {operation.page === undefined ? (
                operation.title
              ) : (
                <a href={href(context, operation.page)}>{operation.title}</a>
              )}
            </p>
            <Prose context={context} text={description} level={4} />
            <Facts context={context} facts={values} values={[]} examples={[]} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Callbacks({ context, callbacks }: { context: Context; callbacks: OperationPage[] }) {
  return (
    <section class="fields-section" id="callbacks" aria-labelledby="-callbacks-title">
      <SectionHeading id="callbacks" title="Callbacks" />
      <p>The API sends these requests because of the operation.</p>
      <ul class="operations">
        {callbacks.map((callback) => (
          <OperationLink context={context} operation={callback} />
        ))}
      </ul>
    </section>
  );
}

/** A link to the page of an operation, with its method and path. */
export function OperationLink({ context, operation }: { context: Context; operation: OperationPage }) {
  const { path, title, method, route, deprecated, labels } = operation;
  return (
    <li>
      <a href={href(context, path)}>{title}</a> {deprecated && <span class="flag deprecated">deprecated</span>}
      <Labels context={context} labels={labels} />
      <br />
      <Method method={method} /> <code>{route}</code>
    </li>
  );
}

function Method({ method }: { method: string }) {
  return (
    <span class="method" data-method={method}>
      {method}
    </span>
  );
}

/** The tags of an operation that do not form the navigation. The start page says more of them. */
function Labels({ context, labels }: { context: Context; labels: Label[] }) {
  return (
    <>
      {labels.map((label) => (
        <>
          {" "}
          <a class="badge" href={href(context, "index", tagId(label))}>
            {label.title}
          </a>
        </>
      ))}
    </>
  );
}

function Samples({ context, operation }: { context: Context; operation: OperationPage }) {
  const { samples, sampleNote, givenSamples, form } = operation;
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
      {sampleNote && <p class="label">{sampleNote}</p>}
      {givenSamples.map(({ title, language, code }) => (
        <details class="sample given">
          <summary>{title}</summary>
          <Code context={context} code={code} language={language} />
        </details>
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
              __html: scriptJson({
                form,
                samples: samples.map(({ key, title, request }) => ({ key, title, request })),
              }),
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
      {fromSchema && <p class="label">{madeFromSchema}</p>}
      {languages.map(({ language, code: codeLanguage }) =>
        code[language] === "" ? null : (
          <div class="language" data-language={language}>
            <Code context={context} code={code[language]} language={codeLanguage} />
          </div>
        ),
      )}
    </details>
  );
}

/** JSON for a script element. Without `<`, nothing in it can end the element or start a comment. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}

function placeTitle(place: ParameterGroup["place"]): string {
  return {
    path: "Path parameters",
    query: "Query parameters",
    header: "Header parameters",
    cookie: "Cookie parameters",
  }[place];
}
