// What the programs share.

type IsAny<T> = 0 extends 1 & T ? true : false;
type Same<A, B> = true extends IsAny<A> | IsAny<B> ? false : [A, B] extends [B, A] ? true : false;

/** Compiles only if a value has the type that the description means: not a wider one, not a narrower one, not `any`. */
export const typed =
  <Expected>() =>
  <Actual>(_: Actual & (Same<Expected, Actual> extends true ? unknown : { expected: Expected })) => {};

/** A number as a header has it. */
export type NumberText = `${number}`;

export async function bytesOf(body: Blob | ReadableStream): Promise<number[]> {
  return [...new Uint8Array(await new Response(body).arrayBuffer())];
}

export async function listOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A caller's own form. */
export function formData(entries: [string, string | Blob][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}
