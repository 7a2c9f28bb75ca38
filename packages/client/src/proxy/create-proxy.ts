import { clientError } from "../runtime/errors.ts";
import type { Operation } from "../runtime/operation.ts";
import { redaction } from "../runtime/redaction.ts";
import type { Clock } from "../runtime/settings.ts";
import type { Problem } from "../validation/request.ts";
import { callFailure } from "./call-failure.ts";
import { checkOrigin, isOrigin, preflightHeaders, sharingHeaders } from "./origin.ts";
import { type Input, makeRoutes, readBody, readHeaders, readPath, readQuery } from "./read-request.ts";
import { invalid, Refusal } from "./refusal.ts";
import { type Documented, findUndocumented } from "./undocumented.ts";
import { type Handler, withinLimit } from "./within-limit.ts";

/** What a visitor wants to do. */
export interface ProxiedCall {
  /** The name of the operation, such as `updateBoat`. */
  operation: string;
  /** The parameters in the path, decoded but not yet validated. */
  path: Readonly<Record<string, string>>;
}

/** Options of a proxy. */
export interface ProxyOptions {
  /**
   * Decides whether a visitor may make a call: `true` passes it on, `false` is answered with 401, and a response, such as
   * a redirect to the login, is returned as it is. It gets the request without its body.
   */
  authorize: (request: Request, call: ProxiedCall) => boolean | Response | Promise<boolean | Response>;
  /** The path under which the proxy is served, such as `/api`. */
  path: string;
  /** Other origins whose pages may use the proxy, such as `https://app.example`. Default: none. */
  allowedOrigins?: readonly string[] | undefined;
  /** The largest request body, in bytes. Default: 1 MiB. */
  maxBodySize?: number | undefined;
  /**
   * The longest time for a request from its arrival to the response, retries included, in milliseconds; `Infinity` for no
   * limit. Default: 55,000, so that the proxy ends before the client in the browser gives up.
   */
  timeLimit?: number | undefined;
  /**
   * Called with the reason of each response with status 500 or more, for the server's log. Visitors do not get it.
   * Default: `console.error`.
   */
  onError?: ((error: unknown) => void) | undefined;
  /** The clock, for tests. Default: the runtime's. */
  clock?: Clock | undefined;
}

/** An operation that a proxy offers. */
export interface ProxiedOperation extends Operation {
  /** Returns every problem of a request, parts of which may be missing. */
  validate(input: Partial<Input>): readonly Problem[];
  /** Calls the service with a valid request. Resolves to the documented body, and to the response. */
  send(input: Partial<Input> & { signal: AbortSignal }): PromiseLike<{ data: unknown; response: { status: number } }>;
}

/**
 * Creates a handler that calls the operations of a service for visitors who do not have its credentials.
 *
 * Only JSON is passed on, and no cookie: those of a visitor are your app's.
 *
 * @param brand the name of the API, with which the names of its error classes start
 * @param credentials the texts of this server that no visitor may see, even if the service repeats them
 * @param documented the properties that the bodies of the operations may have
 * @throws {ConfigError} if an option is missing or invalid
 */
export function createProxy(
  brand: string,
  credentials: readonly string[],
  documented: Documented,
  operations: Readonly<Record<string, ProxiedOperation>>,
  options: ProxyOptions,
): (request: Request) => Promise<Response> {
  checkOptions(brand, options);
  const { allowedOrigins, onError = (error) => console.error(error) } = options;
  const origins = new Set(allowedOrigins);
  const handle = withinLimit(options, makeHandler(redaction(credentials), documented, operations, options));

  return async (request) => {
    let origin: string | undefined;
    let response: Response;
    try {
      origin = checkOrigin(request, origins);
      response = await handle(request);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, "This server failed.", { cause: error });
      // The response does not wait for the log, and does not fail with it.
      if (refusal.status >= 500) (async () => onError(refusal.cause ?? refusal))().catch(() => {});
      response = refusal.toResponse();
    }
    if (request.method === "HEAD") response = new Response(null, response);
    if (origin !== undefined) shareWith(origin, response);
    return response;
  };
}

