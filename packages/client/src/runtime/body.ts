/** A response, with its body in memory. */
export interface Received {
  response: Response;
  /** The body as it came, if the runtime can read it in parts. */
  chunks: (Uint8Array & { buffer: ArrayBuffer })[]; // TypeScript 5.4 has no Uint8Array<ArrayBuffer>.
  /** The body's text, if the runtime cannot. */
  text?: string;
  /** Whether the body went on. */
  cut: boolean;
}

/** The text of a body in UTF-8, without a byte order mark. */
export function textOf({ text, chunks }: Received): string {
  if (text !== undefined) return text;
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}
