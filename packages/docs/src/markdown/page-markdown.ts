import { firstOf } from "../model/first-of.ts";
import type {
  Chosen,
  Content,
  Field,
  FieldDifference,
  GuidePage,
  Label,
  MediaContent,
  NamedExample,
  OperationPage,
  PagePath,
  ParameterGroup,
  Part,
  QueryString,
  ResponseLink,
  ResponsePart,
  SchemaPage,
  SecurityScheme,
  Server,
  Site,
  TypeText,
  WebLink,
} from "../model/site.ts";
import { tagsInOrder } from "../model/tags.ts";
import {
  AS_SENT,
  countText,
  eachText,
  firstParagraph,
  LEFT_OUT,
  madeFromSchema,
  OTHERWISE,
  queryStringNote,
  SELF,
  sentBy,
  statusTitle,
} from "../model/wording.ts";
import { languages } from "../samples/sample-code.ts";
import { blocks, codeSpan, fence, inline, list } from "./syntax.ts";

/** Every page of a site as Markdown, for language models and for people in a terminal. */
export function* pagesMarkdown(site: Site): Generator<[PagePath, string]> {
  yield ["index", homeMarkdown(site)];
  for (const guide of site.guides) yield [guide.path, guideMarkdown(site, guide)];
  for (const operation of requestsOf(site)) yield [operation.path, operationMarkdown(site, operation)];
  if (site.errors.length > 0) yield ["errors", errorsMarkdown(site)];
  if (site.schemas.length > 0) yield ["schemas/index", schemasMarkdown(site)];
  for (const schema of site.schemas) yield [schema.path, schemaMarkdown(site, schema)];
}

/** The sections of one file with everything, each thing once: operations, then guides, then what operations refer to. */
export function* sectionsMarkdown(site: Site): Generator<[PagePath, string]> {
  const schemas = new Map(site.schemas.map((schema) => [schema.path, schema]));
  yield ["index", homeMarkdown(site, true)];
  for (const operation of requestsOf(site)) yield [operation.path, operationMarkdown({}, operation, schemas)];
  for (const guide of site.guides) yield [guide.path, guideMarkdown({}, guide)];
  for (const schema of site.schemas) yield [schema.path, schemaMarkdown({}, schema, schemas)];
}

/** All pages of requests, callbacks after their operations. */
function requestsOf({ operations, webhooks }: Site): OperationPage[] {
  return [...operations.flatMap((operation) => [operation, ...operation.callbacks]), ...webhooks];
}

/** Where a text stands. */
interface Place {
  page: PagePath;
  /** The schemas whose sections are in the same file, so that a field with such a type need not repeat them. */
  schemas?: ReadonlyMap<PagePath, SchemaPage> | undefined;
}

function homeMarkdown(site: Site, hasSections = false): string {
  const first = firstOf(site.operations);
  const [sample] = first?.samples ?? [];
  return blocks(
    `# ${inline(site.title)}`,
    site.summary,
    site.notice,
    `Version ${inline(site.version)}`,
    hasSections && site.install,
    !hasSections &&
      sample &&
      blocks(
        "## Make a first call",
        site.install,
        fence(sample.code.client || sample.code.curl, sample.code.client ? "ts" : "sh"),
      ),
    "## Operations",
    ...tagsInOrder(site.tags).flatMap(({ group, above }) => [
      `${above.length === 0 ? "###" : "####"} ${inline(group.title)}`,
      group.description,
      webLinks(group.links),
      operationList("index", group.operations),
    ]),
    site.webhooks.length > 0 &&
      blocks("## Webhooks", "Requests that the API sends to your server.", operationList("index", site.webhooks)),
    site.labels.length > 0 && blocks("## Labels", list(site.labels.map(labelMarkdown))),
    site.servers.length > 0 && blocks("## Base URL", list(site.servers.map(serverMarkdown))),
    site.security.length > 0 && blocks("## Authentication", ...site.security.map(schemeMarkdown)),
    site.guides.length > 0 &&
      blocks(
        "## Guides",
        list(
          site.guides.map(
            ({ title, path, summary }) => `${pageLink("index", path, title)}${hasSections ? "" : `: ${summary}`}`,
          ),
        ),
      ),
    !hasSections && site.schemas.length > 0 && pageLink("index", "schemas/index", "All schemas"),
    (site.description || site.self || site.links.length > 0) &&
      blocks(
        "## About this description",
        site.description,
        site.self && `${SELF} ${codeSpan(site.self)}`,
        webLinks(site.links),
      ),
  );
}

function operationList(from: PagePath, operations: OperationPage[]): string {
  const entry = ({ title, path, method, route, deprecated, labels }: OperationPage) => {
    const notes = [...(deprecated ? ["deprecated"] : []), ...labels.map(({ title }) => inline(title))];
    const after = notes.length > 0 ? ` (${notes.join(", ")})` : "";
    return `${pageLink(from, path, title)}: ${codeSpan(`${method} ${route}`)}${after}`;
  };
  return list(operations.map(entry));
}

