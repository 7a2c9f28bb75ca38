import createFetchClient, { type Client, defaultBodySerializer, type Middleware } from "openapi-fetch";
import { ScenarioError } from "./errors.ts";
import { excerpt, responseError, statusError } from "./fail.ts";
import type { Operation, OperationInput, OperationResult } from "./operation.ts";
import { redaction, valuesOf } from "./redaction.ts";
import {
  defaults,
  type SharedOptions,
  type TransportOptions,
  type TransportSettings,
  withOptions,
} from "./settings.ts";
import { type Call, transport } from "./transport.ts";

/** Options of a client for any description. */
export interface ClientOptions extends TransportOptions {
  /** The URL of the API, without the operation's path. */
  baseUrl: string;
  /** Headers that are sent with every request. */
  headers?: Record<string, string> | undefined;
  /** Texts that no error and no log line may show. */
  secrets?: readonly string[] | undefined;
}

/** openapi-fetch's options of a call, without the types of one description: users call methods that have those types. */
interface Init extends SharedOptions {
  params?: { path?: unknown; query?: unknown; header?: unknown };
  body?: unknown;
  bodySerializer?: (body: unknown, headers?: unknown) => unknown;
  [option: string]: unknown;
}

/** How requests are written and responses read. */
export interface Media {
  write(operation: Operation, input: OperationInput): Init;
  /** Returns the documented body, given what openapi-fetch read. Throws if it is not the documented one. */
  read(operation: Operation, data: unknown): unknown;
}

/** JSON both ways. Responses are read as text first, so that an error can show those that are not JSON. */
export const json: Media = {
  write: (_, { path, query, ...init }) => ({ ...init, params: { path, query }, parseAs: "text" }),
  read: (_, data) => JSON.parse((data ?? "") as string),
};

type Send = (
  method: string,
  path: string,
  init: Init,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** The methods that may be repeated (RFC 9110, section 9.2.2). */
const IDEMPOTENT = /^(get|put|delete|options|head|trace)$/i;

/**
 * Creates a typed openapi-fetch client with one method for each operation, on a transport with timeouts, retries and
 * redaction.
 *
 * The operations' methods resolve to the documented body, and throw when openapi-fetch would return `{ error }`.
 */
export function createCore<Paths extends object, Methods extends object>(
  operations: Readonly<Record<keyof Methods, Operation>>,
  { baseUrl, headers = {}, secrets = [], ...options }: ClientOptions,
  media: Media,
): Client<Paths> & Methods {
  const client = createFetchClient<Paths>({ baseUrl, headers, redirect: "manual", pathSerializer: fillPath });
  const settings: TransportSettings = withOptions(defaults, options);
  const request = client.request as unknown as Send;

  let hasMiddleware = false;

  const secretNames = Object.values<Operation>(operations).flatMap((operation) => operation.secrets ?? []);

  const send = (name: string, method: string, path: string, init: Init) => {
    const { body, signal, retries, middleware, bodySerializer = defaultBodySerializer } = init;
    const repeatable = (retries !== undefined || IDEMPOTENT.test(method)) && !(body instanceof ReadableStream);
    let redact: ((text: string) => string) | undefined;
    const call: Call = {
      ...withOptions(settings, init),
      ...(!repeatable && { retries: 0 }),
      operation: name,
      attempts: 0,
      signals: [settings.signal, signal].filter((signal) => signal !== undefined),
      redact(text) {
        redact ??= redaction([...secrets, ...valuesOf(secretNames, body)]);
        return redact(text);
      },
    };
    const result = request(method, path, {
      ...init,
      // The transport handles it. The runtime would keep a listener on it as long as the request is in memory.
      signal: undefined,
      // Without parameters, openapi-fetch would not fill the path and send its braces.
      params: { ...init.params, path: init.params?.path ?? {} },
      bodySerializer(body, headers) {
        const serialized = bodySerializer(body, headers);
        // Middleware may replace the request and so its body.
        if (typeof serialized === "string" && !hasMiddleware && !middleware) call.body = serialized;
        return serialized;
      },
      fetch: async (request: Request) => {
        call.response = await transport(request, call);
        return call.response;
      },
    }).catch((error) => {
      // The runtime's own error quotes the text, which may contain secrets.
      if (error instanceof SyntaxError && call.response) {
        throw responseError("Response", call, call.response, "the response is not JSON");
      }
      throw error instanceof URIError ? new ScenarioError("Request", "A parameter is not well-formed Unicode") : error;
    });
    return { call, result };
  };

  const raw = async (method: string, path: string, init: Init = {}) =>
    send(`${method} ${path}`, method, path, init).result;

  const named = async (name: string, operation: Operation, input: OperationInput = {}) => {
    const { method, path } = operation;
    const { call, result } = send(name, method, path, media.write(operation, input));
    const { data, error, response } = await result;
    if (!response.ok) {
      throw statusError(call, response, typeof error === "string" ? error : (JSON.stringify(error) ?? ""));
    }
    try {
      return { data: media.read(operation, data), response };
    } catch {
      // The error of JSON.parse is not the cause, because it quotes the text with its secrets.
      const text = call.redact(`${data ?? ""}`);
      const found = !text ? "empty" : /^\s*</.test(text) ? "HTML, probably from a proxy" : "not JSON";
      throw responseError("Response", call, response, `the response is ${found}`, { text: excerpt(text) });
    }
  };

  const { use } = client;
  const methods: Record<string, unknown> = {
    request: raw,
    use(...middleware: Middleware[]) {
      hasMiddleware = true;
      use(...middleware);
    },
  };
  for (const method of Object.keys(client).filter((key) => /^[A-Z]+$/.test(key))) {
    methods[method] = (path: string, init?: Init) => raw(method, path, init);
  }
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    methods[name] = (input?: OperationInput) => operationResult(named(name, operation, input));
  }
  return Object.assign(client, methods as Methods);
}

function operationResult<Data>(result: Promise<{ data: Data; response: Response }>): OperationResult<Data> {
  const data = result.then(({ data }) => data);
  const withResponse = () => {
    data.catch(() => {}); // The caller sees the failure in the returned promise.
    return result;
  };
  return Object.assign(data, { withResponse });
}

/**
 * Fills the parameters of a path template so that the request cannot leave its path.
 *
 * Values are percent-encoded (RFC 3986), slashes included. Dots cannot be encoded, because URL parsers read `%2e%2e` as
 * `..`, so a segment that would be `.` or `..` is refused.
 *
 * @throws {ScenarioRequestError} if a value is missing, empty or an object, or would make a dot segment
 */
function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) => encode(name, values[name]));
  if (/\/\.\.?(\/|$)/.test(path)) {
    throw new ScenarioError("Request", `Path parameters of ${template} must not be "." or "..": nothing was sent`);
  }
  return path;
}

function encode(name: string, value: unknown): string {
  if (/string|number|boolean|bigint/.test(typeof value) && value !== "") {
    try {
      return encodeURIComponent(String(value));
    } catch {} // half a surrogate pair
  }
  const found = typeof value === "string" ? JSON.stringify(value) : typeof value;
  throw new ScenarioError("Request", `Path parameter "${name}" cannot be ${found}: nothing was sent`);
}
