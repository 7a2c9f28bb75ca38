import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, expect, test } from "vitest";
import type { Listening } from "../src/listen.ts";
import type { Sandbox } from "../src/sandbox.ts";
import { boatUrl, harbour, putInit } from "./harbour.ts";

const { Request, Response } = globalThis;
const open: Listening[] = [];

async function listen(sandbox: Sandbox): Promise<Listening> {
  const listening = await sandbox.listen(0);
  open.push(listening);
  return listening;
}

afterEach(() => Promise.all(open.splice(0).map(({ close }) => close())));

test("serves updates over HTTP, with the state of the sandbox and the runtime's globals", async () => {
  const sandbox = harbour();
  const { url, port } = await listen(sandbox);
  expect(url).toBe(`http://127.0.0.1:${port}/v1`);
  const response = await fetch(boatUrl("boat_1", url), putInit('{ "name": "Grüße 🦊" }'));
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toMatchObject({ boat: { id: "boat_1", name: "Grüße 🦊" } });
  expect(sandbox.boats.get("boat_1")?.name).toBe("Grüße 🦊");
  expect([globalThis.Request, globalThis.Response]).toEqual([Request, Response]);
});

test("reads a body in chunks, and refuses one of 2 MiB with or without a length", async () => {
  const sandbox = harbour();
  const { url } = await listen(sandbox);
  const put = (init: RequestInit) => fetch(boatUrl("boat_1", url), init);
  const chunked = (...parts: (string | Buffer<ArrayBuffer>)[]) =>
    put({ ...putInit(new Blob(parts).stream()), duplex: "half" });
  expect((await chunked('{ "name": ', '"One" }')).status).toBe(200);
  expect(sandbox.boats.get("boat_1")?.name).toBe("One");
  const bytes = Buffer.alloc(2 * 1_048_576, " ");
  for (const response of [await put(putInit(bytes)), await chunked(bytes)]) {
    expect(response.status).toBe(413);
    await response.text();
  }
});

test("refuses over HTTP with the same words as in process", async () => {
  const sandbox = harbour();
  const { url } = await listen(sandbox);
  const init = putInit('{ "photo": 5 }');
  const served = await fetch(boatUrl("boat_1", url), init);
  expect([served.status, served.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  expect(await served.text()).toBe(await (await sandbox.fetch(boatUrl("boat_1"), init)).text());
});

test("can be reached only from this machine", async () => {
  const { port } = await listen(harbour());
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === "IPv4");
  if (outside === undefined) return;
  const socket = connect(port, outside.address);
  const outcome = await once(socket, "connect").then(
    () => "connected",
    ({ code }) => code,
  );
  socket.destroy();
  expect(outcome).toBe("ECONNREFUSED");
});

test("close ends uploads and idle connections, and may be called twice", async () => {
  const sandbox = harbour();
  const { url, close } = await listen(sandbox);
  const agent = new Agent({ keepAlive: true });
  const headers = { ...putInit("").headers, expect: "100-continue" };
  const send = () => request(boatUrl("boat_1", url), { method: "PUT", agent, headers });

  const idle = send().end('{ "name": "One" }');
  const [response]: IncomingMessage[] = await once(idle, "response");
  await response?.resume().toArray();
  const upload = send();
  upload.write("{");
  await once(upload, "continue");

  const broken = expect(once(upload, "response")).rejects.toThrow(/ECONNRESET|hang up/);
  await Promise.all([close(), close()]);
  await close();
  await broken;
  await expect(once(send().end("{}"), "response")).rejects.toThrow("ECONNREFUSED");
  expect(sandbox.boats.get("boat_1")?.name).toBe("One");
});

test("an upload that breaks off changes nothing, and the sandbox serves on", async () => {
  const sandbox = harbour();
  const { url } = await listen(sandbox);
  const headers = { ...putInit("").headers, expect: "100-continue" };
  const upload = request(boatUrl("boat_1", url), { method: "PUT", headers });
  upload.write('{ "name": "One"');
  await once(upload, "continue");
  upload.destroy();
  await expect(once(upload, "response")).rejects.toThrow("hang up");
  expect((await fetch(boatUrl("boat_2", url), putInit("{}"))).status).toBe(200);
  expect(sandbox.boats.get("boat_1")).toEqual({ id: "boat_1", name: "Aurora" });
});

test.each([
  ["//", 404],
  ["/v1/boats/%", 404],
  ["/v1/boats/../boats/x", 404],
  ["*", 404],
  ["http://other.example/v1/boats/boat_1?allPhotos=true", 200],
])("a request line can contain what fetch never sends: %s", async (path, status) => {
  const { port } = await listen(harbour());
  const { headers } = putInit("");
  const sent = request({ host: "127.0.0.1", port, path, method: "PUT", headers }).end("{}");
  const [response]: IncomingMessage[] = await once(sent, "response");
  expect(response?.resume().statusCode).toBe(status);
});

test("a port in use is refused by name", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(harbour().listen(port)).rejects.toThrow(`Port ${port} is in use. Choose another, or 0 for a free one.`);
  other.close();
});

test.each([-1, 65_536, 1.5, Number.NaN])("an impossible port is refused: %d", async (port) => {
  await expect(harbour().listen(port)).rejects.toThrow(RangeError);
});
