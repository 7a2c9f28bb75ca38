// The proxy as the frameworks call it, over HTTP where they bring a server, with the sandbox behind it.
import { readFile } from "node:fs/promises";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { serve } from "@hono/node-server";
import { root } from "@repo/testing";
import { createScenarioProxy, type ScenarioProxyOptions } from "@scenario-openapi/client/proxy";
import { createSandbox } from "@scenario-openapi/sandbox";
import { Hono } from "hono";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { nodeListener } from "./node-listener.ts";

const modelId = "model_eyVcnFJcR92BxBkz7N6g5w";
const update = `/api/scenario/models/${modelId}`;
const json = { "content-type": "application/json" };
type Proxy = ReturnType<typeof createScenarioProxy>;

/** A proxy for visitors with a cookie, in front of a sandbox. */
function proxyToSandbox(options: Partial<ScenarioProxyOptions> = {}) {
  const sandbox = createSandbox();
  const proxy = createScenarioProxy({
    path: "/api/scenario",
    authorize: (request) => request.headers.get("cookie") === "session=1",
    ...sandbox.credentials,
    fetch: sandbox.fetch,
    ...options,
  });
  return { sandbox, proxy };
}

async function address(server: Server): Promise<string> {
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const servers: Record<string, (proxy: Proxy) => Promise<string>> = {
  "Node's http": (proxy) => address(createServer(nodeListener(proxy)).listen(0, "127.0.0.1")),
  "Hono on Node": (proxy) => {
    const app = new Hono();
    app.all("/api/scenario/*", (context) => proxy(context.req.raw));
    return address(serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }) as Server);
  },
};

