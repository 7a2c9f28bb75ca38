import type {
  Content,
  Fact,
  Field,
  FieldDifference,
  GuidePage,
  OperationPage,
  PagePath,
  ParameterGroup,
  Part,
  ResponsePart,
  SchemaPage,
  Site,
  TypeText,
} from "../model/site.ts";
import { countText, firstParagraph, statusTitle, tagTitle } from "../model/wording.ts";
import { languages } from "../samples/sample-code.ts";
import { blocks, codeSpan, fence, inline, list } from "./syntax.ts";

/** Every page of a site as Markdown, for language models and for people in a terminal. */
export function* pagesMarkdown(site: Site): Generator<[PagePath, string]> {
  yield ["index", homeMarkdown(site)];
  for (const guide of site.guides) yield [guide.path, guideMarkdown(site, guide)];
  for (const operation of site.operations) yield [operation.path, operationMarkdown(site, operation)];
  if (site.errors.length > 0) yield ["errors", errorsMarkdown(site)];
  if (site.schemas.length > 0) yield ["schemas/index", schemasMarkdown(site)];
  for (const schema of site.schemas) yield [schema.path, schemaMarkdown(site, schema)];
}

function homeMarkdown(site: Site): string {
  const [first] = site.operations;
  const [sample] = first?.samples ?? [];
  return blocks(
    `# ${inline(site.title)}`,
    site.summary,
    site.notice,
    `Version ${inline(site.version)}`,
    sample &&
      blocks(
        "## Make a first call",
        site.install,
        fence(sample.code.client || sample.code.curl, sample.code.client ? "ts" : "sh"),
      ),
    "## Operations",
    ...site.tags.flatMap((group) => [
      `### ${inline(tagTitle(group))}`,
      group.description,
      list(
        group.operations.map(
          ({ title, path, method, route, deprecated }) =>
            `${pageLink("index", path, title)}: ${codeSpan(`${method} ${route}`)}${deprecated ? " (deprecated)" : ""}`,
        ),
      ),
    ]),
    site.servers.length > 0 &&
      blocks(
        "## Base URL",
        list(site.servers.map(({ url, description }) => blocks(codeSpan(url || "/"), description))),
      ),
    site.security.length > 0 &&
      blocks(
        "## Authentication",
        ...site.security.map(({ name, title, description }) =>
          blocks(`### ${inline(title)} ${codeSpan(name)}`, description),
        ),
      ),
    site.guides.length > 0 &&
      blocks(
        "## Guides",
        list(site.guides.map(({ title, path, summary }) => `${pageLink("index", path, title)}: ${summary}`)),
      ),
    site.schemas.length > 0 && pageLink("index", "schemas/index", "All schemas"),
    site.description && blocks("## About this description", site.description),
  );
}

function operationMarkdown(site: Site, operation: OperationPage): string {
  const {
    title,
    description,
    deprecated,
    method,
    route,
    server,
    security,
    parameters,
    body,
    responses,
    samples,
    path,
  } = operation;
  return blocks(
    `# ${inline(title)}`,
    site.notice,
    codeSpan(`${method} ${server}${route}`),
    deprecated && "Deprecated.",
    description,
    security !== "" && `Authentication: ${security}`,
    ...parameters.map((group) => parametersMarkdown(path, group)),
    body &&
      blocks(
        `## Body (${countText(body.content.count, "field")})`,
        [typeMarkdown(path, body.content.type), body.required && "required", inline(body.mediaTypes.join(", "))]
          .filter(Boolean)
          .join(" · "),
        body.description,
        partsMarkdown(path, body.content),
      ),
    ...responses.map((response) => responseMarkdown(path, response)),
    samples.length > 0 && "## Samples",
    ...samples.flatMap(({ title, description, fromSchema, code }) => [
      `### ${inline(title)}`,
      description,
      fromSchema && "Made from the schema: the description gives no example.",
      ...languages.map(({ language, title, code: name }) =>
        code[language] === "" ? false : blocks(`${title}:`, fence(code[language], name)),
      ),
    ]),
  );
}

function errorsMarkdown(site: Site): string {
  return blocks(
    "# Errors",
    site.notice,
    ...site.errors.flatMap(({ status, answers }) => [
      `## ${inline(statusTitle(status))}`,
      list(
        answers.map(({ operation: { path, title }, response: { description } }) =>
          blocks(pageLink("errors", path, title), description),
        ),
      ),
    ]),
  );
}

function schemasMarkdown(site: Site): string {
  const entry = ({ path, title, description }: SchemaPage) =>
    `${pageLink("schemas/index", path, title)}${description ? `: ${firstParagraph(description)}` : ""}`;
  return blocks("# Schemas", site.notice, list(site.schemas.map(entry)));
}

