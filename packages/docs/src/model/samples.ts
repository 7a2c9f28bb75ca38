import type {
  Example,
  MediaType,
  NamedOperation,
  OpenApiDocument,
  Operation,
  Parameter,
  Response,
} from "@repo/openapi";
import {
  dataOf,
  type ExampleOptions,
  eventText,
  follow,
  isEventStream,
  isJson,
  isJsonSequence,
  isRecord,
  type MadeExample,
  makeExample,
  resolve,
  verbOf,
} from "@repo/openapi";
import type { CredentialScheme } from "@repo/settings";
import { bodyKind, placeholder } from "../samples/request.ts";
import { sampleCode } from "../samples/sample-code.ts";
import { sampleSecurity, serversOf } from "./servers.ts";
import type { AnswerKind, Client, GivenSample, NamedExample, Sample, SampleOperation, SampleRequest } from "./site.ts";

/** What the samples of an operation need to know about it. */
export function sampleOperation(
  document: OpenApiDocument,
  { node, parameters, method, path, name }: NamedOperation,
  client: Client | undefined,
  credentials: readonly CredentialScheme[],
): SampleOperation {
  const [mediaType, media] = bodyMedia(document, node) ?? [];
  const [queryMediaType] = preferredMedia(queryStringIn(parameters)?.content) ?? [];
  const [{ url: server } = { url: "" }] = serversOf(
    node.servers ?? document.paths?.[path]?.servers ?? document.servers,
  );
  const answer = method === "head" ? "none" : answerOf(document, node);
  const files = bodyKind(mediaType) === "multipart" ? filesIn(document, media?.schema) : [];
  return {
    name,
    method: verbOf(method),
    route: path,
    server,
    ...(mediaType !== undefined && { mediaType }),
    ...(queryMediaType !== undefined && { queryMediaType }),
    security: sampleSecurity(document, node, credentials),
    ...(answer !== "json" && { answer }),
    ...(files.length > 0 && { files }),
    ...(client && { client }),
  };
}

/** How the body of a success is read: that of the preferred media type. */
function answerOf(document: OpenApiDocument, { responses = {} }: Operation): AnswerKind {
  const all = Object.entries(responses);
  const [, node] = all.find(([status]) => status.startsWith("2")) ?? all.find(([status]) => status === "default") ?? [];
  const [mediaType] = preferredMedia(node && follow<Response>(document, node).content) ?? [];
  if (mediaType === undefined) return "none";
  if (isEventStream(mediaType)) return "events";
  if (isJsonSequence(mediaType)) return "items";
  const kind = mediaType === "*/*" ? "text" : bodyKind(mediaType);
  return kind === "json" || kind === "text" || kind === "bytes" ? kind : "text";
}

/** The fields of a form that are files: binary ones, and lists of such. */
function filesIn(document: OpenApiDocument, node: unknown): string[] {
  const isFile = (node: unknown): boolean => {
    const { format, contentMediaType, contentSchema, contentEncoding, items } = resolve(document, node).schema;
    return (
      format === "binary" ||
      (contentMediaType !== undefined && contentEncoding === undefined && contentSchema === undefined) ||
      (isRecord(items) && isFile(items))
    );
  };
  const { properties = {} } = resolve(document, node).schema;
  return Object.keys(properties).filter((name) => isFile(properties[name]));
}

/**
 * One sample for each example of the body; without examples, a single sample that is made from the schema.
 *
 * @returns no samples and a reason, if no request that fits could be made; a note on what is to be replaced in its path; and
 *   the request with which a form starts
 */
export function samplesOf(
  document: OpenApiDocument,
  operation: NamedOperation,
  sampled: SampleOperation,
): { samples: Sample[]; sampleNote?: string; start: SampleRequest } {
  const { node, parameters } = operation;
  const [mediaType, media] = bodyMedia(document, node) ?? [];
  const { request: parts, missing, replace } = parametersExample(document, parameters);
  const title = node.summary ?? operation.name;
  const given: Omit<NamedExample, "fromSchema">[] = namedExamples(document, media, mediaType);
  const made =
    mediaType !== undefined && media && given.length === 0
      ? madeExample(document, mediaType, media, { direction: "request" })
      : undefined;
  const faults = [...missing, ...(made ? made.missing.map(inBody) : [])];
  if (faults.length > 0) {
    const sampleNote = `No sample could be made. The description has no example of ${faults.join(", nor of ")}.`;
    return { samples: [], sampleNote, start: { ...parts, ...(media && { body: made?.value ?? {} }) } };
  }
  const isMade = given.length === 0 && (media !== undefined || Object.keys(parts).length > 0);
  const all = given.length > 0 ? given : [{ key: "example", title, value: made?.value }];
  const samples = all.map(({ value, serialized, ...named }): Sample => {
    const request: SampleRequest = {
      ...parts,
      ...(media && { body: value }),
      ...(serialized !== undefined && { serializedBody: serialized }),
    };
    return { ...named, fromSchema: isMade, request, code: sampleCode(sampled, request) };
  });
  const sampleNote = replace.map((text) => `Replace ${text}.`).join(" ");
  return { samples, ...(sampleNote && { sampleNote }), start: samples[0]?.request ?? parts };
}

