import {
  type HeadersOptions,
  type Middleware,
  type PathSerializer,
  type QuerySerializer,
  serializePrimitiveParam,
} from "openapi-fetch";
import type { Received } from "./body.ts";
import type { Authorize } from "./credentials.ts";
import { type ClientError, errorClass } from "./errors.ts";
import { jsonOf, statusError } from "./failure.ts";
import { bytesOf, throughMiddleware, wholeResponse } from "./middleware.ts";
import type { Operation, OperationInput, OperationResult } from "./operation.ts";
import { callOptions, type RawMethods, rawOptions } from "./raw-methods.ts";
import { redaction } from "./redaction.ts";
import { checkOptions, checkPath, fillPath, mergeHeaders, toJson, unsent } from "./request.ts";
import { secretsIn } from "./secrets.ts";
import {
  defaults,
  type SharedOptions,
  type TransportOptions,
  type TransportSettings,
  withOptions,
} from "./settings.ts";
import { type Call, readBody, type Sent, transport } from "./transport.ts";

/** Options of a client for any description. */
export interface ClientOptions extends TransportOptions {
  /** The URL of the API, without the operation's path. */
  baseUrl: string;
  /** Headers that are sent with every request. A call may replace them, or remove them with `null`. */
  headers?: HeadersOptions | undefined;
  /** Texts that no error and no log line may show. */
  secrets?: readonly string[] | undefined;
  /** Returns the credentials of one request. Default: all of them are among the headers. */
  authorize?: Authorize | undefined;
  /** The name of the API, with which the names of the client's errors start. Default: none. */
  brand?: string | undefined;
}

/** openapi-fetch's options of a call, without the types of one description: users call methods that have those types. */
export interface Init extends SharedOptions {
  params?: Pick<OperationInput, "path" | "query" | "header">;
  headers?: HeadersOptions | undefined;
  body?: unknown;
  querySerializer?: QuerySerializer<Record<string, unknown>>;
  bodySerializer?: (body: unknown) => unknown;
  pathSerializer?: PathSerializer;
  middleware?: Middleware[];
  /** The base URL of this call, if it is another than the client's. */
  server?: string | undefined;
  /** The headers of the media types, which all others may replace. */
  media?: Record<string, string | undefined>;
  /** Whether the body of a response is left to be read as it comes. */
  streams?: Call["streams"];
  /** Reads a 2xx response. Default: as JSON. */
  read?: (received: Received, call: Call) => unknown;
}

/** A result of openapi-fetch. */
type Result =
  | { data: unknown; error?: never; response: Response }
  | { data?: never; error: ClientError; response: Response };

/** The methods that may be repeated (RFC 9110, section 9.2.2). */
const IDEMPOTENT = ["GET", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "QUERY"];

/**
 * Creates an openapi-fetch client with one method for each operation, on a transport with timeouts, retries and redaction.
 *
 * It has openapi-fetch's types, its writing of query parameters, and the contract of its middleware. It does not call
 * openapi-fetch's own client, which makes a `Request` for each call, where other implementations of `fetch` want a URL,
 * and returns errors that can be falsy (decision 5).
 *
 * The operations' methods resolve to the documented body, and throw the error that the raw methods return.
 */
