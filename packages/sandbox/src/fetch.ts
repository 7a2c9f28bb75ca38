import { isUint8Array } from "node:util/types";
import type { Handler } from "./http.ts";
import { web } from "./web.ts";

const { Request, Response } = web;

/** Returns a `fetch` that passes its requests to a handler in this process. */
export function fetchFrom(handle: Handler): typeof globalThis.fetch {
  return async (input, init) => {
    const signal = init?.signal === undefined && input instanceof Request ? input.signal : init?.signal;
    const request = readRequest(input, init);
    const reader = request.body?.getReader();
    const cancel = () => {
      // As with the global fetch, a stream that cannot be cancelled changes nothing.
      reader?.cancel(signal?.reason).catch(() => {});
    };
    signal?.addEventListener("abort", cancel);
    try {
      signal?.throwIfAborted();
      const { status, headers, body } = await handle({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: chunks(reader, signal),
      });
      return new Response(request.method === "HEAD" ? null : body, { status, headers });
    } finally {
      signal?.removeEventListener("abort", cancel);
      // Not every response waits for the body.
      cancel();
    }
  };
}

function readRequest(...[input, init]: Parameters<typeof globalThis.fetch>): Request {
  // The properties of a Request are in its prototype, where neither of the following would find them.
  if (init instanceof Request) return new Request(input, init);
  // A Request that comes with nothing but a signal is used as it is: a copy would pipe its body through a stream.
  const isWhole = Object.keys(init ?? {}).every((key) => key === "signal");
  if (isWhole && input instanceof Request && !input.bodyUsed) return input;
  // The signal is left out, because Node's Request refuses that of a simulated browser.
  return new Request(input, init && { ...init, signal: null });
}

/** Yields the chunks of a body. Throws the signal's reason if it is aborted, which must also cancel the reader. */
async function* chunks(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  signal: AbortSignal | null | undefined,
): AsyncGenerator<Uint8Array> {
  while (reader) {
    const { done, value } = await reader.read();
    signal?.throwIfAborted();
    if (done) return;
    if (!isUint8Array(value)) throw new TypeError(`A body must be a stream of Uint8Array, has a ${typeof value}.`);
    yield value;
  }
}
