/**
 * Returns the bytes of a request's body, or `undefined` where it has more than `limit` of them. Such a body is read to
 * its end all the same, and dropped: left unread, it would block its connection, and with it the end of the server.
 */
export async function readAtMost(limit: number, { body }: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}
