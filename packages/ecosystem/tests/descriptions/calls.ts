import type { HttpMethod } from "@repo/openapi";
import type { DrawnAnswer, Reading } from "./answers.ts";
import type { DrawnBody } from "./bodies.ts";
import type { Found } from "./decode.ts";
import type { Draw } from "./draw.ts";
import type { DrawnParameter, DrawnQuery, Place } from "./parameters.ts";
import { type Value, withoutEmpty } from "./shapes.ts";

/** An operation with what values are drawn from. */
export interface DrawnOperation {
  verb: HttpMethod;
  path: string;
  parameters: DrawnParameter[];
  /** In place of parameters in the query. */
  whole: DrawnQuery | undefined;
  body: DrawnBody | undefined;
  successes: DrawnAnswer[];
  failures: DrawnAnswer[];
}

/** What a caller passes to a method. */
export interface Input extends Partial<Record<Place, Record<string, Value>>> {
  querystring?: Value;
  body?: Value;
  contentType?: string;
  accept?: string;
}

/** One call of an operation: what is passed, what the server must find, and what the caller must get. */
export interface Call {
  /** The name of the method. */
  method: string;
  input: Input;
  /** Whether the body is passed as a `FormData` that the caller makes. */
  asFormData: boolean;
  /** Whether the body may be anything. */
  isAnyBody: boolean;
  /** What cannot be left out. */
  required: (keyof Input)[];
  sent: Found;
  answer: {
    status: number;
    headers: Record<string, string>;
    /** Bodies by media type; the server chooses by `Accept`. Without any, none is sent. */
    bodies: { mediaType: string; contentType: string; body: number[] }[];
  };
  reading: Reading | "error" | "headers";
  /** The type of what the caller gets. */
  type: string;
  /** The documented headers, with their types. */
  headers: DrawnAnswer["headers"];
  received: Value | undefined;
  /** The media type in which it comes. */
  mediaType: string | undefined;
}

type AnswerContent = DrawnAnswer["contents"][number];
type BodyContent = DrawnBody["contents"][number];

/** Calls of an operation: with each media type of the body and of the responses, and with each status. */
export function callsOf(draw: Draw, operation: DrawnOperation, method: string): Call[] {
  const { successes, failures, body } = operation;
  const answers = [
    ...successes.flatMap((answer) => {
      const several = answer.contents.length > 1 ? answer.contents.map(({ mediaType }) => mediaType) : [];
      return [undefined, ...several].map((accept) => ({ answer, accept }));
    }),
    ...failures.map((answer) => ({ answer, accept: undefined })),
  ];
  const contents = body?.contents ?? [];
  const count = Math.max(answers.length, contents.length, 2);
  return Array.from({ length: count }, (_, at) => {
    const { answer, accept } = answers[at % answers.length] ?? {};
    if (!answer) throw new Error(`${method} has no answer`);
    // The last call has only what is required.
    const request = requestOf(draw, operation, contents[at % contents.length], at === count - 1);
    if (accept !== undefined) request.input.accept = accept;
    return { method, ...request, ...responseOf(operation, answer, accept) };
  });
}

function requestOf(
  draw: Draw,
  { verb, path, parameters, whole, body }: DrawnOperation,
  content: BodyContent | undefined,
  isShort: boolean,
): Pick<Call, "input" | "asFormData" | "isAnyBody" | "required" | "sent"> {
  const sent: Found = { operation: `${verb} ${path}`, path: {}, query: {}, header: {}, cookie: {}, problems: [] };
  const input: Input = {};
  for (const { name, place, required, isJson, value } of parameters) {
    if (!required && (isShort || draw.oneIn(4))) continue;
    const passed = value();
    input[place] = { ...input[place], [name]: passed };
    const carried = isJson ? passed : withoutEmpty(passed);
    if (carried !== undefined) sent[place][name] = carried;
  }
  if (whole) {
    input.querystring = whole.value();
    sent.querystring = whole.isJson ? input.querystring : withoutEmpty(input.querystring);
  }
  if (body && content && (body.required || !isShort)) {
    input.body = content.value();
    if (body.contents.length > 1) input.contentType = content.mediaType;
    const mediaType = (content.sentAs ?? content.mediaType).replace(/;.*/, "");
    sent.body = { mediaType, value: content.carried(input.body) };
  }
  const places: (keyof Input)[] = parameters.filter(({ required }) => required).map(({ place }) => place);
  if (whole) places.push("querystring");
  return {
    input,
    asFormData: content?.given === "FormData" && input.body !== undefined,
    isAnyBody: content?.type === "unknown",
    required: [...new Set<keyof Input>([...places, ...(body?.required ? (["body"] as const) : [])])],
    sent,
  };
}

function responseOf(
  { verb, successes, failures }: DrawnOperation,
  answer: DrawnAnswer,
  accept: string | undefined,
): Pick<Call, "answer" | "reading" | "type" | "headers" | "received" | "mediaType"> {
  const { status, headers } = answer;
  const isError = failures.includes(answer);
  const bodies = answer.contents.map((content) => ({ ...content, ...content.draw() }));
  const chosen = bodies.find(({ mediaType }) => mediaType === accept) ?? preferred(bodies);
  const typesOf = ({ contents }: DrawnAnswer) => {
    if (verb === "head") return ["undefined"];
    if (contents.length === 0) return [isError ? "unknown" : "undefined"];
    return (isError ? contents : askedFor(contents, accept)).map(({ type }) => type);
  };
  return {
    answer: {
      status,
      headers: Object.fromEntries(headers.map(({ name, text }) => [name, text])),
      bodies: bodies.map(({ mediaType, sentAs = mediaType, body }) => ({ mediaType, contentType: sentAs, body })),
    },
    reading: isError ? "error" : headers.length > 0 ? "headers" : (chosen?.reading ?? "value"),
    type: (isError ? [answer] : successes).flatMap(typesOf).join(" | "),
    headers,
    received: verb === "head" ? undefined : chosen?.value,
    mediaType: chosen?.mediaType,
  };
}

function isJson({ mediaType }: { mediaType: string }): boolean {
  return /[/+]json|\*\/\*/.test(mediaType);
}

/** What a service answers to somebody who takes anything: JSON, if it can. */
function preferred<Content extends { mediaType: string }>(contents: Content[]): Content | undefined {
  return contents.find(isJson) ?? contents[0];
}

/** What a client asks for: the caller's choice, or else whatever is JSON. */
function askedFor(contents: AnswerContent[], accept: string | undefined): AnswerContent[] {
  if (accept !== undefined) return contents.filter(({ mediaType }) => mediaType === accept);
  const json = contents.filter(isJson);
  return json.length > 0 ? json : contents.slice(0, 1);
}