describe.each(Object.entries(servers))("%s", (_, start) => {
  const put = (url: string, init: RequestInit & { duplex?: "half" } = {}) =>
    fetch(url + update, { method: "PUT", headers: { ...json, cookie: "session=1" }, body: '{"name":"Dawn"}', ...init });

  it("updates a model for those who are let in", async () => {
    const { sandbox, proxy } = proxyToSandbox();
    const url = await start(proxy);
    const response = await put(url);
    expect([response.status, await response.json()]).toMatchObject([200, { model: { name: "Dawn" } }]);
    expect(sandbox.models.get(modelId)?.name).toBe("Dawn");

    expect((await put(url, { headers: json, body: '{"name":"Noon"}' })).status).toBe(401);
    expect((await fetch(url + update, { method: "HEAD" })).status).toBe(405);
    expect((await fetch(url + update, { method: "OPTIONS" })).headers.get("allow")).toMatch(/\bPUT\b.*, OPTIONS$/);
    expect(sandbox.models.get(modelId)?.name).toBe("Dawn");
  });

  it("refuses a page of another origin", async () => {
    const url = await start(proxyToSandbox({ authorize: () => true }).proxy);
    const headers = { ...json, origin: "http://evil.example" };
    expect((await put(url, { headers })).status).toBe(403);
  });

  it("lets a login answer for itself", async () => {
    const headers: [string, string][] = [
      ["location", "https://app.example/login"],
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ];
    const url = await start(
      proxyToSandbox({ authorize: () => new Response("Log in", { status: 303, headers }) }).proxy,
    );
    const response = await put(url, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([303, "https://app.example/login"]);
    expect([response.headers.getSetCookie(), await response.text()]).toEqual([["a=1", "b=2"], "Log in"]);
  });

  it("refuses a body that turns out too large, and then serves the same connection", async () => {
    const url = await start(proxyToSandbox({ maxBodySize: 1000 }).proxy);
    const chunks = Array.from({ length: 50 }, () => new Uint8Array(10_000).fill(32));
    for (const body of [new Blob(chunks).stream(), Buffer.concat(chunks)]) {
      const response = await put(url, { body, duplex: "half" });
      const detail = "The body is larger than 1000 bytes.";
      expect([response.status, await response.json()]).toMatchObject([413, { detail }]);
    }
    expect((await put(url)).status).toBe(200);
  });

  it.each<[string, string, Record<string, string>, number]>([
    ["an unknown visitor", update, {}, 401],
    ["a page of another origin", update, { cookie: "session=1", origin: "http://evil.example" }, 403],
    ["an unknown path", "/api/scenario/keys", { cookie: "session=1" }, 404],
  ])("refuses the upload of %s, and then serves the same connection", async (_, path, headers, status) => {
    const url = new URL(await start(proxyToSandbox().proxy));
    const socket = connect(Number(url.port), url.hostname);
    onTestFinished(() => void socket.destroy());
    const send = (path: string, headers: Record<string, string>, body: string) => {
      const all = { host: url.host, ...json, "content-length": body.length, ...headers };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`PUT ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
    };
    send(path, headers, "x".repeat(1_000_000));
    send(update, { cookie: "session=1", connection: "close" }, '{"name":"Noon"}');
    expect((await text(socket)).match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`, "HTTP/1.1 200"]);
  });

  it("does not take the path from the Host header", async () => {
    const { sandbox, proxy } = proxyToSandbox();
    const url = new URL(await start(proxy));
    const socket = connect(Number(url.port), url.hostname);
    socket.end(
      `PUT /x HTTP/1.1\r\nHost: a${update}#\r\nCookie: session=1\r\nContent-Type: application/json\r\n` +
        'Content-Length: 15\r\nConnection: close\r\n\r\n{"name":"Noon"}',
    );
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(sandbox.models.get(modelId)?.name).not.toBe("Noon");
  });

  it("refuses a body that does not end", async () => {
    const url = await start(proxyToSandbox({ timeLimit: 100 }).proxy);
    const request = httpRequest(url + update, { method: "PUT", headers: { ...json, cookie: "session=1" } });
    onTestFinished(() => void request.destroy());
    request.write('{"name":');
    const response = await new Promise<IncomingMessage>((resolve) => request.on("response", resolve));
    expect(response.statusCode).toBe(408);
    expect(JSON.parse(await text(response))).toMatchObject({ title: "Request Timeout" });
  });

  it("ends the call to the service when the visitor goes away", async () => {
    const arrived = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const service = createServer((_, response) => {
      response.on("close", ended.resolve);
      arrived.resolve();
    });
    const baseUrl = await address(service.listen(0, "127.0.0.1"));
    const url = await start(proxyToSandbox({ fetch, baseUrl }).proxy);
    const gone = new AbortController();
    const response = put(url, { signal: gone.signal });
    await arrived.promise;
    gone.abort();
    await expect(response).rejects.toThrow();
    await ended.promise;
  });

  it("survives a target that is not a path", async () => {
    const url = new URL(await start(proxyToSandbox().proxy));
    const socket = connect(Number(url.port), url.hostname);
    socket.end("OPTIONS * HTTP/1.1\r\nHost: app.example\r\nConnection: close\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await put(url.origin)).status).toBe(200);
  });
});

describe("the listener for Node's http answers 500 and writes to the log", () => {
  it.each<[string, (proxy: Proxy) => RequestListener, Partial<ScenarioProxyOptions>]>([
    [
      "if something has parsed the body before",
      (proxy) => async (incoming, outgoing) => {
        await text(incoming);
        nodeListener(proxy)(incoming, outgoing);
      },
      {},
    ],
    [
      "if the response of authorize breaks off",
      nodeListener,
      { authorize: () => new Response(new ReadableStream({ start: (body) => body.error(new Error("broke off")) })) },
    ],
  ])("%s", async (_, listenerOf, options) => {
    const log = vi.spyOn(console, "error").mockReturnValue();
    onTestFinished(() => log.mockRestore());
    const url = await address(createServer(listenerOf(proxyToSandbox(options).proxy)).listen(0, "127.0.0.1"));
    const headers = { ...json, cookie: "session=1" };
    const response = await fetch(url + update, { method: "PUT", headers, body: '{"name":"Noon"}' });
    expect([response.status, log.mock.calls]).toEqual([500, [[expect.any(Error)]]]);
  });
});

// Both export one function for each method, which takes the request in its own way.
it.each<[string, (proxy: Proxy) => (request: Request) => unknown]>([
  [
    "a route handler of Next.js",
    (PUT: (request: Request, context: object) => unknown) => (request) => PUT(request, { params: Promise.resolve({}) }),
  ],
  [
    "an endpoint of SvelteKit",
    (proxy) => (request) => (({ request }: { request: Request }) => proxy(request))({ request }),
  ],
])("%s", async (_, handlerOf) => {
  const { sandbox, proxy } = proxyToSandbox();
  const headers = { ...json, cookie: "session=1", "sec-fetch-site": "same-origin" };
  const request = new Request(`https://app.example${update}`, { method: "PUT", headers, body: '{"name":"Noon"}' });
  expect(((await handlerOf(proxy)(request)) as Response).status).toBe(200);
  expect(sandbox.models.get(modelId)?.name).toBe("Noon");
});

it("the guide shows the code of node-listener.ts", async () => {
  const guide = await readFile(join(root, "packages/docs/guides/browser-apps.md"), "utf8");
  const code = await readFile(join(import.meta.dirname, "node-listener.ts"), "utf8");
  expect(guide).toContain(/^export function .*^}$/ms.exec(code)?.[0]);
});
