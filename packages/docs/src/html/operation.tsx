import { filtersIn } from "../model/filter.ts";
import type { Content, OperationPage, ParameterGroup, ResponsePart, Sample } from "../model/site.ts";
import { statusTitle } from "../model/wording.ts";
import { languages } from "../samples/sample-code.ts";
import type { Context } from "./context.ts";
import { FieldList, Filters, Parts } from "./fields.tsx";
import { SectionHeading } from "./heading.tsx";
import { type OutlineEntry, topFields } from "./outline.tsx";
import { Code, Prose, Type } from "./text.tsx";

/**
 * The page of an operation: the request with its samples beside it, then each response with its examples beside it. In a
 * narrow page, samples and examples come before the fields.
 */
export function Operation({ context, operation }: { context: Context; operation: OperationPage }) {
  const { title, description, deprecated, method, route, server, security } = operation;
  const { parameters, body, responses, samples } = operation;
  return (
    <article class="operation">
      <div class="columns">
        <div class="intro">
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
          {security !== "" && (
            <p class="security">
              <span class="label">Authentication</span>{" "}
              <a href={`${context.root}index.html#authentication`}>{security}</a>
            </p>
          )}
        </div>
        {samples.length > 0 && <Samples context={context} operation={operation} />}
        <div class="reference">
          {parameters.map((group) => (
            <Parameters context={context} group={group} />
          ))}
          {body && (
            <section class="fields-section" id="body" aria-labelledby="-body-title">
              <SectionHeading id="body" title="Body" count={body.content.count} />
              <p class="line">
                <Type context={context} type={body.content.type} />{" "}
                {body.required && <span class="flag required">required</span>}{" "}
                <span class="media">{body.mediaTypes.join(", ")}</span>
              </p>
              <Prose context={context} text={body.description} level={3} />
              <SectionTools content={body.content} place="body" />
              <Parts context={context} parts={body.content.parts} />
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
export function operationOutline({ parameters, body, responses }: OperationPage): OutlineEntry[] {
  return [
    ...parameters.map(({ place, fields }) => ({ id: place, title: placeTitle(place), count: fields.length })),
    ...(body ? [{ id: "body", title: "Body", count: body.content.count, entries: topFields(body.content) }] : []),
    ...responses.map((response) => ({
      id: response.id,
      title: statusTitle(response.status),
      ...(response.content && { count: countFields(response) }),
    })),
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
  const { status, id, description, headers, mediaTypes, content, examples } = response;
  return (
    <section
      class={`fields-section response columns${isChosen ? " chosen" : ""}`}
      id={id}
      aria-labelledby={`-${id}-title`}
    >
      <div class="intro">
        <SectionHeading id={id} title={statusTitle(status)} count={countFields(response)} />
        {content && (
          <p class="line">
            <Type context={context} type={content.type} /> <span class="media">{mediaTypes.join(", ")}</span>
          </p>
        )}
        <Prose context={context} text={description} level={3} />
      </div>
      {examples.length > 0 && (
        <section class="samples" aria-label={`Examples of the response ${status}`}>
          {examples.map(({ title, description, value }, index) => (
            <details class="example" open={index === 0} name={`example-${id}`}>
              <summary>{title}</summary>
              <Prose context={context} text={description} level={3} />
              <Code context={context} code={JSON.stringify(value, null, 2)} language="json" />
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
        {content && content.count > 0 && (
          <>
            <SectionTools content={content} place={id} />
            <Parts context={context} parts={content.parts} />
          </>
        )}
      </div>
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
      {fromSchema && <p class="label">Made from the schema: the description gives no example.</p>}
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
