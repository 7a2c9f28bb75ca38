import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { boatUrl, harbour, putInit } from "./harbour.ts";

const url = boatUrl("boat_1");
const json = '{ "name": "One" }';
const put = putInit(json);
const { headers } = put;

type Arguments = Parameters<typeof fetch>;

describe("takes what the global fetch takes:", () => {
  test.each<[string, () => Arguments]>([
    ["a string", () => [url, put]],
    ["a URL", () => [new URL(url), put]],
    ["a Request", () => [new Request(url, put)]],
    ["a Request, and nothing else in the options", () => [new Request(url, put), {}]],
    ["a Request, and options instead of its own", () => [new Request(url, { method: "POST", body: "{" }), put]],
    ["a Request, and options beside its own", () => [new Request(url, { ...put, headers: {} }), { headers }]],
    ["a Request as options", () => [url, new Request(boatUrl("other"), put)]],
    ["headers as a list", () => [url, { ...put, headers: Object.entries(headers) }]],
    ["Headers", () => [url, { ...put, headers: new Headers(headers) }]],
    ["bytes", () => [url, { ...put, body: new TextEncoder().encode(json) }]],
    ["a Blob", () => [url, { ...put, body: new Blob([json]) }]],
    ["a stream", () => [url, { ...put, body: new Blob([json]).stream(), duplex: "half" }]],
    ["no signal", () => [url, { ...put, signal: null }]],
  ])("%s", async (_, make) => {
    const sandbox = harbour();
    const response = await sandbox.fetch(...make());
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(200);
    expect(sandbox.boats.get("boat_1")?.name).toBe("One");
  });

  test.each<[string, () => Promise<Arguments>, string]>([
    ["a relative URL", async () => ["/v1/boats/x"], "Failed to parse URL"],
    ["a stream without duplex", async () => [url, { ...put, body: new ReadableStream() }], "duplex"],
    [
      "a stream of text",
      async () => {
        const body: ReadableStream = ReadableStream.from([json]);
        return [url, { ...put, body, duplex: "half" }];
      },
      "A body must be a stream of Uint8Array, has a string.",
    ],
    [
      "a Request that was used",
      async () => {
        const request = new Request(url, put);
        await request.text();
        return [request];
      },
      "already been used",
    ],
  ])("not %s", async (_, make, message) => {
    const rejected = expect(harbour().fetch(...(await make()))).rejects;
    await rejected.toThrow(TypeError);
    await rejected.toThrow(message);
  });
});

/** A body that never ends. */
function endless() {
  const stopped = Promise.withResolvers<unknown>();
  const waiting = Promise.withResolvers<void>();
  let isStarted = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!isStarted) controller.enqueue(new TextEncoder().encode("{"));
      else waiting.resolve();
      isStarted = true;
    },
    cancel: stopped.resolve,
  });
  /** `waiting` resolves when it has been read as far as it goes; `stopped`, with the reason, when it is cancelled. */
  return { body, waiting: waiting.promise, stopped: stopped.promise };
}

describe("an abort while the body is sent rejects with the reason and cancels the body:", () => {
  test.each<[string, (body: ReadableStream, signal: AbortSignal) => Arguments]>([
    ["the signal of the options", (body, signal) => [url, { ...put, body, duplex: "half", signal }]],
    ["the signal of a Request", (body, signal) => [new Request(url, { ...put, body, duplex: "half", signal })]],
    [
      "the signal of the options rather than that of a Request",
      (body, signal) => {
        const other = AbortSignal.abort();
        return [new Request(url, { ...put, body, duplex: "half", signal: other }), { signal }];
      },
    ],
  ])("%s", async (_, make) => {
    const sandbox = harbour();
    const { body, waiting, stopped } = endless();
    const controller = new AbortController();
    const response = sandbox.fetch(...make(body, controller.signal));
    await waiting;
    const reason = new Error("enough");
    controller.abort(reason);
    await expect(response).rejects.toBe(reason);
    expect(await stopped).toBe(reason);
    expect(sandbox.boats.get("boat_1")).toEqual({ id: "boat_1", name: "Aurora" });
  });
});

test("a signal that is aborted before rejects, whatever the request", async () => {
  const sandbox = harbour();
  const { body, stopped } = endless();
  const reason = new Error("enough");
  const init: RequestInit = { ...put, headers: {}, body, duplex: "half", signal: AbortSignal.abort(reason) };
  await expect(sandbox.fetch(url, init)).rejects.toBe(reason);
  expect(await stopped).toBe(reason);
  await expect(sandbox.fetch(url, { ...put, signal: AbortSignal.abort() })).rejects.toThrow("aborted");
  expect(sandbox.boats.get("boat_1")).toEqual({ id: "boat_1", name: "Aurora" });
});

test("a signal of a simulated browser is heard, and keeps no listener", async () => {
  /** What a signal has, but not of Node's class. */
  class OtherSignal extends EventTarget {
    aborted = false;
    reason: unknown;
    onabort = null;
    throwIfAborted() {
      if (this.aborted) throw this.reason;
    }
  }
  const signal = new OtherSignal();
  const { fetch } = harbour();
  expect((await fetch(url, { ...put, signal })).status).toBe(200);
  expect(getEventListeners(signal, "abort")).toEqual([]);

  const { body, waiting, stopped } = endless();
  const response = fetch(url, { ...put, body, duplex: "half", signal });
  await waiting;
  Object.assign(signal, { aborted: true, reason: new Error("enough") });
  signal.dispatchEvent(new Event("abort"));
  await expect(response).rejects.toThrow("enough");
  expect(await stopped).toBe(signal.reason);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a body is cancelled if the response does not depend on it", async () => {
  const { body, stopped } = endless();
  const response = await harbour().fetch(url, { ...putInit(body, { authorization: "" }), duplex: "half" });
  expect(response.status).toBe(401);
  await stopped;
});

test("an error of the body is the error of fetch", async () => {
  const sandbox = harbour();
  const error = new Error("disk full");
  const body = new ReadableStream({
    pull() {
      throw error;
    },
  });
  await expect(sandbox.fetch(url, { ...put, body, duplex: "half" })).rejects.toBe(error);
});