function labelMarkdown({ title, description, links }: Label): string {
  return blocks(inline(title), description, webLinks(links));
}

function serverMarkdown({ url, name, description, template, variables }: Server): string {
  return blocks(
    `${name ? `${inline(name)}: ` : ""}${codeSpan(template ?? (url || "/"))}`,
    description,
    list(
      variables.map(({ name, default: usual, values, description }) =>
        blocks(
          codeSpan(name),
          description,
          factsMarkdown({
            facts: [{ label: "Default", value: usual }],
            values: values.map((json) => ({ json })),
            examples: [],
          }),
        ),
      ),
    ),
  );
}

function schemeMarkdown(scheme: SecurityScheme): string {
  const { name, title, description, deprecated, flows, discovery, credentials } = scheme;
  return blocks(
    `### ${inline(title)} ${codeSpan(name)}`,
    deprecated && "Deprecated.",
    description,
    list(
      credentials.map(
        ({ title, option, variable }) =>
          `${title}: the client’s option ${codeSpan(option)}, or the environment variable ${codeSpan(variable)}`,
      ),
    ),
    factsMarkdown({ facts: discovery, values: [], examples: [] }),
    ...flows.flatMap(({ title, addresses, scopes }) => [
      `#### ${title}`,
      factsMarkdown({ facts: addresses, values: [], examples: [] }),
      list(scopes.map(({ name, description }) => `${codeSpan(name)}: ${description}`)),
    ]),
  );
}

function webLinks(links: WebLink[]): string {
  return list(links.map(({ title, url }) => `[${inline(title)}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`));
}

function operationMarkdown(
  { notice }: Pick<Site, "notice">,
  operation: OperationPage,
  schemas?: Place["schemas"],
): string {
  const { kind, title, description, deprecated, method, route, server, security, links, path } = operation;
  const { labels, parameters, queryString, body, responses, callbacks } = operation;
  const place: Place = { page: path, schemas };
  return blocks(
    `# ${inline(title)}`,
    notice,
    codeSpan(`${method} ${server}${route}`),
    deprecated && "Deprecated.",
    labels.length > 0 && `Labels: ${labels.map(({ title }) => inline(title)).join(", ")}`,
    kind !== "operation" && sentBy[kind],
    description,
    webLinks(links),
    security !== "" && `Authentication: ${security}`,
    samplesMarkdown(operation, place),
    ...parameters.map((group) => parametersMarkdown(place, group)),
    queryString && queryStringMarkdown(place, queryString),
    body &&
      blocks(
        `## Body (${countText(body.content.count, "field")})`,
        [typeMarkdown(place, body.content.type), body.required && "required", inline(body.mediaTypes.join(", "))]
          .filter(Boolean)
          .join(" · "),
        body.description,
        contentMarkdown(place, body.content),
        othersMarkdown(place, body.others),
      ),
    ...responses.map((response) => responseMarkdown(place, response)),
    callbacks.length > 0 && blocks("## Callbacks", operationList(path, callbacks)),
  );
}

/** What is sent or received instead as other media types. */
function othersMarkdown(place: Place, others: MediaContent[]): string {
  return blocks(
    ...others.map(({ mediaTypes, content, examples }) =>
      blocks(
        `### As ${inline(mediaTypes.join(", "))}`,
        typeMarkdown(place, content.type),
        contentMarkdown(place, content),
        examplesMarkdown(place, examples),
      ),
    ),
  );
}

/** A file with the schemas leaves out what is made of them. */
function examplesMarkdown({ schemas }: Place, examples: NamedExample[]): string {
  const shown = examples.filter(({ fromSchema }) => !schemas || !fromSchema);
  return blocks(
    ...shown.flatMap(({ title, description, fromSchema, value, serialized }) => [
      `Example: ${inline(title)}`,
      fromSchema && madeFromSchema,
      description,
      typeof value === "string" ? fence(value, "") : fence(JSON.stringify(value, null, 2), "json"),
      serialized !== undefined && serialized !== value && blocks(AS_SENT, fence(serialized, "")),
    ]),
  );
}

function samplesMarkdown({ samples, sampleNote, givenSamples }: OperationPage, { schemas }: Place): string {
  // The other languages say the same once more.
  const shown = languages.filter(({ language }) => !schemas || language === "curl" || language === "client");
  return blocks(
    (samples.length > 0 || sampleNote || givenSamples.length > 0) && "## Samples",
    sampleNote && inline(sampleNote),
    ...samples.flatMap(({ title, description, fromSchema, code }) => [
      `### ${inline(title)}`,
      description,
      fromSchema && madeFromSchema,
      ...shown.map(({ language, title, code: name }) =>
        code[language] === "" ? false : blocks(`${title}:`, fence(code[language], name)),
      ),
    ]),
    ...givenSamples.flatMap(({ title, language, code }) => [`### ${inline(title)}`, fence(code, language)]),
  );
}

