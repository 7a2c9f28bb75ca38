import type { Fact, Markdown, TypeText, Value, WebLink } from "../model/site.ts";
import { codeHtml } from "../text/highlight.ts";
import type { MarkdownOptions } from "../text/markdown.ts";
import { type Context, href } from "./context.ts";

/** The Markdown of a description. Only this and `Code` put HTML into a page as it is. */
export function Prose(props: { context: Context; text: Markdown | undefined } & MarkdownOptions) {
  const { context, text, level = 3, ...options } = props;
  if (!text) return null;
  return <div class="prose" dangerouslySetInnerHTML={{ __html: context.markdown(text, { level, ...options }) }} />;
}

/** A block of code with syntax highlighting. */
export function Code({ context, code, language }: { context: Context; code: string; language: string }) {
  return <div class="code" dangerouslySetInnerHTML={{ __html: codeHtml(context.highlight, code, language) }} />;
}

export function Type({ context, type }: { context: Context; type: TypeText }) {
  return (
    <span class="type">
      {type.map(({ text, page }) => (page === undefined ? text : <a href={href(context, page)}>{text}</a>))}
    </span>
  );
}

/** The default, the limits, the examples and the enumerated values of a field or a schema. */
export function Facts(props: {
  context: Context;
  facts: Fact[];
  values: Value[];
  examples: string[];
  /** Whether a long list of values is open, too. */
  isOpen?: boolean;
}) {
  const { context, facts, values, examples, isOpen = false } = props;
  const all: { label: string; values: string[] }[] = [
    ...facts.map(({ label, value }) => ({ label, values: [value] })),
    ...(examples.length > 0 ? [{ label: examples.length > 1 ? "Examples" : "Example", values: examples }] : []),
  ];
  if (all.length === 0 && values.length === 0) return null;
  return (
    <>
      {all.length > 0 && (
        <dl class="facts">
          {all.map(({ label, values }) => (
            <div>
              <dt>{label}</dt>
              {values.map((value) => (
                <dd>
                  <code>{value}</code>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      {values.length > 0 && <Values context={context} values={values} isOpen={isOpen} />}
    </>
  );
}

/** The longest list of enumerated values that is open from the start. */
const MAX_OPEN_VALUES = 12;

function Values({ context, values, isOpen }: { context: Context; values: Value[]; isOpen: boolean }) {
  const isDescribed = values.some(({ title, description }) => title ?? description);
  const list = (
    <ul class={isDescribed ? "values described" : "values"}>
      {values.map(({ json, title, description }) => (
        <li>
          <code>{json}</code> {title}
          <Prose context={context} text={description} level={3} />
        </li>
      ))}
    </ul>
  );
  if (values.length > MAX_OPEN_VALUES) {
    return (
      <details class="enum" open={isOpen}>
        <summary>{values.length} values</summary>
        {list}
      </details>
    );
  }
  return (
    <div class="enum">
      <span class="label">{values.length === 1 ? "The one value" : "One of"}</span> {list}
    </div>
  );
}

/** Links to pages elsewhere. */
export function WebLinks({ links }: { links: WebLink[] }) {
  if (links.length === 0) return null;
  return (
    <ul class="plain web-links">
      {links.map(({ title, url }) => (
        <li>
          <a href={url} rel="noreferrer">
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
