/**
 * The same response with its body read into memory.
 *
 * @throws {RangeError} where the body has more bytes than the limit, once decompressed; the rest is not read
 * @throws what the runtime throws where the body breaks off
 */
export async function readBody(response: Response, limit: number): Promise<Response> {
  const { body, status, statusText, headers } = response;
  if (!body) return response;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      reader.cancel().catch(() => {});
      throw new RangeError(`larger than ${limit} bytes`);
    }
    chunks.push(value);
  }
  return new Response(join(chunks, size), { status, statusText, headers });
}

function join(chunks: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
