// Words that the HTML and the Markdown of a page share.
import { bodyKind } from "../samples/request.ts";
import type { Content, Markdown } from "./site.ts";

/** `1 field`, `1,200 fields`. */
export function countText(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Stands before the name of the file that has everything. */
export const LEFT_OUT = "The page is too long to show the fields inside. They are in";

/** The first paragraph of a text, on one line. */
export function firstParagraph(text: Markdown): Markdown {
  return (text.trim().split(/\n\s*\n/)[0] ?? "").replace(/\s+/g, " ");
}

export function statusTitle(status: string): string {
  return status === "default" ? "Any other answer" : `Response ${status}`;
}

/** Who sends the request of a page, if the reader's app does not. */
export const sentBy = {
  webhook: "A webhook: the API sends this request to your server.",
  callback: "A callback: the API sends this request to the address that an operation was given.",
};

/** Stands before the fields of one of many that come one after another. */
export function eachText({ each }: Pick<Content, "each">): string | undefined {
  return each && `Each ${each}:`;
}

/** Ends a list of the values of a property with which something is meant, if it is also meant without any of them. */
export const OTHERWISE = "anything else, or missing";

/** How a whole query is written. */
export function queryStringNote(mediaType: string): string {
  const kind = bodyKind(mediaType);
  if (kind === "urlencoded") return "The fields are the whole query of the address, as pairs of names and values.";
  const written = kind === "json" ? "as JSON" : `as ${mediaType}`;
  return `The value is the whole query of the address, ${written}, with its special characters percent-encoded.`;
}

/** Stands before an example as it is sent, after the same as data. */
export const AS_SENT = "As it is sent:";

/** Stands before the address of the description itself. */
export const SELF = "Its own address:";

export const madeFromSchema = "Made from the schema: the description gives no example.";
