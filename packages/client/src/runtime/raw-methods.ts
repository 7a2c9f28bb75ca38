import type { Client, FetchResponse, MaybeOptionalInit } from "openapi-fetch";
import type { HttpMethod, MediaType, PathsWithMethod, RequiredKeysOf } from "openapi-typescript-helpers";
import type { ApiError } from "./errors.ts";
import type { SharedOptions } from "./settings.ts";

/** The options that a call may have beside its parameters and body. */
export const callOptions = ["headers", "signal", "timeout", "retries", "onRetry"] as const;

/** The further options of a raw method, as openapi-fetch has them. */
export const rawOptions = [
  "params",
  "body",
  "querySerializer",
  "bodySerializer",
  "pathSerializer",
  "middleware",
] as const;

type RawOption = (typeof callOptions)[number] | (typeof rawOptions)[number];

/** Paths whose error responses are replaced by the client's error, which is what a raw method returns. */
export type WithError<Paths, Failed> = {
  [Path in keyof Paths]: {
    [Method in keyof Paths[Path]]: Paths[Path][Method] extends { responses: infer Responses }
      ? Omit<Paths[Path][Method], "responses"> & { responses: Succeeded<Responses> & Failing<Failed> }
      : Paths[Path][Method];
  };
};

type Succeeded<Responses> = {
  [Status in keyof Responses as `${Status & (string | number)}` extends `2${string}`
    ? Status
    : never]: Responses[Status];
};

interface Failing<Failed> {
  default: { content: { "application/json": Failed } };
}

/**
 * openapi-fetch's methods, to which code that is built on openapi-fetch can be given. They refuse options that this
 * client does not have, such as `baseUrl`.
 */
export type RawMethods<Paths extends object, Failed = ApiError> = Methods<WithError<Paths, Failed>, Failed>;

type Methods<Paths extends object, Failed> = Pick<Client<Paths>, "use" | "eject"> & {
  // A method that no path has stays openapi-fetch's own: from it, openapi-react-query can tell the paths.
  [Method in HttpMethod as Uppercase<Method>]: [PathsWithMethod<Paths, Method>] extends [never]
    ? Client<Paths>[Uppercase<Method>]
    : RawMethod<Paths, Method, Failed>;
} & { request: RawRequest<Paths, Failed> };

type RawMethod<Paths extends object, Method extends HttpMethod, Failed> = <
  Path extends PathsWithMethod<Paths, Method>,
  Init extends MaybeOptionalInit<Operations<Paths, Path>, Method>,
>(
  this: Checked<Init, MaybeOptionalInit<Operations<Paths, Path>, Method>>,
  url: Path,
  ...init: InitParameter<Init>
) => Promise<RawResult<Operations<Paths, Path>[Method], Init, Failed>>;

type RawRequest<Paths extends object, Failed> = <
  Method extends HttpMethod,
  Path extends PathsWithMethod<Paths, Method>,
  Init extends MaybeOptionalInit<Operations<Paths, Path>, Method>,
>(
  this: Checked<Init, MaybeOptionalInit<Operations<Paths, Path>, Method>>,
  method: Method,
  url: Path,
  ...init: InitParameter<Init>
) => Promise<RawResult<Operations<Paths, Path>[Method], Init, Failed>>;

/** The operations of a path, of which openapi-fetch demands that every method could be one. */
// biome-ignore lint/suspicious/noExplicitAny: it is openapi-fetch's own constraint
type Operations<Paths, Path extends keyof Paths> = (Paths & Record<string, any>)[Path];

/**
 * The type of `this`, which no object has if a call has an option too many: so the compiler names the option. The type of
 * the option itself must stay as openapi-fetch has it, or openapi-react-query would not accept the client.
 */
type Checked<Init, Widest> = [Surplus<Init, Widest>] extends [never]
  ? unknown
  : `${Surplus<Init, Widest> & string} is not an option of a call`;

/** If another argument is wrong, the compiler infers the widest type, and should report that argument. */
type Surplus<Init, Widest> = Widest extends Init
  ? never
  : string extends keyof Init
    ? never
    : Exclude<keyof Init, RawOption>;

type InitParameter<Init> =
  RequiredKeysOf<Init> extends never
    ? [(Init & SharedOptions & { [key: string]: unknown })?]
    : [Init & SharedOptions & { [key: string]: unknown }];

type RawResult<Operation extends Record<string | number, unknown>, Init, Failed> = FetchResponse<
  Operation,
  Init,
  MediaType
> &
  ({ error?: never } | { error: Failed });
