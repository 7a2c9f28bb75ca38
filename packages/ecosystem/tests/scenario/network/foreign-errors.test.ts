// Whatever `fetch` throws or a body emits: the call ends with an error of the client that shows no secret.
import { inspect } from "node:util";
import { createScenarioClient, type Middleware, type Retry, ScenarioCallError } from "@scenario-openapi/client";
import fc from "fast-check";
import { expect, it, onTestFinished, vi } from "vitest";
import { testClock, update } from "./connect.ts";
import { basicToken, searchFor, secrets } from "./secrets.ts";

const { apiKey, apiSecret, wandbKey } = secrets;
const ofCall = "bearer_J7rT/of+the=call";
const ofMiddleware = "bearer_Lq9wOfMiddleware";
const cookie = "session_P3kz8Xw2Vb";
const hidden = [apiKey, apiSecret, basicToken(apiKey, apiSecret), wandbKey, ofCall, ofMiddleware, cookie];
const secretsIn = searchFor(hidden);
const said = `Failed with ${hidden.join(", ")}`;
const request = { url: said, headers: new Headers({ "x-echo": encodeURIComponent(said) }), body: { text: said } };

const fail = () => {
  throw new Error(said);
};

/** A value in which everything that is looked at throws. */
const trap = new Proxy(
  {},
  { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail, defineProperty: fail },
);

/** What may be thrown. */
const thrown: Readonly<Record<string, () => unknown>> = {
  "a string": () => said,
  "a secret": () => wandbKey,
  "a number": () => 7,
  "a BigInt": () => 7n,
  null: () => null,
  undefined: () => undefined,
  "a symbol": () => Symbol(said),
  "a function": () => Object.assign(() => said, { request }),
  "an object": () => ({ said, request }),
  "a list": () => [said, [request]],
  "an object without a prototype": () => Object.assign(Object.create(null), { message: said }),
  "an error": () => new Error(said),
  "a TypeError": () => new TypeError(said),
  "an AggregateError": () => new AggregateError([new Error(said), said, request], said),
  "an empty AggregateError": () => new AggregateError([]),
  "a DOMException": () => new DOMException(said, "NetworkError"),
  "a DOMException with a name of its own": () => new DOMException("", said),
  "an aborted request": () => new DOMException(said, "AbortError"),
  "an error of ky": () =>
    Object.assign(new Error(`Request failed with status code 401: PUT ${said}`), {
      name: "HTTPError",
      request: new Request("https://x.example", { headers: request.headers }),
      response: new Response(said, { status: 401 }),
      options: { headers: request.headers, json: request.body },
    }),
  "an error of axios": () =>
    Object.assign(new Error(said), {
      name: "AxiosError",
      code: "ERR_BAD_REQUEST",
      isAxiosError: true,
      config: { headers: { Authorization: said }, data: JSON.stringify(request.body) },
      request,
      response: { status: 401, data: said, config: { data: said } },
      toJSON: () => ({ config: said }),
    }),
  "a proxy that throws": () => trap,
  "an error that claims to be the client's": () => {
    const marks = { [Symbol.for("openapi-client.error")]: ["", "Scenario", "connection", "call"] };
    return Object.assign(new Error(said), marks, { code: "connection", request });
  },
};

/** What an error may have, or be wrapped in. */
const changes: Readonly<Record<string, (error: unknown) => unknown>> = {
  "with the request": (error) => withProperties(error, { request, config: request, options: request, said }),
  "with a secret as its name and codes": (error) =>
    withProperties(error, { name: wandbKey, code: ofMiddleware, syscall: cookie, errno: apiKey }),
  "with what was said as its name and codes": (error) => withProperties(error, { name: said, code: said }),
  "with objects as its name and codes": (error) =>
    withProperties(error, { name: request, code: [said], syscall: trap, errno: { toString: () => said } }),
  "with ways to show it": (error) =>
    withProperties(error, { toJSON: () => said, toString: () => said, [inspect.custom]: () => said, [said]: said }),
  "with a message that throws": (error) => withGetters(error, ["message", "stack"]),
  "with a name that throws": (error) => withGetters(error, ["name", "code"]),
  "with a cause that throws": (error) => withGetters(error, ["cause"]),
  "as its own cause": (error) => withProperties(error, { cause: error }),
  "as the cause of its cause": (error) => withProperties(error, { cause: new Error(said, { cause: error }) }),
  "as the cause of a failed fetch": (error) => new TypeError("fetch failed", { cause: error }),
  "as the cause of a frozen error": (error) => Object.freeze(new Error(said, { cause: error })),
  "in an AggregateError": (error) => new AggregateError([error, error], said, { cause: error }),
  "with a code of the system": (error) => withProperties(error, { code: "ECONNRESET", syscall: "read", errno: -104 }),
  frozen: (error) => Object.freeze(error),
};

