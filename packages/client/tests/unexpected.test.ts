// What callers, services and middleware may do that nobody expects.

import { expect, it, vi } from "vitest";
import { createClient } from "../src/runtime/index.ts";
import { clientOf, good, recordedFetch, rejection, until } from "./client-of.ts";
import { createHarbourClient, HarbourRequestError, type Middleware } from "./harbour/index.gen.ts";

const path = { boatId: "boat_1" };
const raw = { params: { path }, body: {} };
type Loose = Record<string, (...args: unknown[]) => Promise<unknown>>;
const loose = (client: object) => client as unknown as Loose;

it("middleware that returns a copy of a failed response does not make it a success", async () => {
  const { harbour, update } = clientOf([() => Response.json({ boat: { id: "no" } }, { status: 500 })], {
    retries: 0,
  });
  harbour.use({ onResponse: ({ response }) => response.clone() });
  expect((await rejection(update())).status).toBe(500);
});
it("a response given to middleware keeps its status in a copy", async () => {
  const seen: number[] = [];
  const { harbour, update } = clientOf([() => new Response("{}", { status: 404 })]);
  harbour.use({ onResponse: ({ response }) => void seen.push(response.clone().status) });
  await rejection(update());
  expect(seen).toEqual([404]);
});
it("no option of a call comes from a prototype", async () => {
  const evil = vi.fn(async () => Response.json({ boat: {} }));
  const { harbour } = clientOf();
  const init = Object.assign(Object.create({ fetch: evil }), raw);
  await harbour.PUT("/boats/{boatId}", init).catch(() => {});
  expect(evil).not.toHaveBeenCalled();
});
it.each(["/.. ", "/..\u0001", "/.  ", "/%2e%2e\u001f"])(
  "a path that a URL parser trims is refused: %j",
  async (bad) => {
    const { harbour, requests } = clientOf();
    expect(await rejection(loose(harbour)["request"]?.("put", bad) as Promise<unknown>)).toBeInstanceOf(
      HarbourRequestError,
    );
    expect(requests).toEqual([]);
  },
);
it("a header's name has no colon", async () => {
  const { update, requests } = clientOf();
  expect(await rejection(update({ headers: { "a:b": "1" } }))).toBeInstanceOf(HarbourRequestError);
  expect(requests).toEqual([]);
});
it.each(["host", "Host"])("a call does not set %s", async (name) => {
  const { update, requests } = clientOf();
  expect(await rejection(update({ headers: { [name]: "evil.example" } }))).toBeInstanceOf(HarbourRequestError);
  expect(requests).toEqual([]);
});
it("at most 64 kB of an error's body are kept and searched, even if they come in one piece", async () => {
  const body = JSON.stringify({ detail: "a".repeat(2 ** 20) });
  const error = await rejection(clientOf([() => new Response(body, { status: 400 })]).update());
  expect(JSON.stringify(error.body).length).toBeLessThanOrEqual(2 ** 16);
});
it("a part of a long secret is not shown", async () => {
  const radioKey = Array.from({ length: 10_000 }, (_, index) => index.toString(36)).join("");
  const { harbour } = clientOf([() => new Response(`Bad key: ${radioKey.slice(0, 500)}…`, { status: 400 })]);
  const error = await rejection(harbour.updateBoat({ path, body: { rig: { radioKey } } }));
  expect(error.body).not.toContain(radioKey.slice(0, 100));
});
it("a secret is not shown as a number", async () => {
  const { update } = clientOf([() => Response.json({ key: 12345678, keys: [12345678] }, { status: 400 })], {
    apiKey: "12345678",
  });
  expect(JSON.stringify(await rejection(update()))).not.toContain("12345678");
  const fetch = () => Promise.reject(Object.assign(new Error(), { errno: 12345678 }));
  expect(`${(await rejection(clientOf([], { fetch, apiKey: "12345678" }).update())).cause.errno}`).not.toContain(
    "12345678",
  );
});
it("a radioKey is not shown if a serializer writes it as something else than a string", async () => {
  const radioKey = "radio-secret-1";
  for (const bodySerializer of [
    (body: unknown) => new Blob([JSON.stringify(body)]),
    (body: unknown) => new URLSearchParams(JSON.stringify(body)),
    (body: unknown) => `\n--x\n${JSON.stringify(body)}`,
  ]) {
    const { harbour } = clientOf([() => Response.json({ detail: radioKey }, { status: 400 })]);
    const { error } = await harbour.PUT("/boats/{boatId}", {
      params: { path },
      body: { rig: { radioKey } },
      bodySerializer,
    });
    expect(JSON.stringify(error)).not.toContain(radioKey);
  }
});
it("nor a secret of a form", async () => {
  const operations = {
    login: {
      method: "POST",
      path: "/l",
      parameters: {},
      contentType: "application/x-www-form-urlencoded",
      secrets: ["password"],
    },
  };
  type Methods = { login(input: { body: object }): Promise<unknown> };
  const fetch = async () => Response.json({ detail: "hunter2hunter2" }, { status: 401 });
  const client = createClient<object, Methods>(operations, { baseUrl: "https://x.example", fetch });
  expect(JSON.stringify(await rejection(client.login({ body: { password: "hunter2hunter2" } })))).not.toContain(
    "hunter2hunter2",
  );
});
it("the log of an attempt that was aborted", async () => {
  const lines: string[] = [];
  const logger = {
    info: (line: string) => lines.push(`info ${line}`),
    warn: (line: string) => lines.push(`warn ${line}`),
  };
  const controller = new AbortController();
  const { update } = clientOf([() => new Promise(() => {})], { logger, logLevel: "warn" });
  const error = rejection(update({ signal: controller.signal }));
  controller.abort();
  await error;
  expect(lines).toEqual([expect.stringMatching(/^warn PUT \/v1\/boats\/boat_1 aborted /)]);
});
it.each(["soon 5", "wait 10", "may 5"])("Retry-After: %s does not mean at once", async (value) => {
  const headers = { "retry-after": value };
  const { update, time } = clientOf([() => new Response(null, { status: 503, headers }), good]);
  await update();
  expect(time.waits).toEqual([500]);
});
it("middleware works where there is no crypto.randomUUID, as on a page of http", async () => {
  vi.stubGlobal("crypto", {});
  const { harbour, update } = clientOf();
  harbour.use({ onRequest() {} });
  const call = await update().catch((error) => error);
  vi.unstubAllGlobals();
  expect(call).toEqual({ boat: { id: "boat_1" } });
});
it("a serializer that throws what looks like a request error", async () => {
  const { harbour } = clientOf();
  const thrown = () => {
    throw { code: "request" };
  };
  expect(await rejection(harbour.PUT("/boats/{boatId}", { ...raw, querySerializer: thrown }))).toBeInstanceOf(
    HarbourRequestError,
  );
});
it.each<[string, object]>([
  ["text", { headers: "x" }],
  ["a number in a list", { headers: [5] }],
  ["a symbol as value", { headers: { a: Symbol("x") } }],
  [
    "a getter that throws",
    {
      headers: {
        get a() {
          throw new Error("no");
        },
      },
    },
  ],
  [
    "a value that throws",
    {
      headers: {
        a: {
          toString() {
            throw new Error("no");
          },
        },
      },
    },
  ],
])("headers: %s", async (_, init) => {
  expect(await rejection(clientOf().update(init))).toBeInstanceOf(HarbourRequestError);
});
it.each([null, "x", 5])("the options of a raw call: %j", async (init) => {
  expect(
    await rejection(loose(clientOf().harbour)["PUT"]?.("/boats/{boatId}", init) as Promise<unknown>),
  ).toBeInstanceOf(HarbourRequestError);
});
it.each([[], [{ onRequest() {} }]])("a body that HTTP does not allow, with middleware %j", async (...middleware) => {
  for (const [method, body] of [
    ["get", {}],
    ["head", {}],
  ]) {
    const { fetch, requests } = recordedFetch();
    const client = createHarbourClient({ apiKey: "the-key", apiSecret: "the-secret", fetch, retries: 0 });
    client.use(...(middleware as Middleware[]));
    const error = await rejection(loose(client)["request"]?.(method, "/x", body && { body }) as Promise<unknown>);
    expect(error, `${method}`).toBeInstanceOf(HarbourRequestError);
    expect(requests).toEqual([]);
  }
});
it("a stream is sent with duplex through middleware too", async () => {
  const inits: object[] = [];
  const { harbour } = clientOf([], {
    fetch: async (_url, init) => {
      inits.push(init);
      return Response.json({});
    },
  });
  harbour.use({ onRequest() {} });
  await loose(harbour)["request"]?.("put", "/x", {
    body: new Blob(["x"]).stream(),
    bodySerializer: (body: unknown) => body,
  });
  expect(inits[0]).toMatchObject({ duplex: "half" });
});
it("what a serializer makes a stream is sent with duplex, and once", async () => {
  const inits: object[] = [];
  const { harbour } = clientOf([], {
    fetch: async (_url, init) => {
      inits.push(init);
      return new Response("", { status: 503 });
    },
  });
  await loose(harbour)["request"]?.("put", "/x", { body: {}, bodySerializer: () => new Blob(["x"]).stream() });
  expect(inits).toEqual([expect.objectContaining({ duplex: "half" })]);
});
const lean = (status: number, body: unknown, headers: object = { get: () => null }) =>
  ({
    ok: status < 300,
    status,
    statusText: "",
    type: "default",
    headers,
    body,
    text: async () => '{"boat":{"id":"boat_1"}}',
  }) as never;