function makeHandler(
  redact: (text: string) => string,
  documented: Documented,
  operations: Readonly<Record<string, ProxiedOperation>>,
  { path: prefix, authorize, maxBodySize = 2 ** 20 }: ProxyOptions,
): Handler {
  const routes = makeRoutes(operations, prefix === "/" ? "" : prefix);

  return async (request, progress) => {
    const { pathname, search } = new URL(request.url);
    const found = routes.filter(({ pattern }) => pattern.test(pathname));
    if (found.length === 0) throw new Refusal(404, "No operation has this path.");
    const allow = [...new Set(found.map(({ method }) => method)), "OPTIONS"].join(", ");
    if (request.method === "OPTIONS") {
      return new Response(null, { status: 204, headers: { allow, ...preflightHeaders(request, allow) } });
    }
    const route = found.find(({ method }) => method === request.method);
    if (!route) throw new Refusal(405, `Only ${allow} can be used with this path.`, { headers: { allow } });

    const { name, operation } = route;
    if (!isJson(operation))
      throw new Refusal(501, "This operation sends or returns more than JSON and parameters, which is not passed on.");
    const path = readPath(route, pathname);
    const query = readQuery(operation, search);
    const header = readHeaders(operation, request.headers);
    const answer = await askFor(authorize, request, { operation: name, path });
    if (answer) return answer;
    progress.receiving = true;
    const body = await readBody(request, maxBodySize, progress.signal);
    progress.receiving = false;
    const wrong = operation.validate({ path, query, header, body });
    const problems = wrong.length > 0 ? wrong : findUndocumented(documented, name, body);
    if (problems.length > 0) throw invalid(problems);

    try {
      const { parameters } = operation;
      const { data, response } = await operation.send({
        ...(parameters.path && { path }),
        ...(parameters.query && { query }),
        ...(parameters.header && { header }),
        body,
        signal: progress.signal,
      });
      return success(data, response.status, operation.secrets ?? [], redact);
    } catch (error) {
      throw callFailure(error);
    }
  };
}

/** Whether all bodies of an operation are JSON, in requests and in responses, and its query consists of parameters. */
function isJson({ bodies = {}, answers = {}, querystring }: Operation): boolean {
  return !querystring && [...Object.values(bodies), ...Object.values(answers)].every((format) => format === "json");
}

/** Asks whether a call is allowed. Returns a copy of the response to give instead, if there is one. */
async function askFor(
  authorize: ProxyOptions["authorize"],
  { url, method, headers }: Request,
  call: ProxiedCall,
): Promise<Response | undefined> {
  let answer: unknown;
  try {
    answer = await authorize(new Request(url, { method, headers }), call);
  } catch (cause) {
    throw new Refusal(500, "This server could not find out whether the request is allowed.", { cause });
  }
  if (answer === true) return undefined;
  if (!answer) throw new Refusal(401, "This is only for visitors who are logged in and allowed to do it.");
  // A framework may replace the global class, so that `instanceof` knows only some responses.
  if (Object.prototype.toString.call(answer) === "[object Response]") {
    const again = (answer as Response).clone(); // `authorize` may return the same response each time.
    return new Response(again.body, again); // with headers that can be changed
  }
  // Whatever else is truthy, such as the Response of another library, must not open the door.
  throw new TypeError(`authorize must return true, false or a Response, and returned ${typeof answer}`);
}

/**
 * Makes the response of a successful call. Properties that are secret in requests are left out: another visitor may have
 * set them. So is whatever contains a credential of this server.
 */
function success(
  data: unknown,
  status: number,
  secrets: readonly string[],
  redact: (text: string) => string,
): Response {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  if (data === undefined) return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
  const body = JSON.stringify(data, (key, value: unknown) => {
    if (secrets.includes(key) || redact(key) !== key) return undefined;
    return typeof value === "string" ? redact(value) : value;
  });
  return new Response(body, { status, headers });
}

/** Lets a page of an allowed origin read a response. */
function shareWith(origin: string, { headers }: Response): void {
  for (const [name, value] of Object.entries(sharingHeaders(origin))) headers.set(name, value);
  headers.append("vary", "Origin");
}

function checkOptions(brand: string, options: ProxyOptions): void {
  const { authorize, path, allowedOrigins = [], maxBodySize = 0, timeLimit = 0 } = options;
  const fail = (message: string) => {
    throw clientError(brand, ["config"], message);
  };
  if (typeof authorize !== "function") {
    fail("authorize is missing: without it, everyone could use the proxy. Pass a function that says who may");
  }
  if (
    typeof path !== "string" ||
    !/^\/([^?#{}]*[^?#{}/])?$/.test(path) ||
    new URL(path, "http://localhost").pathname !== path
  ) {
    fail(`path must be the path where the proxy is served, such as /api: ${path}`);
  }
  for (const origin of allowedOrigins) {
    if (!isOrigin(origin)) fail(`allowedOrigins must be origins without *, such as https://app.example: ${origin}`);
  }
  for (const [name, value] of Object.entries({ maxBodySize, timeLimit })) {
    if (!(value >= 0)) fail(`${name} must be 0 or more: ${value}`);
  }
}
