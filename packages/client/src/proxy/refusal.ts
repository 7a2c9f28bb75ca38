import type { Problem } from "../validation/request.ts";

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  499: "Client Closed Request",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  504: "Gateway Timeout",
};

/** The body of every response that is not a success (RFC 9457, `application/problem+json`). */
export interface ProblemDetails {
  type: "about:blank";
  /** The name of the status, such as `Bad Request`. */
  title: string;
  status: number;
  /** What is wrong, in words that come from this package and never from the service. */
  detail: string;
  /** The problems of the request, if it is invalid: at most 100, and of each pointer at most 200 characters. */
  problems?: readonly Problem[];
  /** The service's ID of the request, if the service sent one. */
  requestId?: string;
}

export interface RefusalOptions extends ErrorOptions {
  problems?: readonly Problem[];
  requestId?: string | undefined;
  headers?: Record<string, string>;
}

/** Why a request does not get what it asks for. The message is for the visitor, the cause for the server's log. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly options: RefusalOptions;

  constructor(status: number, detail: string, options: RefusalOptions = {}) {
    super(detail, options);
    this.status = status;
    this.options = options;
  }

  toResponse(): Response {
    const { status, message: detail } = this;
    const { problems, requestId, headers } = this.options;
    const body: ProblemDetails = {
      type: "about:blank",
      title: titles[status] ?? "",
      status,
      detail,
      ...(problems && { problems }),
      ...(requestId && { requestId }),
    };
    return new Response(JSON.stringify(body), {
      status,
      headers: { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" },
    });
  }
}

/** The refusal of an invalid request. */
export function invalid(problems: readonly Problem[]): Refusal {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const shown = problems.slice(0, 100).map((problem) => ({ ...problem, pointer: problem.pointer.slice(0, 200) }));
  return new Refusal(400, `The request has ${count}; nothing was sent to the service.`, { problems: shown });
}