/** The samples that the author of a description wrote. */
export function givenSamples(node: Operation): GivenSample[] {
  const given = node["x-codeSamples"] ?? node["x-code-samples"];
  return (Array.isArray(given) ? given.filter(isRecord) : []).flatMap(({ lang, label, source }) => {
    if (typeof lang !== "string" || typeof source !== "string") return [];
    return [{ title: typeof label === "string" ? label : lang, language: lang.toLowerCase(), code: source.trimEnd() }];
  });
}

/** The media type that the pages and the samples show: JSON if it is one of several. */
export function preferredMedia(
  content: Record<string, MediaType> | undefined,
): [mediaType: string, media: MediaType] | undefined {
  const all = Object.entries(content ?? {});
  return all.find(([mediaType]) => isJson(mediaType)) ?? all[0];
}

function bodyMedia(document: OpenApiDocument, { requestBody }: Operation): ReturnType<typeof preferredMedia> {
  return preferredMedia(requestBody && follow(document, requestBody).content);
}

/** The parameter that is the whole query. */
export function queryStringIn(parameters: readonly Parameter[]): Parameter | undefined {
  return parameters.find((parameter) => parameter.in === "querystring");
}

/** The required parameters, with their own examples or with values made from their schemas. */
function parametersExample(document: OpenApiDocument, parameters: Parameter[]) {
  const request: SampleRequest = { path: {}, query: {}, header: {} };
  const missing: string[] = [];
  const replace: string[] = [];
  for (const parameter of parameters) {
    const { in: place, name, required, schema, content } = parameter;
    const [mediaType, media] = preferredMedia(content) ?? [];
    const [given] = [...namedExamples(document, parameter), ...namedExamples(document, media, mediaType)];
    // What is optional is left out, except a whole query, which shows how it is written.
    if (place === "cookie" || !(required || place === "path" || place === "querystring")) continue;
    const made: MadeExample = given
      ? { value: given.value, missing: [] }
      : makeExample(document, schema ?? media?.schema, { direction: "request", name });
    const [fault] = made.missing;
    if (place === "querystring") {
      if (!fault) request.querystring = made.value;
      else if (required) missing.push(`the query, and ${fault.reason}`);
    } else if (!fault) request[place][name] = made.value;
    else if (place === "path") {
      // A reader sees in the address what to fill in.
      request.path[name] = placeholder(name);
      replace.push(`${placeholder(name)}: the description has no example of it, and ${fault.reason}`);
    } else missing.push(`the parameter ${name}, and ${fault.reason}`);
  }
  return { request, missing, replace };
}

function inBody({ pointer, reason }: MadeExample["missing"][number]): string {
  return pointer === "" ? `the body, and ${reason}` : `${pointer} in the body, and ${reason}`;
}

/**
 * The examples of a body or a parameter, with a title for each.
 *
 * @param mediaType tells what a value is that is only given as it is sent
 */
export function namedExamples(
  document: OpenApiDocument,
  described: Pick<MediaType, "example" | "examples"> | undefined,
  mediaType?: string,
): NamedExample[] {
  if (!described) return [];
  const named = Object.entries(described.examples ?? {}).flatMap(([key, node]): NamedExample[] => {
    const example = follow<Example>(document, node);
    const { summary, description, serializedValue } = example;
    const data = dataOf(example);
    const value = data === undefined && mediaType !== undefined ? readSerialized(serializedValue, mediaType) : data;
    if (value === undefined) return [];
    const texts = { title: summary ?? key, ...(description && { description }) };
    return [
      {
        key,
        ...texts,
        fromSchema: false,
        value,
        ...(serializedValue !== undefined && { serialized: serializedValue }),
      },
    ];
  });
  if (named.length > 0) return named;
  const { example } = described;
  return example === undefined ? [] : [{ key: "example", title: "Example", fromSchema: false, value: example }];
}

/** The data of a value that is given as it is sent: that of JSON or of a form, and otherwise the text. */
function readSerialized(text: string | undefined, mediaType: string): unknown {
  if (text === undefined) return undefined;
  if (bodyKind(mediaType) === "urlencoded") return Object.fromEntries(new URLSearchParams(text));
  if (!isJson(mediaType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The examples of an answer. Without any, one is made from its schema if it is JSON, or of what comes in a stream. */
export function answerExamples(
  document: OpenApiDocument,
  content: Record<string, MediaType> | undefined,
): NamedExample[] {
  const [mediaType, media] = preferredMedia(content) ?? [];
  const given = namedExamples(document, media, mediaType);
  if (given.length > 0 || mediaType === undefined || !media) return given;
  if (!media.itemSchema && !(isJson(mediaType) && media.schema)) return given;
  const { value, missing } = madeExample(document, mediaType, media, { direction: "response", isFull: true });
  return missing.length > 0 ? [] : [{ key: "example", title: "Example", fromSchema: true, value }];
}

/**
 * A value that is made from the schema of a media type. A stream has one item or event: what is received is shown as the text
 * that it is, and what is sent as a list.
 */
function madeExample(
  document: OpenApiDocument,
  mediaType: string,
  { schema, itemSchema }: MediaType,
  options: ExampleOptions,
): MadeExample {
  if (itemSchema === undefined) return makeExample(document, schema, options);
  const { value, missing } = makeExample(document, itemSchema, options);
  if (isEventStream(mediaType)) return { value: eventText(value), missing };
  return { value: options.direction === "request" ? [value] : JSON.stringify(value), missing };
}
