import type { Problem } from "@scenario-openapi/client/validation";
import type { HttpResponse } from "./http.ts";

/**
 * The body of every refusal (RFC 9457, `application/problem+json`). It is the sandbox's own: the API's error bodies are
 * not documented.
 */
export interface ProblemDetails {
  type: "about:blank";
  /** The name of the status, such as `Bad Request`. */
  title: string;
  status: number;
  /** What is wrong with this request, and how to fix it. */
  detail: string;
  /** Every problem of the request; only with status 400. */
  problems?: Problem[];
}

export const titles = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  500: "Internal Server Error",
  501: "Not Implemented",
} as const;

/** Makes the response of a refusal. */
export function refuse(
  status: keyof typeof titles,
  detail: string,
  { problems, headers }: { problems?: Problem[]; headers?: Record<string, string> } = {},
): HttpResponse {
  // With the type about:blank, RFC 9457 wants the name of the status as the title.
  const body: ProblemDetails = {
    type: "about:blank",
    title: titles[status],
    status,
    detail,
    ...(problems && { problems }),
  };
  return {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
    body: JSON.stringify(body),
  };
}

/** Returns texts as a refusal lists them: at most ten. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 10).join(", ");
  return texts.length > 10 ? `${shown} and ${texts.length - 10} more` : shown;
}