function schemaMarkdown(site: Site, schema: SchemaPage): string {
  const { path, title, description, deprecated, type, values, facts, examples, content, usedBy } = schema;
  return blocks(
    `# ${inline(title)}`,
    site.notice,
    [typeMarkdown(path, type), deprecated && "deprecated"].filter(Boolean).join(" · "),
    description,
    factsMarkdown(facts, values, examples),
    content.count > 0 && blocks(`## Fields (${countText(content.count, "field")})`, partsMarkdown(path, content)),
    "## Where it is used",
    usedBy.length === 0
      ? "Nothing refers to it."
      : list(usedBy.map(({ page, title, id }) => `${pageLink(path, page, title)} ${codeSpan(id)}`)),
  );
}

function guideMarkdown(site: Site, guide: GuidePage): string {
  return blocks(`# ${guide.title}`, site.notice, guide.body.trim());
}

function parametersMarkdown(page: PagePath, { place, fields }: ParameterGroup): string {
  return blocks(`## ${place.charAt(0).toUpperCase()}${place.slice(1)} parameters`, fieldsMarkdown(page, fields));
}

function responseMarkdown(page: PagePath, response: ResponsePart): string {
  const { status, description, headers, mediaTypes, content, examples } = response;
  return blocks(
    `## ${inline(statusTitle(status))}${content && content.count > 0 ? ` (${countText(content.count, "field")})` : ""}`,
    content && `${typeMarkdown(page, content.type)} · ${inline(mediaTypes.join(", "))}`,
    description,
    headers.length > 0 && blocks("Headers:", fieldsMarkdown(page, headers)),
    content && partsMarkdown(page, content),
    ...examples.flatMap(({ title, description, value }) => [
      `Example: ${inline(title)}`,
      description,
      fence(JSON.stringify(value, null, 2), "json"),
    ]),
  );
}

function partsMarkdown(page: PagePath, { parts }: Pick<Content, "parts">): string {
  return blocks(...parts.map((part) => partMarkdown(page, part)));
}

function partMarkdown(page: PagePath, { title, type, description, fields }: Part): string {
  const heading = title === undefined ? undefined : `${title}: ${type ? typeMarkdown(page, type) : ""}`;
  return blocks(heading, title !== undefined && description, fieldsMarkdown(page, fields));
}

function fieldsMarkdown(page: PagePath, fields: Field[]): string {
  return list(fields.map((field) => fieldMarkdown(page, field)));
}

function fieldMarkdown(page: PagePath, field: Field): string {
  const { name, type, required, deprecated, readOnly, writeOnly, availableForTitles, description, parts, inside } =
    field;
  const head = [
    `${codeSpan(name)}: ${typeMarkdown(page, type)}`,
    required && "required",
    deprecated && "deprecated",
    readOnly && "only in answers",
    writeOnly && "only in requests",
    availableForTitles && `only for ${availableForTitles.map(inline).join(", ")}`,
  ];
  return blocks(
    head.filter(Boolean).join(", "),
    description,
    factsMarkdown(field.facts, field.values, field.examples),
    field.differences && list(field.differences.map(differenceMarkdown)),
    parts.length > 0 && blocks(inside === "itself" ? undefined : `Of ${inside}:`, partsMarkdown(page, { parts })),
  );
}

/** `Flux LoRA: default 16, from 2 to 64`. Unlike a field, it does not begin with code. */
function differenceMarkdown({ title, default: usual, limits, deprecated, note }: FieldDifference): string {
  const said = [
    usual !== undefined && `default ${codeSpan(usual)}`,
    limits && inline(limits),
    deprecated && "deprecated",
  ];
  const text = said.filter(Boolean).join(", ");
  return `${inline(title)}: ${blocks(text, note?.trim())}`;
}

function factsMarkdown(facts: Fact[], values: string[], examples: string[]): string {
  const parts = [
    ...facts.map(({ label, value }) => `${label}: ${codeSpan(value)}`),
    values.length > 0 && `${values.length === 1 ? "The one value" : "One of"}: ${values.map(codeSpan).join(", ")}`,
    examples.length > 0 && `${examples.length > 1 ? "Examples" : "Example"}: ${examples.map(codeSpan).join(", ")}`,
  ];
  return parts.filter(Boolean).join(". ");
}

function typeMarkdown(page: PagePath, type: TypeText): string {
  return type.map(({ text, page: to }) => (to === undefined ? inline(text) : pageLink(page, to, text))).join("");
}

/** A link from one page to another. Every page is in the site's root or in a folder of it. */
function pageLink(from: PagePath, to: PagePath, title: string): string {
  return `[${inline(title)}](${from.includes("/") ? "../" : ""}${to}.md)`;
}