function errorsMarkdown(site: Site): string {
  return blocks(
    "# Errors",
    site.notice,
    site.errorsNote,
    ...site.errors.flatMap(({ status, answers }) => [
      `## ${inline(statusTitle(status))}`,
      list(
        answers.map(({ operation: { path, title }, response: { summary, description } }) =>
          blocks(pageLink("errors", path, title), summary && inline(summary), description),
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

function schemaMarkdown({ notice }: Pick<Site, "notice">, schema: SchemaPage, schemas?: Place["schemas"]): string {
  const { path, title, description, deprecated, type, links, content, usedBy } = schema;
  const place: Place = { page: path, schemas };
  return blocks(
    `# ${inline(title)}`,
    notice,
    [typeMarkdown(place, type), deprecated && "deprecated"].filter(Boolean).join(" · "),
    description,
    factsMarkdown(schema),
    webLinks(links),
    content.parts.length > 0 &&
      blocks(`## Fields (${countText(content.count, "field")})`, contentMarkdown(place, { ...content, type })),
    !schemas &&
      blocks(
        "## Where it is used",
        usedBy.length === 0
          ? "Nothing refers to it."
          : list(usedBy.map(({ page, title, id }) => `${pageLink(path, page, title)} ${codeSpan(id)}`)),
      ),
  );
}

function guideMarkdown({ notice }: Pick<Site, "notice">, guide: GuidePage): string {
  return blocks(`# ${guide.title}`, notice, guide.body.trim());
}

function parametersMarkdown(page: Place, { place, fields }: ParameterGroup): string {
  return blocks(`## ${place.charAt(0).toUpperCase()}${place.slice(1)} parameters`, fieldsMarkdown(page, fields));
}

function queryStringMarkdown(place: Place, queryString: QueryString): string {
  const { description, required, deprecated, mediaType, content } = queryString;
  return blocks(
    `## Query string (${countText(content.count, "field")})`,
    [typeMarkdown(place, content.type), required && "required", deprecated && "deprecated", inline(mediaType)]
      .filter(Boolean)
      .join(" · "),
    queryStringNote(mediaType),
    description,
    contentMarkdown(place, content),
  );
}

function responseMarkdown(place: Place, response: ResponsePart): string {
  const { status, summary, description, headers, mediaTypes, content, examples, others, links } = response;
  return blocks(
    `## ${inline(statusTitle(status))}${content && content.count > 0 ? ` (${countText(content.count, "field")})` : ""}`,
    summary && inline(summary),
    content && `${typeMarkdown(place, content.type)} · ${inline(mediaTypes.join(", "))}`,
    description,
    headers.length > 0 && blocks("Headers:", fieldsMarkdown(place, headers)),
    content && contentMarkdown(place, content),
    examplesMarkdown(place, examples),
    othersMarkdown(place, others),
    links.length > 0 && blocks("Links:", list(links.map((link) => responseLinkMarkdown(place, link)))),
  );
}

function responseLinkMarkdown({ page }: Place, { name, operation, description, values }: ResponseLink): string {
  const target =
    operation.page === undefined ? inline(operation.title) : pageLink(page, operation.page, operation.title);
  return blocks(
    `${codeSpan(name)}: ${target}`,
    description,
    list(values.map(({ label, value }) => `${codeSpan(label)} is ${codeSpan(value)}`)),
  );
}

function contentMarkdown(place: Place, content: Omit<Content, "count">): string {
  const { parts, type, together } = content;
  const around = together && blocks(together.description, factsMarkdown({ ...together, values: [], examples: [] }));
  if (parts.length === 0 || schemaElsewhere(place, type)) return around ?? "";
  return blocks(around, eachText(content), partsMarkdown(place, parts));
}

function partsMarkdown(place: Place, parts: Part[]): string {
  return blocks(...parts.map((part) => partMarkdown(place, part)));
}

function partMarkdown(place: Place, part: Part): string {
  const { title, name, type, description, chosenBy, facts = [], values = [], fields, subtypes } = part;
  const inside = blocks(fieldsMarkdown(place, fields), subtypes && subtypesMarkdown(place, subtypes));
  if (title === undefined) return inside;
  const chosen = chosenBy && ` if ${codeSpan(chosenBy.property)} is ${choiceMarkdown(chosenBy)}`;
  const words = [`${title}:`, name && inline(name), type && typeMarkdown(place, type)].filter(Boolean).join(" ");
  const heading = `${words}${chosen ?? ""}`;
  if (type && schemaElsewhere(place, type)) return heading;
  return blocks(heading, description, factsMarkdown({ facts, values, examples: [] }), inside);
}

function choiceMarkdown({ values, isDefault = false }: Omit<Chosen, "property">): string {
  return [...values.map(codeSpan), ...(isDefault ? [OTHERWISE] : [])].join(" or ");
}

function subtypesMarkdown(place: Place, { property, schemas }: NonNullable<Part["subtypes"]>): string {
  return blocks(
    `${codeSpan(property)} tells which schema it is:`,
    list(schemas.map(({ type, ...choice }) => `${choiceMarkdown(choice)}: ${typeMarkdown(place, type)}`)),
  );
}

function fieldsMarkdown(place: Place, fields: Field[]): string {
  return list(fields.map((field) => fieldMarkdown(place, field)));
}

function fieldMarkdown(place: Place, field: Field): string {
  const { name, type, required, deprecated, readOnly, writeOnly, availableForTitles, parts, inside } = field;
  const schema = schemaElsewhere(place, type);
  const head = [
    `${codeSpan(name)}: ${typeMarkdown(place, type)}`,
    required && "required",
    deprecated && "deprecated",
    readOnly && "only in answers",
    writeOnly && "only in requests",
    availableForTitles && `only for ${availableForTitles.map(inline).join(", ")}`,
  ];
  return blocks(
    head.filter(Boolean).join(", "),
    field.description !== schema?.description && field.description,
    factsMarkdown(schema ? factsBeyond(schema, field) : field),
    webLinks(field.links),
    field.differences && list(field.differences.map(differenceMarkdown)),
    parts.length > 0 &&
      !schema &&
      blocks(inside === "itself" ? undefined : `Of ${inside}:`, partsMarkdown(place, parts)),
    field.isCut && `${LEFT_OUT} openapi.yaml.`,
  );
}

/** The schema of a type such as `Bread`, `array of Bread` or `Bread or null`, if it has a section of its own in the same file. */
function schemaElsewhere({ page, schemas }: Place, type: TypeText): SchemaPage | undefined {
  const [link, ...others] = type.flatMap(({ page }) => page ?? []);
  const words = type.map(({ text, page }) => (page === undefined ? text : "")).join("");
  if (link === undefined || link === page || others.length > 0) return undefined;
  return /^((array|map|stream) of |string with )*( or null)*$/.test(words) ? schemas?.get(link) : undefined;
}

/** What a field says in addition to its schema. */
function factsBeyond(schema: SchemaPage, { facts, values, examples }: Pick<Field, "facts" | "values" | "examples">) {
  const beyond = <T>(own: T[], known: T[]) => (JSON.stringify(own) === JSON.stringify(known) ? [] : own);
  return {
    facts: facts.filter(
      ({ label, value }) => !schema.facts.some((fact) => fact.label === label && fact.value === value),
    ),
    values: beyond(values, schema.values),
    examples: beyond(examples, schema.examples),
  };
}

/** `Deck oven: default 240, from 120 to 300`. Unlike a field, it does not begin with code. */
function differenceMarkdown({ title, default: usual, limits, deprecated, note }: FieldDifference): string {
  const said = [
    usual !== undefined && `default ${codeSpan(usual)}`,
    limits && inline(limits),
    deprecated && "deprecated",
  ];
  const text = said.filter(Boolean).join(", ");
  return `${inline(title)}: ${blocks(text, note?.trim())}`;
}

function factsMarkdown({ facts, values, examples }: Pick<Field, "facts" | "values" | "examples">): string {
  const isDescribed = values.some(({ title, description }) => title ?? description);
  const codes = values.map(({ json }) => codeSpan(json));
  const parts = [
    ...facts.map(({ label, value }) => `${label}: ${codeSpan(value)}`),
    values.length > 0 && !isDescribed && `${values.length === 1 ? "The one value" : "One of"}: ${codes.join(", ")}`,
    examples.length > 0 && `${examples.length > 1 ? "Examples" : "Example"}: ${examples.map(codeSpan).join(", ")}`,
  ];
  const described = values.map(({ json, title, description }) => {
    const said = [title && inline(title), description].filter(Boolean);
    return `Value ${codeSpan(json)}${said.length > 0 ? `: ${said.join(". ")}` : ""}`;
  });
  return blocks(parts.filter(Boolean).join(". "), isDescribed && list(described));
}

function typeMarkdown({ page }: Place, type: TypeText): string {
  return type.map(({ text, page: to }) => (to === undefined ? inline(text) : pageLink(page, to, text))).join("");
}

/** A link from one page to another. Every page is in the site's root or in a folder of it. */
function pageLink(from: PagePath, to: PagePath, title: string): string {
  return `[${inline(title)}](${from.includes("/") ? "../" : ""}${to}.md)`;
}
