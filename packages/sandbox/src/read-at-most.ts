/**
 * Returns the bytes of a request's body, or `undefined` where it has more than `limit` of them: then the rest is not
 * read.
 */
export async function readAtMost(limit: number, { body }: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