/** Defines properties as far as a value takes them. */
function withProperties(value: unknown, properties: Record<PropertyKey, unknown>): unknown {
  for (const key of Reflect.ownKeys(properties)) {
    define(value, key, { value: properties[key as string], enumerable: true });
  }
  return value;
}

function withGetters(value: unknown, keys: string[]): unknown {
  for (const key of keys) define(value, key, { get: fail });
  return value;
}

function define(value: unknown, key: PropertyKey, descriptor: PropertyDescriptor): void {
  if (value === trap || (typeof value !== "object" && typeof value !== "function") || value === null) return;
  Reflect.defineProperty(value, key, { configurable: true, ...descriptor });
}

/** Where it may be thrown. */
const places: Readonly<Record<string, (error: unknown) => Response | Promise<Response>>> = {
  "by fetch at once": (error) => {
    throw error;
  },
  "by fetch": (error) => Promise.reject(error),
  "by the body of a success": (error) => new Response(brokenBody(error)),
  "by the body of an error": (error) => new Response(brokenBody(error), { status: 401 }),
  "by the body of a temporary error": (error) => new Response(brokenBody(error), { status: 503 }),
  "by a body that is not a stream": (error) => {
    return Object.defineProperty(new Response(null), "text", { value: () => Promise.reject(error) });
  },
  "by a body that cannot be read": (error) => {
    const body = { getReader: () => places["by fetch at once"]?.(error) };
    return Object.defineProperty(new Response(null), "body", { value: body });
  },
};

function brokenBody(error: unknown): ReadableStream {
  let begun = false;
  return new ReadableStream({
    pull(body) {
      if (begun) return body.error(error);
      begun = true;
      body.enqueue(new TextEncoder().encode(`{"detail":"${said.slice(0, 60)}`));
    },
  });
}

const middleware: Middleware = {
  onRequest: ({ request }) => request.headers.set("x-auth", ofMiddleware),
  onError: () => undefined,
};

/** Makes a call that fails, and returns its error and the secrets that were shown. */
async function failed(fetch: () => Response | Promise<Response>, raw: boolean, withMiddleware: boolean) {
  const shown: unknown[] = [];
  const show = (value: unknown) => void shown.push(value);
  const scenario = createScenarioClient({
    apiKey,
    apiSecret,
    fetch: async () => fetch(),
    clock: testClock(),
    retries: 1,
    logLevel: "info",
    logger: { info: show, warn: show },
    onRetry: ({ reason }: Retry) => show(reason),
    headers: { cookie: `sid=${cookie}` },
  });
  if (withMiddleware) scenario.use(middleware);
  const headers = { authorization: `Bearer ${ofCall}`, "x-auth": withMiddleware ? undefined : ofMiddleware };
  const call: Promise<unknown> = raw
    ? scenario.PUT("/models/{modelId}", { params: { path: update.path }, body: update.body, headers })
    : scenario.updateModel({ ...update, headers });
  const error = await call.then(
    (result) => (result as { error?: unknown }).error,
    (error: unknown) => error,
  );
  return { error, secrets: [call, error, ...shown].flatMap(secretsIn) };
}

it("foreign errors of any shape end the call, and show no secret", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  onTestFinished(() => void process.off("unhandledRejection", unhandled));
  const shape = fc.tuple(
    fc.constantFrom(...Object.keys(thrown)),
    fc.array(fc.constantFrom(...Object.keys(changes)), { maxLength: 4 }),
  );
  const place = fc.constantFrom(...Object.keys(places));
  await fc.assert(
    fc.asyncProperty(shape, place, fc.boolean(), fc.boolean(), async ([name, how], place, raw, withMiddleware) => {
      const error = () => how.reduce((error, change) => changes[change]?.(error), thrown[name]?.());
      const result = await failed(() => places[place]?.(error()) as Response, raw, withMiddleware);
      expect(result.error).toBeInstanceOf(ScenarioCallError);
      expect(result.secrets).toEqual([]);
    }),
    { numRuns: 1500, examples: [[["an error", ["as its own cause"]], "by fetch", false, false]] },
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).not.toHaveBeenCalled();
});

it.each(Object.keys(thrown))("%s alone ends the call wherever it is thrown", async (name) => {
  for (const place of Object.keys(places)) {
    const { error, secrets } = await failed(() => places[place]?.(thrown[name]?.()) as Response, false, false);
    expect(error, place).toBeInstanceOf(ScenarioCallError);
    expect(secrets, place).toEqual([]);
  }
});

it("the codes of the runtime's error are kept", async () => {
  const reset = Object.assign(new Error(said), { code: "ECONNRESET", syscall: "read", errno: -104 });
  const { error } = await failed(() => Promise.reject(new TypeError("fetch failed", { cause: reset })), false, false);
  expect(error).toMatchObject({ cause: { code: "ECONNRESET", syscall: "read", errno: -104 } });
  expect(Object.keys((error as Error).cause as Error).toSorted()).toEqual(["code", "errno", "name", "syscall"]);
});
