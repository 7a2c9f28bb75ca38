import type { HeadersOptions } from "openapi-fetch";
import type { Init } from "./create-client.ts";
import type { ApiError } from "./errors.ts";
import type { SharedOptions } from "./settings.ts";
import type { DocumentedResponse } from "./typed-response.ts";

/** Where a parameter is sent. */
export type Place = "path" | "query" | "querystring" | "header" | "cookie";

/** How a parameter or a property of a form is written (OpenAPI's Parameter Object and Encoding Object). */
export interface ParameterStyle {
  readonly style?:
    | "form"
    | "simple"
    | "label"
    | "matrix"
    | "spaceDelimited"
    | "pipeDelimited"
    | "deepObject"
    | "cookie";
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** The media type of the value, which is written as JSON, or as text if it is another type. */
  readonly mediaType?: string;
}

/** How the properties of a form are written, where it is not the default for their values. */
export type Encodings = Readonly<
  Record<
    string,
    ParameterStyle & { readonly contentType?: string; readonly headers?: Readonly<Record<string, string>> }
  >
>;

/** How a body is written: as JSON, as it is, as JSON values one after another, or as a form. */
export type BodyFormat =
  | "json"
  | "text"
  | "bytes"
  | "items"
  | { readonly form: Encodings }
  | { readonly multipart: Encodings };

/** How a query is written that one parameter describes as a whole: as JSON, as it is, or as a form. */
export type QueryFormat = "json" | "text" | { readonly form: Encodings };

/**
 * How a response is read: as one value, or as a stream of server-sent events, whose data is JSON or text, or of JSON values.
 * A list names the types of the events whose data is JSON, if that of others is text.
 */
export type AnswerFormat =
  | "json"
  | "text"
  | "blob"
  | "events"
  | "textEvents"
  | "items"
  | { readonly events: readonly string[] };

/** What the client knows about an operation at run time. `operations.gen.ts` holds one for each. */
export interface Operation {
  /** As it is sent: `GET`. */
  readonly method: string;
  readonly path: string;
  /** The operation's own server. It takes the place of the description's server, if that is the client's base URL. */
  readonly server?: { readonly url: string; readonly insteadOf: string };
  /** Parameter names by place. */
  readonly parameters: Readonly<Partial<Record<Place, readonly string[]>>>;
  /** How parameters are written, where it is not the default: `form` exploded in query and cookie, `simple` elsewhere. */
  readonly styles?: Readonly<Partial<Record<Place, Readonly<Record<string, ParameterStyle>>>>>;
  /** How the query is written, if one parameter is the whole of it. */
  readonly querystring?: QueryFormat;
  /** How a body is written in each of its media types, the usual one first. Default: JSON alone. */
  readonly bodies?: Readonly<Record<string, BodyFormat>>;
  /** The alternatives of security schemes that are needed together, if they are not the usual ones of the API. */
  readonly security?: readonly (readonly string[])[];
  /** The body's secret properties (`format: password`). No error and no log line shows their values. */
  readonly secrets?: readonly string[];
  /** How a 2xx response is read in each of its media types, the one to ask for first. Default: JSON alone. */
  readonly answers?: Readonly<Record<string, AnswerFormat>>;
  /** Whether a 2xx response may be empty. */
  readonly mayBeEmpty?: boolean;
  /** Further options of a call: `contentType`, `accept`, `parseAs`. */
  readonly options?: readonly string[];
  /** Sends and reads the operation as this table says, unless a plain path and query and JSON are all that it has. */
  readonly describe?: Describe;
  /** How the pages of a list follow each other. */
  readonly pages?: Pages;
}

/** How the pages of a list follow each other. Members of a response are given by their keys, from the outside. */
export interface Pages {
  /**
   * What is sent for the next page: a cursor from the response, a number that grows by the items of the page or by one, or
   * the query of a link.
   */
  readonly by: "cursor" | "offset" | "page" | "link";
  /** The parameter of the query that has the cursor or the number. */
  readonly param?: string;
  /** The number of the first page or item. */
  readonly from?: number;
  /** Where a response has its items. */
  readonly items: readonly string[];
  /** Where a response has the cursor or the link. A link that is nowhere is that of the `Link` header. */
  readonly next?: readonly string[];
  /** Where a response says whether there are more pages. */
  readonly more?: readonly string[];
  /** The parameters of the query that carry credentials: the client adds its own to what a link has. */
  readonly credentials?: readonly string[];
}

/** Turns the input of a call into options that send and read an operation as it is described. */
export type Describe = (operation: Operation, input: OperationInput, brand: string, baseUrl: string) => Init;

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

/**
 * What an operation's method returns: a promise of the documented body.
 *
 * @typeParam Failed the error of a documented status
 * @typeParam ResponseHeaders the documented headers of the response
 */
export interface OperationResult<Data, Failed = ApiError, ResponseHeaders = unknown> extends Promise<Data> {
  /** Resolves to the documented body and its response, whose body has already been read. */
  withResponse(): Promise<{ data: Data; response: DocumentedResponse<ResponseHeaders> }>;
  /**
   * Resolves to the same if the status is 2xx, else to the error, whose `status` tells the type of its `body`. Rejects only
   * if there is no response, or a 2xx response is not the documented one.
   */
  result(): Promise<
    | { data: Data; error?: never; response: DocumentedResponse<ResponseHeaders> }
    | { data?: never; error: Failed; response: Response }
  >;
}

/** What an operation's method takes, without the types of one description. */
export interface OperationInput extends CallOptions {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  /** The whole query, if one parameter describes it. */
  querystring?: unknown;
  header?: Record<string, unknown>;
  cookie?: Record<string, unknown>;
  body?: unknown;
  /** The media type of the body, if there are several. */
  contentType?: string;
  /** The media type of the response, if there are several. */
  accept?: string;
  /** Whether a response that is a file is read as a stream. */
  parseAs?: "stream";
}
