// Words that the HTML and the Markdown of a page share.
import type { Markdown, TagGroup } from "./site.ts";

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

export function tagTitle({ name }: TagGroup): string {
  return name ?? "Other operations";
}

export function statusTitle(status: string): string {
  return status === "default" ? "Any other answer" : `Response ${status}`;
}

/** Who sends the request of a page, if the reader's app does not. */
export const sentBy = {
  webhook: "A webhook: the API sends this request to your server.",
  callback: "A callback: the API sends this request to the address that an operation was given.",
};

export const madeFromSchema = "Made from the schema: the description gives no example.";
