import { writeBody, writeWholeQuery } from "./bodies.ts";
import { type Received, textOf } from "./body.ts";
import type { Init } from "./create-client.ts";
import { errorClass } from "./errors.ts";
import { wholeResponse } from "./middleware.ts";
import type { AnswerFormat, Describe, Operation } from "./operation.ts";
import { mergeHeaders, unsent } from "./request.ts";
import { eventsOf, itemsOf, streamOf } from "./streams.ts";
import { isJson, writeCookies, writeHeaders, writePath, writeQuery } from "./styles.ts";
import type { Call } from "./transport.ts";

/** Sends the request of an operation as its table entry says. */
export const describeRequest: Describe = (operation, input, brand, baseUrl) => {
  try {
    return requestOf(operation, input, brand, baseUrl);
  } catch (error) {
    // A value that throws when it is read may throw anything, secrets included.
    throw error instanceof errorClass(brand, "request") ? error : unsent(brand, "The request is not valid");
  }
};

const requestOf: Describe = (operation, input, brand, baseUrl) => {
  const { styles = {}, server, bodies = { "application/json": "json" } } = operation;
  const { path, query, querystring, header = {}, cookie = {}, headers, body, contentType } = input;
  // A raw method may bring serializers of its own.
  const own: Init = input as Init;
  // A template may have a query, and a fragment, which is not sent and tells it from the same path.
  const [, pathname = "", search = ""] = /^([^?#]*)\??([^#]*)/.exec(operation.path) ?? [];
  const [usual = ""] = Object.keys(bodies);
  const mediaType = contentType ?? usual;
  const format = bodies[mediaType] ?? bodies[usual] ?? "json";
  const hasBody = body !== undefined && !own.bodySerializer;
  const written = hasBody ? writeBody(brand, body, mediaType, format) : undefined;
  const cookies = writeCookies(brand, cookie, styles.cookie);
  return {
    server: server?.insteadOf === baseUrl ? server.url : undefined,
    params: { path, query } as never,
    pathSerializer: own.pathSerializer ?? ((_, values) => writePath(brand, pathname, values, styles.path)),
    querySerializer:
      own.querySerializer ??
      ((values) => {
        const rest = writeQuery(brand, values as Record<string, unknown>, styles.query);
        const whole = operation.querystring && writeWholeQuery(brand, querystring, operation.querystring);
        return [writePath(brand, search, path ?? {}, styles.path), whole, rest].filter(Boolean).join("&");
      }),
    headers: mergeHeaders(brand, writeHeaders(brand, header, styles.header), { cookie: cookies }, headers),
    ...(written && { bodySerializer: () => written.body, media: { "content-type": written.contentType } }),
  };
};

/** Asks for the response of an operation, and reads it, as its table entry says. */
export const describeResponse: Describe = ({ answers = {}, mayBeEmpty }, { accept, parseAs }) => {
  const types = Object.keys(answers);
  const [usual = ""] = types;
  // Without a choice, ask for all that gives the same kind of value.
  const asked = accept ?? types.filter((type) => answers[type] === answers[usual]).join(", ");
  const asStream = parseAs === "stream";
  const formatOf = ({ headers }: Response) => formatIn(answers, accept ?? usual, headers.get("content-type") ?? "");
  return {
    media: { accept: asked },
    streams(response) {
      const format = formatOf(response);
      const isStream = /events|items|object/i.test(`${format}`) || (format === "blob" && asStream);
      // Where the runtime has no streams, the whole response is read first.
      return response.ok && isStream && Boolean(response.body?.getReader);
    },
    read: (received, call) => dataIn(received, call, formatOf(received.response), { asStream, mayBeEmpty }),
  };
};

/** Both of the others. */
export const describeCall: Describe = (...call) => {
  const [request, response] = [describeRequest(...call), describeResponse(...call)];
  return { ...request, ...response, media: { ...response.media, ...request.media } };
};

/** The format of a response: by its own type if it is documented, else that of the type that was asked for. */
function formatIn(answers: NonNullable<Operation["answers"]>, asked: string | undefined, given: string): AnswerFormat {
  const documented = Object.keys(answers).find((name) => essence(name) === essence(given));
  const type = asked && essence(asked) === essence(given) ? asked : documented;
  const format = answers[type ?? asked ?? ""] ?? Object.values(answers)[0] ?? "json";
  // Under a range, such as */*, a text may come as JSON.
  return format === "text" && type === undefined && isJson(given) ? "json" : format;
}

/** A media type without its parameters. */
function essence(mediaType: string): string {
  return mediaType.replace(/;.*/s, "").trim().toLowerCase();
}

/** Returns what the caller gets; `undefined` for JSON, which the client reads itself. */
function dataIn(
  received: Received,
  call: Call,
  format: AnswerFormat,
  { asStream, mayBeEmpty }: { asStream: boolean; mayBeEmpty: boolean | undefined },
): unknown {
  if (format === "items") return itemsOf(received, call);
  if (format === "events" || format === "textEvents") return eventsOf(received, call, () => format === "events");
  if (typeof format === "object") return eventsOf(received, call, (type) => format.events.includes(type));
  if (format === "blob" && asStream) return streamOf(received, call);
  const isEmpty = received.chunks.length === 0 && !received.text;
  if (format === "json" || (isEmpty && mayBeEmpty)) return undefined;
  return format === "text" ? textOf(received) : wholeResponse(received).blob();
}
