/**
 * The same response with its body read into memory; `undefined` where it has more bytes than the limit once decompressed,
 * whose rest is not read.
 *
 * @throws what the runtime throws where the body breaks off
 */
export async function readBody(response: Response, limit: number): Promise<Response | undefined> {
  if (!response.body) return response;
  const reader = response.body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; size <= limit; ) {
    const { done, value } = await reader.read();
    // A small answer is one chunk, which is read faster than a blob of it.
    if (done) return new Response(chunks.length > 1 ? new Blob(chunks) : chunks[0], response);
    chunks.push(value as Uint8Array<ArrayBuffer>);
    size += value.length;
  }
  reader.cancel().catch(() => {});
  return undefined;
}
