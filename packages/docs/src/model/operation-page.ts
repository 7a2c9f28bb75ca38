import type { Header, Link, MediaType, NamedOperation, OpenApiDocument, Parameter, Response } from "@repo/openapi";
import { follow, isEventStream, isJson, keysOf, resolve, verbOf } from "@repo/openapi";
import type { ComposerServer, CredentialScheme } from "@repo/settings";
import { fieldsOfPage } from "./depth.ts";
import { type FieldMaker, factsOf, type OnUse } from "./fields.ts";
import { requestForm } from "./form.ts";
import { externalLinks } from "./links.ts";
import {
  answerExamples,
  givenSamples,
  namedExamples,
  preferredMedia,
  queryStringIn,
  sampleOperation,
  samplesOf,
} from "./samples.ts";
import { securityText } from "./servers.ts";
import type {
  Body,
  Client,
  Content,
  Fact,
  Field,
  Label,
  MediaContent,
  NamedExample,
  OperationPage,
  PagePath,
  ParameterGroup,
  QueryString,
  ResponseLink,
  ResponsePart,
  SecurityScheme,
} from "./site.ts";
import { tagsOf } from "./tags.ts";
import type { PageOf } from "./type-text.ts";

export interface DescribeOptions {
  document: OpenApiDocument;
  pageOf: PageOf;
  schemes: SecurityScheme[];
  /** The tags that do not form the navigation, by name. */
  labels: ReadonlyMap<string, Label>;
  client: Client | undefined;
  credentials: readonly CredentialScheme[];
  composerServers: readonly ComposerServer[] | undefined;
  /** The operation that a link of a response leads to, or how the description names it. */
  linkTarget: (link: Link) => ResponseLink["operation"];
}

/** Where a page is and who sends its request. */
export interface PagePlace {
  kind: OperationPage["kind"];
  path: PagePath;
  title: string;
}

const PLACES = ["path", "query", "header", "cookie"] as const;

/** The page of one operation. */
export function describeOperation(
  options: DescribeOptions,
  operation: NamedOperation,
  { kind, path, title }: PagePlace,
  onUse: OnUse,
): OperationPage {
  const { document, pageOf, schemes, labels, client, credentials, composerServers } = options;
  const { node, parameters } = operation;
  const examples = new Map(
    Object.entries(node.responses ?? {}).map(([status, response]) => [
      status,
      answerExamples(document, follow<Response>(document, response).content),
    ]),
  );
  const { queryString, body, ...shown } = fieldsOfPage(document, pageOf, onUse, (make) => ({
    parameters: parameterGroups(document, make, parameters),
    queryString: queryStringOf(document, make, parameters),
    body: bodyOf(document, make, operation),
    responses: responsesOf(options, make, operation, examples),
  }));
  const sampled = sampleOperation(document, operation, client, credentials);
  // Samples and the form show how to call the API, not how it calls.
  const isCalled = kind === "operation";
  const called = isCalled ? samplesOf(document, operation, sampled) : undefined;
  // No script of a page may write a cookie into a request.
  const needsCookie = sampled.security.some((scheme) => scheme.kind === "key" && scheme.in === "cookie");
  const servers = needsCookie ? [] : composerServers;
  // The form can write JSON, or a request without a body.
  const isFillable = body === undefined || body.mediaTypes.some(isJson);
  return {
    kind,
    path,
    name: operation.name,
    title,
    ...(node.description && { description: node.description }),
    deprecated: node.deprecated === true,
    ...tagsOf(node.tags ?? [], labels),
    method: verbOf(operation.method),
    route: operation.path,
    server: kind === "operation" ? sampled.server : "",
    security: kind === "operation" ? securityText(document, node, schemes) : "",
    ...shown,
    ...(queryString && { queryString }),
    ...(body && { body }),
    ...(sampled.answer && { answer: sampled.answer }),
    callbacks: [],
    links: externalLinks(node),
    samples: called?.samples ?? [],
    ...(called?.sampleNote && { sampleNote: called.sampleNote }),
    givenSamples: givenSamples(node),
    ...(called && isFillable && { form: requestForm(document, operation, sampled, called.start, servers) }),
  };
}

function parameterGroups(document: OpenApiDocument, make: FieldMaker, parameters: Parameter[]): ParameterGroup[] {
  return PLACES.flatMap((place) => {
    const fields = parameters
      .filter((parameter) => parameter.in === place)
      .map((parameter) => parameterField(document, make, parameter));
    return fields.length > 0 ? [{ place, fields }] : [];
  });
}

function parameterField(document: OpenApiDocument, make: FieldMaker, parameter: Parameter): Field {
  const schema = parameter.schema ?? preferredMedia(parameter.content)?.[1].schema;
  const field = fieldWith(make, parameter.name, { ...parameter, schema }, `${parameter.in}.${parameter.name}`);
  const named = namedExamples(document, parameter);
  const examples = named.flatMap(({ value }) => JSON.stringify(value) ?? []);
  const sent = named.flatMap(({ serialized }) =>
    serialized === undefined ? [] : { label: "Sent as", value: serialized },
  );
  return {
    ...field,
    facts: [...field.facts, ...sent],
    examples: [...new Set([...examples, ...field.examples])],
  };
}

/** The field of a parameter or a header: what it says itself wins over what its schema says. */
function fieldWith(
  make: FieldMaker,
  name: string,
  {
    schema,
    description,
    required,
    deprecated,
  }: Pick<Header, "description" | "required" | "deprecated"> & { schema: unknown },
  id: string,
): Field {
  const field = make.field(name, schema, id);
  return {
    ...field,
    required: required === true,
    deprecated: deprecated === true || field.deprecated,
    ...(description && { description }),
  };
}

