import createFetchClient, { type Client } from "openapi-fetch";
import { apiError, ScenarioResponseError } from "./errors.ts";
import type { CallOptions, Operation, OperationResult } from "./operation.ts";
import { fillPath } from "./path.ts";
import { redaction, valuesOf } from "./redaction.ts";
import {
  checkNumbers,
  type SharedOptions,
  type TransportOptions,
  type TransportSettings,
  transportSettings,
} from "./settings.ts";
import { type Call, redacted, transport } from "./transport.ts";

/** How a client of any description is set up. */
export interface ClientOptions extends TransportOptions {
  /** Where the API is, without the operation's path. */
  baseUrl: string;
  /** Headers of every request. */
  headers?: Record<string, string> | undefined;
  /** What no error and no log line may show. */
  secrets?: readonly string[] | undefined;
}

/** The parts of a call as an operation's method takes them. */
interface OperationInput extends CallOptions {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  header?: Record<string, unknown>;
  cookie?: Record<string, unknown>;
  body?: unknown;
}

/** openapi-fetch's call options without the types of one description, which hold for the methods that users call. */
interface Init extends SharedOptions {
  params?: { path?: Record<string, unknown>; query?: unknown; header?: unknown };
  body?: unknown;
  [option: string]: unknown;
}

interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** openapi-fetch's own methods, by which a description is called without names. */
const METHODS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] as const;

/** The methods that may be repeated without another effect (RFC 9110, section 9.2.2). */
const IDEMPOTENT = /^(GET|PUT|DELETE|OPTIONS|HEAD|TRACE)$/i;

/**
 * A typed openapi-fetch client with one method for each operation, over a transport that ends, retries and redacts.
 *
 * The operations' methods resolve to the documented body and throw where openapi-fetch returns `{ error }`. Path
 * parameters are checked and encoded for both, so that no call can leave its path.
 *
 * @typeParam Paths the `paths` of the generated types
 * @typeParam Methods the `OperationMethods` of the generated operations
 * @throws {ScenarioConfigError} where an option is not what it may be
 */
export function createClient<Paths extends object, Methods extends object>(
  operations: Readonly<Record<keyof Methods, Operation>>,
  { baseUrl, headers, secrets = [], ...options }: ClientOptions,
): Client<Paths> & Methods {
  const settings = transportSettings(options);
  const client = createFetchClient<Paths>({
    baseUrl,
    ...(headers && { headers }),
    redirect: "manual",
    pathSerializer: fillPath,
  });
  const request = client.request as unknown as (method: string, path: string, init: Init) => Promise<Result>;

  const send = (call: Call, method: string, path: string, { signal, timeout, retries, onRetry, ...init }: Init) =>
    request(method, path, {
      ...init,
      // openapi-fetch fills a path only where it is given parameters: without them the braces themselves would be sent.
      params: { ...init.params, path: init.params?.path ?? {} },
      fetch: (request: Request) => transport(request, call),
    });

  const raw = async (method: string, path: string, init: Init = {}) =>
    send(newCall(settings, secrets, `${method} ${path}`, method, init), method, path, init);

  const named = async (operation: string, description: Operation, input: OperationInput = {}) => {
    const init = initOf(description, input);
    const call = newCall(settings, secrets, operation, description.method, init, description.secrets);
    return documented(await send(call, description.method, description.path, init), call, description);
  };

  const methods = Object.fromEntries(
    Object.entries<Operation>(operations).map(([name, description]) => [
      name,
      (input?: OperationInput) => operationResult(named(name, description, input)),
    ]),
  );
  const byMethod = Object.fromEntries(
    METHODS.map((method) => [method, (path: string, init?: Init) => raw(method, path, init)]),
  );
  return Object.assign(client, byMethod, { request: raw }, methods as Methods);
}

function newCall(
  settings: TransportSettings,
  secrets: readonly string[],
  operation: string,
  method: string,
  { signal, timeout, retries, onRetry = settings.onRetry, body, fetch }: Init,
  secretNames: readonly string[] = [],
): Call {
  checkNumbers({ timeout, retries });
  return {
    operation,
    attempts: 0,
    settings: fetch ? { ...settings, fetch: fetch as TransportSettings["fetch"] } : settings,
    signals: [settings.signal, signal].filter((signal) => signal !== undefined),
    timeout: timeout ?? settings.timeout,
    retries: body instanceof ReadableStream ? 0 : (retries ?? (IDEMPOTENT.test(method) ? settings.retries : 0)),
    onRetry,
    redact: (text) => redaction([...secrets, ...valuesOf(secretNames, body)])(text),
  };
}

/** What openapi-fetch needs for a call by name. */
function initOf(
  { contentType, querySerializer, parseAs = "text" }: Operation,
  { path, query, header, cookie, ...init }: OperationInput,
): Init {
  return {
    ...init,
    // JSON is read as text and parsed here, so that an answer that is none can be shown.
    parseAs,
    params: {
      path: path ?? {},
      query,
      header: {
        ...header,
        // The boundary of a form is only known to the runtime that sends it.
        ...(contentType && !(init.body instanceof FormData) && { "Content-Type": contentType }),
        ...(cookie && { Cookie: cookieHeader(cookie) }),
      },
    },
    ...(contentType && !/json|urlencoded/.test(contentType) && { bodySerializer: (body: unknown) => body }),
    ...(querySerializer && { querySerializer }),
  };
}

/** The documented body of an answer. Throws where the answer is another. */
function documented({ data, error, response }: Result, call: Call, { parseAs, mayBeEmpty }: Operation) {
  if (!response.ok) {
    const text = typeof error === "string" ? error : (JSON.stringify(error) ?? "");
    throw apiError(call, redacted(response, call), call.redact(text));
  }
  if (parseAs || (mayBeEmpty && !data)) return { data: parseAs ? data : undefined, response };
  const text = (data ?? "") as string;
  try {
    return { data: JSON.parse(text) as unknown, response };
  } catch {
    // What JSON.parse says is kept out: it quotes the text as it is.
    const message = text === "" ? "empty" : /^\s*</.test(text) ? "HTML, as a proxy sends it" : "not JSON";
    throw new ScenarioResponseError(call, redacted(response, call), message, call.redact(text));
  }
}

function operationResult<Data>(result: Promise<{ data: Data; response: Response }>): OperationResult<Data> {
  const data = result.then(({ data }) => data);
  return Object.assign(data, {
    withResponse: () => {
      data.catch(() => {}); // a failure is for who waits for the response
      return result;
    },
  });
}

function cookieHeader(cookies: Record<string, unknown>): string {
  return Object.entries(cookies)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("; ");
}
