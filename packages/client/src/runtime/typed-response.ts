import type { ErrorStatus } from "openapi-typescript-helpers";
import type { ApiErrorBase, ErrorCode } from "./errors.ts";

/** A response whose documented headers have types. */
export type DocumentedResponse<Documented> = unknown extends Documented
  ? Response
  : Omit<Response, "headers"> & { readonly headers: DocumentedHeaders<Documented> };

/** Headers that know the documented ones: their values are texts, and one that is always sent is never `null`. */
export interface DocumentedHeaders<Documented> extends Headers {
  get<Name extends keyof Documented>(name: Name): HeaderText<Documented[Name]>;
  get(name: string): string | null;
}

type HeaderText<Value> = undefined extends Value ? TextOf<Exclude<Value, undefined>> | null : TextOf<Value>;

type TextOf<Value> = [Value] extends [string | number | boolean] ? `${Value}` : string;

/**
 * The documented headers of the 2xx responses.
 *
 * @typeParam Responses the `responses` of an operation in the generated types
 */
export type ResponseHeaders<Responses, Status extends keyof Responses> = Status extends unknown
  ? Responses[Status] extends { headers: infer Headers }
    ? Known<Headers>
    : unknown
  : never;

/** Properties without the index signature, which allows any other header. */
type Known<Headers> = { [Name in keyof Headers as string extends Name ? never : Name]: Headers[Name] };

/**
 * The error of an operation by its documented responses: `status` tells the type of `body`. The body of a status that is
 * not documented is that of the default response, if there is one, else unknown.
 *
 * @typeParam Responses the `responses` of an operation in the generated types
 */
export type DocumentedError<Responses> = Exact<Responses> | Ranges<Responses> | Others<Responses>;

/** The error of an operation with the method HEAD, whose responses have no body. */
export type HeadError = DocumentedError<{ default: { content: { json: undefined } } }>;

/** The error of a status, with the body that is documented for it. */
export interface StatusError<Code extends ErrorCode, Status extends number, Body> extends ApiErrorBase {
  readonly code: Code;
  readonly status: Status;
  readonly body: Body;
}

/** The statuses of each code; 0 is a redirect that a browser hides. */
interface Statuses {
  redirect: 0 | 301 | 302 | 303 | 307 | 308;
  bad_request: 400;
  unauthorized: 401;
  forbidden: 403;
  not_found: 404;
  conflict: 409;
  unprocessable: 422;
  rate_limit: 429;
  server: Listed<5>;
  api: 300 | 304 | 305 | Exclude<Listed<4>, 400 | 401 | 403 | 404 | 409 | 422 | 429>;
}

type Listed<Digit extends number, Status = ErrorStatus> = Status extends number
  ? `${Status}` extends `${Digit}${string}`
    ? Status
    : never
  : never;

type Exact<Responses> = {
  [Status in keyof Responses]: Status extends number
    ? `${Status}` extends `2${string}`
      ? never
      : StatusError<CodeOf<Status>, Status, BodyOf<Responses[Status]>>
    : never;
}[keyof Responses];

type CodeOf<Status extends number> = Status extends Statuses[keyof Statuses]
  ? { [Code in keyof Statuses]: Status extends Statuses[Code] ? Code : never }[keyof Statuses]
  : `${Status}` extends `5${string}`
    ? "server"
    : "api";

type Ranges<Responses> = {
  [Range in keyof Responses]: Range extends `${infer Digit extends 1 | 3 | 4 | 5}XX`
    ? ErrorsIn<Exclude<InRange<Digit>, keyof Responses>, BodyOf<Responses[Range]>>
    : never;
}[keyof Responses];

type Others<Responses> = ErrorsIn<
  Exclude<Statuses[keyof Statuses], keyof Responses | InRanges<keyof Responses>>,
  Responses extends { default: infer Response } ? BodyOf<Response> : unknown
>;

/** The errors of several statuses with one body: one for each code. */
type ErrorsIn<Status extends number, Body> = {
  [Code in keyof Statuses]: [Status & Statuses[Code]] extends [never]
    ? never
    : StatusError<Code, Status & Statuses[Code], Body>;
}[keyof Statuses];

type InRanges<Keys> = Keys extends `${infer Digit extends number}XX` ? InRange<Digit> : never;
type InRange<Digit extends number> = Listed<Digit, Statuses[keyof Statuses]>;

/** The body of a response; JSON is parsed, everything else is text. */
type BodyOf<Response> = Response extends { content: infer Content }
  ? {
      [Type in keyof Content]: Type extends `${string}json${string}` | `${string}*` ? Content[Type] : string;
    }[keyof Content]
  : unknown;
