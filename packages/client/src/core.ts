import createFetchClient, { type Client, defaultBodySerializer, type Middleware } from "openapi-fetch";
import { ScenarioError } from "./errors.ts";
import { answerError, excerpt, statusError } from "./fail.ts";
import type { Operation, OperationInput, OperationResult } from "./operation.ts";
import { fillPath } from "./path.ts";
import { redaction, valuesOf } from "./redaction.ts";
import {
  defaults,
  type SharedOptions,
  type TransportOptions,
  type TransportSettings,
  withOptions,
} from "./settings.ts";
import { type Call, transport } from "./transport.ts";

/** How a client of any description is set up. */
export interface ClientOptions extends TransportOptions {
  /** Where the API is, without the operation's path. */
  baseUrl: string;
  /** Headers of every request. */
  headers?: Record<string, string> | undefined;
  /** What no error and no log line may show. */
  secrets?: readonly string[] | undefined;
}

/** openapi-fetch's call options without the types of one description, which hold for the methods that users call. */
export interface Init extends SharedOptions {
  params?: { path?: unknown; query?: unknown; header?: unknown };
  body?: unknown;
  bodySerializer?: (body: unknown, headers?: unknown) => unknown;
  [option: string]: unknown;
}

/** How the calls of operations are written, and their answers read. */
export interface Media {
  write(operation: Operation, input: OperationInput): Init;
  /** The documented body, from what openapi-fetch read. Throws where it is another. */
  read(operation: Operation, data: unknown): unknown;
}

/** JSON both ways. It is read as text first, so that an answer that is none can be shown. */
export const json: Media = {
  write: (_, { path, query, ...init }) => ({ ...init, params: { path, query }, parseAs: "text" }),
  read: (_, data) => JSON.parse((data ?? "") as string),
};

type Send = (
  method: string,
  path: string,
  init: Init,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** The methods that may be repeated without another effect (RFC 9110, section 9.2.2). */
const IDEMPOTENT = /^(get|put|delete|options|head|trace)$/i;

/**
 * A typed openapi-fetch client with one method for each operation, over a transport that ends, retries and redacts.
 *
 * The operations' methods resolve to the documented body and throw where openapi-fetch returns `{ error }`. Path
 * parameters are checked and encoded for both, so that no call can leave its path.
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
      // The runtime would listen to it for as long as the request is in memory; the transport minds it instead.
      signal: undefined,
      // openapi-fetch fills a path only where it is given parameters: without them the braces themselves would be sent.
      params: { ...init.params, path: init.params?.path ?? {} },
      bodySerializer(body, headers) {
        const serialized = bodySerializer(body, headers);
        // Middleware may send another request than this one, and then its body is another too.
        if (typeof serialized === "string" && !hasMiddleware && !middleware) call.body = serialized;
        return serialized;
      },
      fetch: async (request: Request) => {
        call.response = await transport(request, call);
        return call.response;
      },
    }).catch((error) => {
      // The runtime's own errors quote the text, and that may hold secrets.
      if (error instanceof SyntaxError && call.response) {
        throw answerError("Response", call, call.response, "the answer is not JSON");
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
      // What JSON.parse says is kept out: it quotes the text as it is.
      const text = call.redact(`${data ?? ""}`);
      const found = !text ? "empty" : /^\s*</.test(text) ? "HTML, as of a proxy" : "not JSON";
      throw answerError("Response", call, response, `the answer is ${found}`, { text: excerpt(text) });
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
    data.catch(() => {}); // a failure is for who waits for the response
    return result;
  };
  return Object.assign(data, { withResponse });
}
