import {
  dataOf,
  type Example,
  type ExampleOptions,
  essenceOf,
  eventText,
  follow,
  type Header,
  isEventStream,
  isJson,
  isJsonSequence,
  isRange,
  isText,
  itemSchemaOf,
  type MadeExample,
  type MediaType,
  makeExample,
  type OpenApiDocument,
  type Operation,
  type Response,
} from "@repo/openapi";
import { type Check, checkOf } from "./description.ts";
import type { HttpResponse } from "./http.ts";
import { refuse } from "./problem-details.ts";

/** What an operation answers to a valid request, as it is documented. */
export interface Success {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** The example of a stream that is described by its items is a list. */
  body?: { type: string; hasItems: boolean; example: MadeExample; check: Check };
  /** Why the sandbox cannot answer so, if it cannot. */
  shortcoming?: string;
}

export function successOf(document: OpenApiDocument, name: string, { responses = {} }: Operation): Success {
  const [range, node] = Object.entries(responses).find(([status]) => /^2(\d\d|XX)$/i.test(status)) ?? [];
  if (range === undefined || !node) {
    const shortcoming = `knows no answer of ${name}: add a response with a status of 2xx to the description.`;
    return { status: 501, headers: {}, shortcoming };
  }
  const status = Number(range.replace(/X/gi, "0"));
  const described = follow<Response>(document, node);
  const headers = headersOf(document, described);
  const content = Object.entries(described.content ?? {});
  if (content.length === 0) return { status, headers };
  const [[mediaType, media] = []] = [isJson, isJsonSequence, isEventStream, isText].flatMap((isOne) =>
    content.filter(([type]) => isOne(type)),
  );
  if (!mediaType || !media) {
    return {
      status,
      headers,
      shortcoming: `answers only with JSON, streams of it, and text, which ${name} does not return.`,
    };
  }
  const type = isRange(mediaType) ? "application/json" : essenceOf(mediaType);
  const items = itemSchemaOf(mediaType, media);
  const whole: MediaType = items ? { ...media, schema: { ...media.schema, type: "array", items } } : media;
  const example = exampleOf(document, whole, { direction: "response" });
  const check = checkOf(document, whole.schema ?? {});
  return { status, headers, body: { type, hasItems: items !== undefined, example, check } };
}

/** The headers that are required or have an example. */
function headersOf(document: OpenApiDocument, { headers = {} }: Response): Record<string, string> {
  const found = Object.entries(headers).flatMap(([name, node]): [string, string][] => {
    const header = follow<Header>(document, node);
    const { value, missing } = exampleOf(document, header, { direction: "response" });
    const isGiven = header.required === true || header.example !== undefined || header.examples !== undefined;
    const isPlain = /^[!-~]([ -~]*[!-~])?$/.test(`${value}`) && typeof value !== "object";
    if (/^content-type$/i.test(name) || !isGiven || missing.length > 0 || !isPlain) return [];
    return [[name.toLowerCase(), `${value}`]];
  });
  return Object.fromEntries(found);
}

/** The first example that is given for a body or a parameter, else one made of its schema. */
export function exampleOf(
  document: OpenApiDocument,
  { schema, example, examples = {} }: Pick<MediaType, "schema" | "example" | "examples">,
  options: ExampleOptions,
): MadeExample {
  const named = Object.values(examples).map((node) => dataOf(follow<Example>(document, node)));
  const given = [example, ...named].find((value) => value !== undefined);
  return given === undefined ? makeExample(document, schema, options) : { value: given, missing: [] };
}

/** Makes the response that shows the example. One that does not fit its schema would mislead those who test with it. */
export function exampleResponse(name: string, success: Success): HttpResponse {
  const { value, missing } = success.body?.example ?? { value: undefined, missing: [] };
  if (missing.length > 0) {
    const places = missing.map(({ pointer, reason }) => `${pointer || "the body"} (${reason})`).join(", ");
    return refuse(
      501,
      `The description has no example of the answer of ${name}, and its schema gives no value for ${places}. Add an example to the response, or to these schemas.`,
    );
  }
  const [problem] = success.body?.check(value) ?? [];
  if (problem) {
    return refuse(
      500,
      `The example of ${name} does not fit its schema: ${problem.pointer} ${problem.message}. Correct the example in the description.`,
    );
  }
  return response(success, value);
}

/** The status of the answer to a valid request of an operation without state. */
export function statusOf({
  name,
  success,
  shortcoming,
}: {
  name: string;
  success: Success;
  shortcoming?: string | undefined;
}) {
  return shortcoming === undefined ? exampleResponse(name, success).status : 501;
}

/** Makes a response with a body that fits its schema. */
export function response({ status, headers, body }: Success, value: unknown): HttpResponse {
  if (!body) return { status, headers: { ...headers }, body: null };
  const { type, hasItems } = body;
  const isEvents = isEventStream(type);
  const text =
    hasItems && Array.isArray(value)
      ? value.map((item) => (isEvents ? `${eventText(item)}\n\n` : written(type, item))).join("")
      : written(type, value);
  return { status, headers: { ...headers, "content-type": type }, body: text };
}

/** Writes a value as a media type has it. A stream has it as its only item. */
function written(type: string, value: unknown): string {
  const text = typeof value === "string" && !isJson(type) && !isJsonSequence(type) ? value : JSON.stringify(value);
  if (isEventStream(type)) return `${text.replace(/^/gm, "data: ")}\n\n`;
  if (/json-seq/.test(type)) return `\u001e${text}\n`;
  return isJsonSequence(type) ? `${text}\n` : text;
}