export function createClient<Paths extends object, Methods extends object>(
  operations: Readonly<Record<keyof Methods, Operation>>,
  { baseUrl, headers: clientHeaders, secrets = [], brand = "", authorize, ...options }: ClientOptions,
): RawMethods<Paths> & Methods {
  const base = baseUrl.replace(/\/$/, "");
  const settings: TransportSettings = withOptions(brand, defaults, options);
  const all = Object.values<Operation>(operations);
  const secretNames = all.flatMap((operation) => operation.secrets ?? []);
  let clientMiddleware: Middleware[] = [];

  async function exchange(
    name: string,
    method: string,
    template: string,
    input: OperationInput,
    operation?: Operation,
  ): Promise<Result> {
    const { path, query, header, ...plain } = input;
    const init = { ...plain, ...operation?.describe?.(operation, input, brand, base) } as Init;
    const { body, params = { path, query, header }, bodySerializer = (body) => toJson(brand, body) } = init;
    const { querySerializer = plainQuery, pathSerializer = (template, values) => fillPath(brand, template, values) } =
      init;
    const middleware = clientMiddleware.concat(init.middleware ?? []).filter(Boolean);

    const media = { "content-type": body === undefined ? body : "application/json", ...init.media };
    const own = authorize?.(brand, operation) ?? {};
    const headers = mergeHeaders(
      brand,
      media,
      own.headers,
      clientHeaders,
      init.headers,
      params.header as HeadersOptions,
    );
    // Credentials in a cookie go along with the cookies of the call.
    if (own.cookie) headers["cookie"] = [headers["cookie"], own.cookie].filter(Boolean).join("; ");
    let url: string;
    let written: { getReader?: unknown; [Symbol.asyncIterator]?: unknown } | null | undefined;
    let streamed: unknown;
    let sent: Sent = { method, headers, redirect: "manual" };
    let request: Request | undefined;
    try {
      const query = querySerializer(params.query ?? {});
      const filled = checkPath(brand, pathSerializer(template, params.path ?? {}), template);
      const search = [query.replace(/^\?/, ""), own.query].filter(Boolean).join("&");
      url = (init.server ?? base) + filled + (search && `?${search}`);
      if (body !== undefined) {
        if (/^(GET|HEAD)$/.test(method)) throw method; // fetch takes no body
        written = bodySerializer(body) as typeof written;
        streamed = written?.getReader ?? written?.[Symbol.asyncIterator];
        Object.assign(sent, { body: written }, streamed ? { duplex: "half" } : {});
      }
      if (middleware.length > 0) request = new Request(url, sent);
    } catch (error) {
      throw error instanceof errorClass(brand, "request") ? error : unsent(brand, "The request is not valid");
    }

    let redact: Call["redact"] | undefined;
    const call: Call = {
      ...withOptions(brand, settings, init),
      ...((streamed || (init.retries === undefined && !IDEMPOTENT.includes(method))) && { retries: 0 }),
      brand,
      operation: name,
      attempts: 0,
      streams: init.streams,
      signals: [settings.signal, init.signal].filter(Boolean) as AbortSignal[],
      redact(text) {
        redact ??= redaction([...secrets, ...secretsIn(secretNames, sent.headers, body)]);
        return redact(text);
      },
    };

    let received: Received | undefined;
    if (!request) {
      received = await transport(url, sent, call);
    } else {
      let given: Response | undefined;
      const options = { ...init, baseUrl: base, fetch: call.fetch };
      const context = { schemaPath: template, params, options, id: `${Math.random()}` } as never;
      const response = await throughMiddleware(middleware, context, request, async (changed) => {
        call.signals.push(changed.signal); // Middleware may have given the request another signal.
        const { url, method, headers } = changed;
        let body: unknown = changed.body;
        // A text is still there. It may also be another request, with a body that was compressed, for example.
        if (!streamed) body = changed === request && typeof written === "string" ? written : await bytesOf(changed);
        sent = { ...sent, method, headers: Object.fromEntries(headers), body };
        received = await transport(url, sent, call);
        given = wholeResponse(received);
        return given;
      });
      if (!received || response !== given) received = await readBody({ response, chunks: [], cut: true }, call);
    }
    const { response } = received;
    if (!response.ok) return { error: statusError(call, received), response };
    // An operation that is not described may do without a body.
    const data = init.read?.(received, call) ?? jsonOf(received, call, !operation || operation.mayBeEmpty);
    return { data: await data, response };
  }

  const raw = async (method: string, path: string, input?: Init) => {
    const init = { ...input }; // without what it inherits
    checkOptions(brand, init, [...rawOptions, ...callOptions]);
    const verb = method.toUpperCase();
    const operation = all.find((one) => one.path === path && one.method === verb);
    return exchange(`${verb} ${path}`, verb, path, { ...init, ...init.params } as OperationInput, operation);
  };

  const named = async (name: string, operation: Operation, input: OperationInput = {}) => {
    const { method, path, parameters, options = [] } = operation;
    checkOptions(brand, input, [...Object.keys(parameters), "body", ...callOptions, ...options]);
    return exchange(name, method, path, input, operation);
  };

  const methods: Record<string, unknown> = {
    request: raw,
    use(...middleware: Middleware[]) {
      clientMiddleware = clientMiddleware.concat(middleware);
    },
    eject(...middleware: Middleware[]) {
      clientMiddleware = clientMiddleware.filter((one) => !middleware.includes(one));
    },
  };
  for (const method of [...IDEMPOTENT, "POST", "PATCH"]) {
    methods[method] = (path: string, init?: Init) => raw(method, path, init);
  }
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    methods[name] = (input?: OperationInput) => operationResult(named(name, operation, input));
  }
  return methods as unknown as RawMethods<Paths> & Methods;
}

/** Writes single values, and lists of them as one pair for each item. Whatever else an operation has is described. */
function plainQuery(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    [value].flat().flatMap((item) => (item == null ? [] : serializePrimitiveParam(name, item as string))),
  );
  return pairs.join("&");
}

function operationResult(exchanged: Promise<Result>): OperationResult<unknown> {
  const whole = exchanged.then((result) => {
    if (result.error) throw result.error;
    return result;
  });
  const data = whole.then(({ data }) => data);
  // The caller sees the failure in the promise that one of these returns.
  const withResponse = () => {
    data.catch(() => {});
    return whole;
  };
  const result = () => {
    data.catch(() => {});
    return exchanged;
  };
  return Object.assign(data, { withResponse, result }) as never;
}
