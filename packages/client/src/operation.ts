import type { HeadersOptions, QuerySerializerOptions } from "openapi-fetch";

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
  /** How the answer is read, where it is not JSON. */
  readonly parseAs?: "text" | "blob";
}

/** What can be set for one call, beside its parameters and body. */
export interface CallOptions {
  /** Ends the call: its promise is rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Headers of this call alone; `null` takes away one that the client sets. */
  headers?: HeadersOptions | undefined;
}
