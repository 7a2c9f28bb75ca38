import type { HeadersOptions, QuerySerializerOptions } from "openapi-fetch";
import type { SharedOptions } from "./settings.ts";

/** What the client knows about an operation at run time. `operations.gen.ts` holds one for each. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  /** Parameter names by place. */
  readonly parameters: Readonly<Partial<Record<"path" | "query" | "header" | "cookie", readonly string[]>>>;
  /** How lists and objects in the query are written, unless it is openapi-fetch's default. */
  readonly querySerializer?: QuerySerializerOptions;
  /** The body's media type, unless it is `application/json`. */
  readonly contentType?: string;
  /** The body's secret properties (`format: password`). No error and no log line shows their values. */
  readonly secrets?: readonly string[];
  /** How the response is read, unless it is JSON. */
  readonly parseAs?: "text" | "blob";
  /** Whether a 2xx response may be empty. */
  readonly mayBeEmpty?: boolean;
}

/** Options of one call, given beside its parameters and body. Where a call goes is not among them. */
export interface CallOptions extends SharedOptions {
  /** Headers of this call; `null` removes a header that the client sets. */
  headers?: HeadersOptions | undefined;
  /** An option of the client alone. */
  baseUrl?: never;
  /** An option of the client alone. */
  fetch?: never;
  /** Redirects are never followed. */
  redirect?: never;
}

/** What an operation's method returns: a promise of the documented body. */
export interface OperationResult<Data> extends Promise<Data> {
  /** Resolves to the documented body and its response, whose body has already been read. */
  withResponse(): Promise<{ data: Data; response: Response }>;
}

/** What an operation's method takes, without the types of one description. */
export interface OperationInput extends CallOptions {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  header?: Record<string, unknown>;
  cookie?: Record<string, unknown>;
  body?: unknown;
}
