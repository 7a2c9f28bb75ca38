import type {
  Example,
  MediaType,
  NamedOperation,
  OpenApiDocument,
  Operation,
  Parameter,
  Response,
} from "@repo/openapi";
import { follow, isJson, isRecord, type MadeExample, makeExample, resolve } from "@repo/openapi";
import type { CredentialScheme } from "@repo/settings";
import { bodyKind, placeholder } from "../samples/request.ts";
import { sampleCode } from "../samples/sample-code.ts";
import { sampleSecurity, serversOf } from "./servers.ts";
import type { AnswerKind, Client, GivenSample, NamedExample, Sample, SampleOperation, SampleRequest } from "./site.ts";

/** What the samples of an operation need to know about it. */
export function sampleOperation(
  document: OpenApiDocument,
  { node, method, path, name }: NamedOperation,
  client: Client | undefined,
  credentials: readonly CredentialScheme[],
): SampleOperation {
  const [mediaType, media] = preferredMedia(node.requestBody && follow(document, node.requestBody).content) ?? [];
  const [{ url: server } = { url: "" }] = serversOf(
    node.servers ?? document.paths?.[path]?.servers ?? document.servers,
  );
  const answer = method === "head" ? "none" : answerOf(document, node);
  const files = bodyKind(mediaType) === "multipart" ? filesIn(document, media?.schema) : [];
  return {
    name,
    method: method.toUpperCase(),
    route: path,
    server,
    ...(mediaType !== undefined && { mediaType }),
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
  if (/^text\/event-stream\b/i.test(mediaType)) return "events";
  const kind = mediaType === "*/*" ? "text" : bodyKind(mediaType);
  return kind === "json" || kind === "text" || kind === "bytes" ? kind : "text";
}

/** The fields of a form that are files: binary ones, and lists of such. */
function filesIn(document: OpenApiDocument, node: unknown): string[] {
  const isFile = (node: unknown): boolean => {
    const { format, contentMediaType, contentEncoding, items } = resolve(document, node).schema as Record<
      string,
      unknown
    >;
    return (
      format === "binary" ||
      (contentMediaType !== undefined && contentEncoding === undefined) ||
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
  const [, media] = preferredMedia(node.requestBody && follow(document, node.requestBody).content) ?? [];
  const { request: parts, missing, replace } = parametersExample(document, parameters);
  const title = node.summary ?? operation.name;
  const given: Omit<NamedExample, "fromSchema">[] = namedExamples(document, media);
  const made = media && given.length === 0 ? makeExample(document, media.schema, { direction: "request" }) : undefined;
  const faults = [...missing, ...(made ? made.missing.map(inBody) : [])];
  if (faults.length > 0) {
    const sampleNote = `No sample could be made. The description has no example of ${faults.join(", nor of ")}.`;
    return { samples: [], sampleNote, start: { ...parts, ...(media && { body: made?.value ?? {} }) } };
  }
  const all = given.length > 0 ? given : [{ key: "example", title, value: made?.value }];
  const samples = all.map(({ value, ...named }): Sample => {
    const request: SampleRequest = { ...parts, ...(media && { body: value }) };
    return { ...named, fromSchema: given.length === 0, request, code: sampleCode(sampled, request) };
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

/** The required parameters, with their own examples or with values made from their schemas. */
function parametersExample(document: OpenApiDocument, parameters: Parameter[]) {
  const request: SampleRequest = { path: {}, query: {}, header: {} };
  const missing: string[] = [];
  const replace: string[] = [];
  for (const { in: place, name, required, example, examples, schema, content } of parameters) {
    if (place === "cookie" || !(required || place === "path")) continue;
    const [named] = Object.values(examples ?? {});
    const given = example ?? (named && follow(document, named).value);
    const node = schema ?? Object.values(content ?? {})[0]?.schema;
    const made: MadeExample =
      given === undefined ? makeExample(document, node, { direction: "request", name }) : { value: given, missing: [] };
    const [fault] = made.missing;
    if (!fault) request[place][name] = made.value;
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

/** The examples of a body, with a title for each. */
export function namedExamples(document: OpenApiDocument, media: MediaType | undefined): NamedExample[] {
  if (!media) return [];
  const named = Object.entries(media.examples ?? {}).flatMap(([key, node]): NamedExample[] => {
    const { summary, description, value } = follow<Example>(document, node);
    if (value === undefined) return [];
    return [{ key, title: summary ?? key, ...(description && { description }), fromSchema: false, value }];
  });
  if (named.length > 0) return named;
  const { example } = media;
  return example === undefined ? [] : [{ key: "example", title: "Example", fromSchema: false, value: example }];
}

/** The examples of an answer. Without any, one is made from its schema if it is JSON. */
export function answerExamples(
  document: OpenApiDocument,
  content: Record<string, MediaType> | undefined,
): NamedExample[] {
  const [mediaType, media] = preferredMedia(content) ?? [];
  const given = namedExamples(document, media);
  if (given.length > 0 || mediaType === undefined || !isJson(mediaType) || !media?.schema) return given;
  const { value, missing } = makeExample(document, media.schema, { direction: "response", isFull: true });
  return missing.length > 0 ? [] : [{ key: "example", title: "Example", fromSchema: true, value }];
}
