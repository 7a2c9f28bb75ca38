import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createSandbox, type Listening, type Sandbox } from "../src/index.ts";
import { ids, modelUrl, putInit } from "./put-model.ts";

const { Request, Response } = globalThis;
const open: Listening[] = [];

async function listen(sandbox: Sandbox): Promise<Listening> {
  const listening = await sandbox.listen(0);
  open.push(listening);
  return listening;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

test("serves updates over HTTP, with the state of the sandbox", async () => {
  const sandbox = createSandbox();
  const { url, port } = await listen(sandbox);
  expect(url).toBe(`http://127.0.0.1:${port}/v1`);

  const response = await fetch(modelUrl(ids.newFlux, url), putInit(sandbox, '{ "name": "Grüße 🦊" }'));
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(JSON.parse(await response.text())).toMatchObject({ model: { id: ids.newFlux, name: "Grüße 🦊" } });
  expect(sandbox.models.get(ids.newFlux)?.name).toBe("Grüße 🦊");
});

test("takes a body that comes in chunks", async () => {
  const sandbox = createSandbox();
  const { url } = await listen(sandbox);
  const body = new Blob(['{ "name": ', '"One" }']).stream();
  const response = await fetch(modelUrl(ids.newFlux, url), { ...putInit(sandbox, body), duplex: "half" });
  expect(response.status).toBe(200);
  expect(sandbox.models.get(ids.newFlux)?.name).toBe("One");
});

test("answers fifty updates at once, and the next on the same connections", async () => {
  const sandbox = createSandbox();
  const { url } = await listen(sandbox);
  for (const round of [1, 2]) {
    const responses = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        fetch(modelUrl(ids.newFlux, url), putInit(sandbox, JSON.stringify({ name: `${round}.${index}` }))),
      ),
    );
    const bodies = await Promise.all(responses.map(async (response) => JSON.parse(await response.text())));
    expect(bodies.map(({ model }) => model.name)).toEqual(bodies.map((_, index) => `${round}.${index}`));
  }
});

test.each([2, 8])("refuses a body of %d MiB with 413, whether or not its length is announced", async (mebibytes) => {
  const sandbox = createSandbox();
  const { url } = await listen(sandbox);
  const bytes = Buffer.alloc(mebibytes * 1_048_576, " ");
  const announced = await fetch(modelUrl(ids.newFlux, url), putInit(sandbox, bytes));
  expect(announced.status).toBe(413);
  await announced.text();
  const body = new Blob([bytes]).stream();
  const chunked = await fetch(modelUrl(ids.newFlux, url), { ...putInit(sandbox, body), duplex: "half" });
  expect(chunked.status).toBe(413);
  await chunked.text();
});

test("refuses over HTTP with the same words as in process", async () => {
  const sandbox = createSandbox();
  const { url } = await listen(sandbox);
  const init = putInit(sandbox, '{ "thumbnail": 5 }');
  const [served, inProcess] = await Promise.all([
    fetch(modelUrl(ids.newFlux, url), init),
    sandbox.fetch(modelUrl(ids.newFlux), init),
  ]);
  expect(served.status).toBe(400);
  expect(served.headers.get("content-type")).toBe("application/problem+json");
  expect(await served.text()).toBe(await inProcess.text());
});

test("is reached from this machine alone", async () => {
  const { port } = await listen(createSandbox());
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === "IPv4");
  if (outside === undefined) return;
  const outcome = await new Promise<string>((resolve) => {
    const socket = connect(port, outside.address, () => resolve("connected"));
    socket.on("error", ({ message }) => resolve(message));
    socket.on("connect", () => socket.destroy());
  });
  expect(outcome).toContain("ECONNREFUSED");
});

test("close stops listening, also while connections are kept alive, and may be called twice", async () => {
  const sandbox = createSandbox();
  const { url, close } = await listen(sandbox);
  await (await fetch(modelUrl(ids.newFlux, url), putInit(sandbox, "{}"))).text();
  await Promise.all([close(), close()]);
  await close();
  await expect(fetch(url)).rejects.toThrow();
});

test("close waits for the answer to a request under way, and for no more", { timeout: 2_000 }, async () => {
  const sandbox = createSandbox();
  const { url, close } = await listen(sandbox);
  const headers = {
    authorization: sandbox.credentials.authorization,
    "content-type": "application/json",
    expect: "100-continue",
  };
  const underWay = request(modelUrl(ids.newFlux, url), { method: "PUT", headers });
  underWay.flushHeaders();
  await once(underWay, "continue");

  let isClosed = false;
  const closed = close().then(() => {
    isClosed = true;
  });
  await setTimeout(50);
  expect(isClosed).toBe(false);

  underWay.end("{}");
  const [response]: IncomingMessage[] = await once(underWay, "response");
  expect(response?.statusCode).toBe(200);
  response?.resume();
  await closed;
});

test("a port that is in use is refused by name", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(createSandbox().listen(port)).rejects.toThrow(`Port ${port} is in use.`);
  await new Promise((resolve) => other.close(resolve));
});

test.each([-1, 65_536, 1.5, Number.NaN])("a port that cannot be is refused: %d", async (port) => {
  await expect(createSandbox().listen(port)).rejects.toThrow(RangeError);
});

test("the globals stay as they are", async () => {
  await listen(createSandbox());
  expect(globalThis.Request).toBe(Request);
  expect(globalThis.Response).toBe(Response);
});
