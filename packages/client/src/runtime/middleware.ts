import type { Middleware, MiddlewareCallbackParams } from "openapi-fetch";
import type { Received } from "./body.ts";

/**
 * Sends a request through middleware, in the order and with the meaning that openapi-fetch gives it: `onRequest` may
 * replace the request or respond itself; `onError` may replace the error or respond; `onResponse` may replace the
 * response. The last two run in reverse order.
 */
export async function throughMiddleware(
  middleware: readonly Middleware[],
  context: Omit<MiddlewareCallbackParams, "request">,
  request: Request,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const reversed = [...middleware].reverse();
  let current = request;
  let response: Response | undefined;
  for (const step of middleware) {
    const result = await step.onRequest?.({ ...context, request: current });
    if (result && "status" in result) return result;
    current = result || current;
  }
  try {
    response = await send(current);
  } catch (thrown) {
    let error = thrown;
    for (const step of reversed) {
      const result = await step.onError?.({ ...context, request: current, error });
      if (result && "status" in result) {
        response = result as Response;
        break;
      }
      error = result || error;
    }
    if (!response) throw error;
  }
  for (const step of reversed) {
    response = (await step.onResponse?.({ ...context, request: current, response })) || response;
  }
  return response;
}

/** Returns the body of a request, if it has one. */
export async function bytesOf(request: Request): Promise<ArrayBuffer | undefined> {
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > 0 ? bytes : undefined;
}

/** Returns a response whose body can be read, although the client has read it already. */
export function wholeResponse(received: Received): Response {
  const { response, chunks, text } = received;
  const whole = new Response(text ?? new Blob(chunks), { headers: response.headers });
  // The constructor refuses statuses and status texts that services do send.
  const { ok, status, statusText, url } = response;
  const clone = () => wholeResponse(received);
  for (const [name, value] of Object.entries({ ok, status, statusText, url, clone })) {
    Object.defineProperty(whole, name, { value });
  }
  return whole;
}