function queryStringOf(_document: OpenApiDocument, make: FieldMaker, parameters: Parameter[]): QueryString | undefined {
  const { name, description, required = false, deprecated = false, content } = queryStringIn(parameters) ?? {};
  const [mediaType, media] = preferredMedia(content) ?? [];
  if (name === undefined || mediaType === undefined) return undefined;
  return {
    name,
    ...(description && { description }),
    required,
    deprecated,
    mediaType,
    content: make.content(media?.schema, "querystring"),
  };
}

function bodyOf(document: OpenApiDocument, make: FieldMaker, { node }: NamedOperation): Body | undefined {
  if (!node.requestBody) return undefined;
  const { description, required = false, content } = follow(document, node.requestBody);
  const { main, ...shown } = contentsOf(document, make, content, "body");
  return {
    ...(description && { description }),
    required,
    content: main ?? make.content(undefined, "body"),
    ...shown,
  };
}

function responsesOf(
  { document, linkTarget }: DescribeOptions,
  make: FieldMaker,
  { node }: NamedOperation,
  examples: ReadonlyMap<string, NamedExample[]>,
): ResponsePart[] {
  const all = Object.entries(node.responses ?? {}).filter(([status]) => !status.startsWith("x-"));
  // The first success, which most readers look for, has short ids: `response.model.name`, but `404.message`.
  const [main] = all.find(([status]) => status.startsWith("2")) ?? [];
  return all.map(([status, given]) => {
    const { summary, description, headers, content, links = {} } = follow<Response>(document, given);
    const id = status === main ? "response" : status;
    const { main: shown, mediaTypes, others } = contentsOf(document, make, content, id);
    return {
      status,
      id,
      ...(summary && { summary }),
      ...(description && { description }),
      headers: Object.entries(headers ?? {}).map(([name, node]) => {
        const header = follow<Header>(document, node);
        return fieldWith(make, name, { ...header, schema: header.schema }, `${id}.headers.${name}`);
      }),
      mediaTypes,
      ...(shown && { content: shown }),
      examples: examples.get(status) ?? [],
      others,
      links: Object.entries(links).map(([name, given]) => {
        const link = follow<Link>(document, given);
        return {
          name,
          operation: linkTarget(link),
          ...(link.description && { description: link.description }),
          values: linkValues(link),
        };
      }),
    };
  });
}

/** The contents of a body or a response: the preferred one first, and those of other media types that differ from it. */
function contentsOf(
  document: OpenApiDocument,
  make: FieldMaker,
  content: Record<string, MediaType> | undefined,
  id: string,
): { main?: Content; mediaTypes: string[]; others: MediaContent[] } {
  const [preferred, usual] = preferredMedia(content) ?? [];
  const bySchema = new Map<string, [string, MediaType][]>();
  for (const [name, media] of Object.entries(content ?? {}).sort(
    ([a], [b]) => Number(b === preferred) - Number(a === preferred),
  )) {
    // A media type without a schema says nothing that differs.
    const { schema, itemSchema } = media.schema || media.itemSchema ? media : (usual ?? media);
    const key = JSON.stringify([schema, itemSchema]);
    bySchema.set(key, [...(bySchema.get(key) ?? []), [name, media]]);
  }
  const [first = [], ...rest] = bySchema.values();
  const [[name, media] = ["", {}]] = first;
  const isDescribed = (media.schema ?? media.itemSchema) !== undefined;
  return {
    ...(isDescribed && { main: contentIn(document, make, name, media, id) }),
    mediaTypes: first.map(([name]) => name),
    others: rest.map((entries) => {
      const [[name, media] = ["", {}]] = entries;
      // `xml` of `application/xml`, and `api-json` of `application/vnd.api+json`.
      const word = name.replace(/^.*\/(x-|vnd\.)?/, "").replace(/[^\w]+/g, "-");
      const ownId = `${id}-${word}`;
      return {
        id: ownId,
        mediaTypes: entries.map(([name]) => name),
        content: contentIn(document, make, name, media, ownId),
        examples: namedExamples(document, media, name),
      };
    }),
  };
}

/** What a media type holds: in a stream, one item of it. */
function contentIn(
  document: OpenApiDocument,
  make: FieldMaker,
  mediaType: string,
  { schema, itemSchema }: MediaType,
  id: string,
): Content {
  if (itemSchema === undefined) return make.content(schema, id);
  const content = make.content(itemSchema, id);
  const { description, ...whole } = resolve(document, schema).schema;
  return {
    ...content,
    type: [{ text: "stream of " }, ...content.type],
    each: isEventStream(mediaType) ? "event" : "item",
    together: { ...(description && { description }), facts: factsOf(document, whole) },
  };
}

function linkValues({ parameters = {}, requestBody }: Link): Fact[] {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return [
    ...Object.entries(parameters).map(([label, value]) => ({ label, value: text(value) })),
    ...(requestBody === undefined ? [] : [{ label: "Body", value: text(requestBody) }]),
  ];
}

/** How a description names the operation of a link: its `operationId`, or the method and path of a reference. */
export function linkedOperation({ operationId, operationRef = "" }: Link): string {
  if (operationId !== undefined) return operationId;
  const [, path, ...method] = keysOf(operationRef.slice(operationRef.indexOf("#")));
  const last = method.at(-1);
  return path && last ? `${verbOf(last)} ${path}` : operationRef;
}
