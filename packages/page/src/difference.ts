/** Something that a page and a description say differently. */
export interface Difference {
  /** What it is about: an operation, a field (`body parameters.rank`), a value of an example. */
  subject: string;
  /** What differs, in a word or a name: `type`, `values`, `maximum for Flux LoRA`. */
  about: string;
  /** What the page says of that. Nothing if it says nothing. */
  onPage?: string | undefined;
  /** What the description says of it. */
  inDescription?: string | undefined;
  /** A JSON pointer to the place in the description that must change. */
  pointer: string;
}

/** Notes a difference about something that is known. The place is by default where that is. */
export type Differ = (
  about: string,
  onPage: string | undefined,
  inDescription: string | undefined,
  pointer?: string,
) => void;

/** Values as JSON, with commas. Nothing for none. */
export function listed(values: Iterable<unknown>): string | undefined {
  return [...values].map((value) => JSON.stringify(value)).join(", ") || undefined;
}
