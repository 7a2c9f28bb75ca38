import type { HeadersOptions, QuerySerializerOptions } from "openapi-fetch";
import type { SharedOptions } from "./settings.ts";

/** What the client knows of an operation at run time; `operations.gen.ts` holds one for each. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  /** Parameter names by place. */
  readonly parameters: Readonly<Partial<Record<"path" | "query" | "header" | "cookie", readonly string[]>>>;
  /** How lists and objects in the query are written, where that is not openapi-fetch's default. */
  readonly querySerializer?: QuerySerializerOptions;
  /** The body's media type, where it is not `application/json`. */
  readonly contentType?: string;
  /** The body's properties that are secret (`format: password`): no error and no log line shows their values. */
  readonly secrets?: readonly string[];
  /** How the answer is read, where it is not JSON. */
  readonly parseAs?: "text" | "blob";
  /** Whether a 2xx answer may be empty. */
  readonly mayBeEmpty?: boolean;
}

/** What can be set for one call, beside its parameters and body. */
export interface CallOptions extends SharedOptions {
  /** Headers of this call alone; `null` takes away one that the client sets. */
  headers?: HeadersOptions | undefined;
}

/** What an operation's method returns: a promise of the documented body, and of the response with it. */
export interface OperationResult<Data> extends Promise<Data> {
  /** The documented body and the response that it came in, whose body is read already. */
  withResponse(): Promise<{ data: Data; response: Response }>;
}

/** The parts of a call as an operation's method takes them, without the types of one description. */
export interface OperationInput extends CallOptions {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  header?: Record<string, unknown>;
  cookie?: Record<string, unknown>;
  body?: unknown;
}
