import type { IncomingHttpHeaders } from "node:http";

/** A request, whether it comes through `fetch` or over HTTP. */
export interface HttpRequest {
  method: string;
  /** Absolute, or from the path on. */
  url: string;
  headers: IncomingHttpHeaders;
  body: AsyncIterable<Uint8Array>;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

/** Rejects only if the body cannot be read. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;