it("a fetch whose bodies are no web streams, as node-fetch's", async () => {
  expect(
    await clientOf([], { fetch: async () => lean(200, { pipe() {} }), retries: 0 })
      .update()
      .catch((error) => error),
  ).toEqual({ boat: { id: "boat_1" } });
});
it("an abort while onRetry is under way ends the call", async () => {
  const controller = new AbortController();
  let asked = false;
  const onRetry = () => {
    asked = true;
    return new Promise(() => {});
  };
  const call = rejection(
    clientOf([() => new Response("", { status: 503 })], { onRetry }).update({ signal: controller.signal }),
  );
  await until(() => asked);
  controller.abort("enough");
  expect(await call).toBe("enough");
});
it("a DOMException is reported by its name, not by a number", async () => {
  const fetch = () => Promise.reject(new DOMException("no", "NetworkError"));
  expect((await rejection(clientOf([], { fetch, retries: 0 }).update())).message).toContain("NetworkError");
});
it("use() skips what is no middleware, as openapi-fetch does", async () => {
  const { harbour, update } = clientOf();
  loose(harbour)["use"]?.(undefined, null, { onRequest() {} });
  expect(await update()).toEqual({ boat: { id: "boat_1" } });
});

it("a body with thousands of secrets does not make the search for them long: nothing is shown instead", async () => {
  const body = { selects: Array.from({ length: 40_000 }, (_, index) => ({ radioKey: `secret-${index}` })) } as object;
  const answer = () => Response.json({ errors: Array(500).fill("no such thing") }, { status: 400 });
  const { harbour } = clientOf([answer]);
  const error = await rejection(harbour.updateBoat({ path, body }));
  expect(error).toMatchObject({ status: 400, body: undefined });
});
