import type { Received } from "./body.ts";
import { callError, excerpt, responseError } from "./failure.ts";
import { type Call, networkError } from "./transport.ts";
import { within } from "./within.ts";

/** One of the events of a `text/event-stream`. */
export interface ServerSentEvent<Data, Type extends string = string> {
  /** The data: parsed, if the description says that it is JSON. */
  data: Data;
  /** The type of the event. Default: `message`. */
  event: Type;
  /** The ID of the last event that had one; empty if there was none. */
  id: string;
  /** How long to wait before connecting again, in milliseconds, if the service says so. */
  retry?: number;
}

/**
 * The event that a description describes, with all that an event has when it is read.
 *
 * @typeParam Described the fields of the event, or those of several kinds of events
 */
export type DescribedEvent<Described> = Described extends unknown
  ? ServerSentEvent<DataOf<Described>, TypeOf<Described>>
  : never;

type DataOf<Described> = Described extends { data?: infer Data }
  ? "data" extends keyof Described
    ? Exclude<Data, undefined>
    : string
  : string;

type TypeOf<Described> = Described extends { event: infer Type extends string }
  ? Type
  : Described extends { event?: infer Type extends string }
    ? Type | "message"
    : string;

/** The value with which some services end a stream of JSON. */
const DONE = "[DONE]";

/**
 * Reads a body as it comes. It may last as long as it likes, but not longer without a byte than the call's `timeout`.
 *
 * @throws a ConnectionError if it is cut short
 * @throws a TimeoutError if nothing comes
 * @throws the reason of a signal that aborted the call
 */
export async function* chunksOf({ response, chunks, text }: Received, call: Call): AsyncGenerator<Uint8Array> {
  // If it was read already: some runtimes have no streams.
  if (text !== undefined) yield new TextEncoder().encode(text);
  // TypeScript 5.4 cannot type a yield* of a list here.
  for (const chunk of chunks) yield chunk;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined =
    response.bodyUsed || text !== undefined ? undefined : response.body?.getReader();
  if (!reader) return;
  const late = () => {
    throw callError(["timeout"], call, `nothing came within ${call.timeout} ms`, { timeout: call.timeout });
  };
  const read = () =>
    reader.read().catch((thrown: unknown) => {
      throw networkError(thrown, call, "the response was cut short");
    });
  try {
    for (;;) {
      const { done, value } = await within(call.timeout, call.clock, call.signals, late, read);
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {}); // also if the caller has read enough
  }
}

/** The chunks of a body as a stream, for what takes one. */
export function streamOf(received: Received, call: Call): ReadableStream<Uint8Array> {
  const chunks = chunksOf(received, call);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

/**
 * The lines of a text in UTF-8 without their ends: CR, LF or both.
 *
 * @throws an InvalidResponseError if a line is larger than `maxResponseSize`
 */
async function* linesOf(received: Received, call: Call): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let started: string[] = []; // the parts of a line that goes on
  let length = 0;
  let afterReturn = false; // a line feed after it belongs to it
  const split = function* (text: string, last: boolean): Generator<string> {
    const lines = (afterReturn ? text.replace(/^\n/, "") : text).split(/\r\n|\n|\r/);
    if (text) afterReturn = text.endsWith("\r");
    for (const [index, line] of lines.entries()) {
      started.push(line);
      length += line.length;
      if (length > call.maxResponseSize) throw tooLarge(received, call);
      if (index === lines.length - 1 && (!last || length === 0)) return;
      yield started.join("");
      started = [];
      length = 0;
    }
  };
  for await (const chunk of chunksOf(received, call)) yield* split(decoder.decode(chunk, { stream: true }), false);
  yield* split(decoder.decode(), true);
}

function tooLarge({ response }: Received, call: Call) {
  const message = `a part of the stream is larger than ${call.maxResponseSize} bytes`;
  return responseError(["invalid_response"], call, response, message, { text: undefined });
}

/**
 * Reads server-sent events as the HTML standard says (9.2.6). An event that is not complete at the end is dropped.
 *
 * @param isJson whether the data of events of a type is JSON
 */
export async function* eventsOf(
  received: Received,
  call: Call,
  isJson: (type: string) => boolean,
): AsyncGenerator<ServerSentEvent<unknown>> {
  let data: string[] = [];
  let size = 0;
  let [event, id] = ["", ""];
  let retry: number | undefined;
  for await (const line of linesOf(received, call)) {
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "data") {
      data.push(value);
      size += value.length;
      if (size > call.maxResponseSize) throw tooLarge(received, call);
    } else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^\d+$/.test(value)) retry = Number(value);
    if (line !== "") continue;
    const text = data.join("\n");
    const type = event || "message";
    if (isJson(type) && text === DONE) return;
    if (data.length > 0) {
      yield {
        data: isJson(type) ? parsed(text, received, call) : text,
        event: type,
        id,
        ...(retry !== undefined && { retry }),
      };
    }
    [data, size, event, retry] = [[], 0, "", undefined];
  }
}

/** The record separator of RFC 7464. */
const SEPARATOR = "\x1e";

/**
 * Reads JSON values, each on a line (`application/jsonl`) or after a record separator (`application/json-seq`), where it may
 * go on for several lines.
 */
export async function* itemsOf(received: Received, call: Call): AsyncGenerator<unknown> {
  let begun: string | undefined;
  for await (const line of linesOf(received, call)) {
    const starts = line.startsWith(SEPARATOR);
    if (starts && begun?.trim()) parsed(begun, received, call); // which throws
    const text: string = starts ? line.slice(1) : begun === undefined ? line : `${begun}\n${line}`;
    const goesOn = (starts || begun !== undefined) && !isWhole(text);
    if (goesOn && text.length > call.maxResponseSize) throw tooLarge(received, call);
    begun = goesOn ? text : undefined;
    if (!goesOn && text.trim() !== "") yield parsed(text, received, call);
  }
  if (begun?.trim()) parsed(begun, received, call);
}

/** Whether a text is a value of JSON. */
function isWhole(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

function parsed(text: string, { response }: Received, call: Call): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const details = { text: excerpt(call, text) };
    throw responseError(["invalid_response"], call, response, "a part of the stream is not JSON", details);
  }
}
