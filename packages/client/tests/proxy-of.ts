import { type Answer, recordedFetch } from "./client-of.ts";
import { createHarbourProxy, type HarbourProxyOptions } from "./harbour/proxy/proxy.gen.ts";

/** A proxy at https://app.example/api/harbour that lets everyone in, and whose service gives these responses. */
export function proxyOf(answers?: Answer[], options: Partial<HarbourProxyOptions> = {}) {
  const { fetch, requests } = recordedFetch(answers);
  const errors: unknown[] = [];
  const proxy = createHarbourProxy({
    path: "/api/harbour",
    authorize: () => true,
    apiKey: "the-key",
    apiSecret: "the-secret",
    fetch,
    onError: (error) => void errors.push(error),
    ...options,
  });
  return { proxy, /** What the service received. */ requests, /** What onError got. */ errors };
}

const update: RequestInit = {
  method: "PUT",
  headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
  body: '{"name":"Dawn"}',
};

/** A valid update from a page of https://app.example, with changes. */
export function visit({ path = "/boats/boat_1", ...init }: RequestInit & { path?: string; duplex?: "half" } = {}) {
  const headers = { ...update.headers, ...init.headers };
  const request = { ...update, ...init, headers };
  if (request.method === "GET" || request.method === "HEAD") request.body = null;
  return new Request(`https://app.example/api/harbour${path}`, request);
}

/** The status, the media type and the parsed body of a response. */
export async function read(response: Response) {
  const text = await response.text();
  const type = response.headers.get("content-type");
  return { status: response.status, type, body: text === "" ? undefined : JSON.parse(text) };
}
