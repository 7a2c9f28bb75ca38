// Responses that are read as they come.
import { describe, expect, it } from "vitest";
import {
  createClient,
  describeResponse,
  errorClass,
  type Operation,
  type ServerSentEvent,
} from "../src/runtime/index.ts";
import { testClock } from "./client-of.ts";

const operations = {
  chat: {
    method: "GET",
    path: "/chat",
    parameters: {},
    answers: { "application/json": "json", "text/event-stream": "events" },
    options: ["accept"],
    describe: describeResponse,
  },
  mixed: {
    method: "GET",
    path: "/mixed",
    parameters: {},
    answers: { "text/event-stream": { events: ["add", "message"] } },
    describe: describeResponse,
  },
  news: {
    method: "GET",
    path: "/news",
    parameters: {},
    answers: { "text/event-stream": "textEvents" },
    options: ["parseAs"],
    describe: describeResponse,
  },
  items: {
    method: "GET",
    path: "/items",
    parameters: {},
    answers: { "application/jsonl": "items" },
    options: ["parseAs"],
    describe: describeResponse,
  },
  file: {
    method: "GET",
    path: "/file",
    parameters: {},
    answers: { "application/zip": "blob" },
    options: ["parseAs"],
    describe: describeResponse,
  },
} as const satisfies Record<string, Operation>;

interface Methods {
  chat(input?: object): Promise<AsyncIterable<ServerSentEvent<unknown>>>;
  mixed(input?: object): Promise<AsyncIterable<ServerSentEvent<unknown>>>;
  news(input?: object): Promise<AsyncIterable<ServerSentEvent<string>>>;
  items(input?: object): Promise<AsyncIterable<unknown>>;
  file(input: { parseAs: "stream" }): Promise<ReadableStream<Uint8Array>>;
}

const TYPES = {
  chat: "text/event-stream",
  mixed: "text/event-stream",
  news: "text/event-stream",
  items: "application/jsonl",
  file: "application/zip",
};

/** A client whose service sends these chunks, and then ends as it is told to. */
function service(
  name: keyof Methods,
  chunks: (string | Uint8Array<ArrayBuffer>)[],
  end: "close" | "stall" | "break" = "close",
) {
  const time = testClock();
  const sent = { cancelled: false };
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk !== undefined) controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      else if (end === "close") controller.close();
      else if (end === "break") controller.error(new TypeError("terminated"));
      else return new Promise(() => {});
      return undefined;
    },
    cancel() {
      sent.cancelled = true;
    },
  });
  const client = createClient<Record<string, never>, Methods>(operations, {
    baseUrl: "https://api.example",
    fetch: async () => new Response(body, { headers: { "content-type": TYPES[name] } }),
    clock: time.clock,
    maxResponseSize: 100,
  });
  return { client, sent, time };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("server-sent events", () => {
  it("have data, type, ID and retry, wherever the chunks are cut", async () => {
    const text =
      '\uFEFF: hello\nid: 1\nevent: add\nretry: 10\ndata: {"a":\r\ndata:"é"}\r\n\r\nevent: no data\n\ndata\n\ndata: "b"\r\r';
    const bytes = new TextEncoder().encode(text);
    const expected = [
      { data: '{"a":\n"é"}', event: "add", id: "1", retry: 10 },
      { data: "", event: "message", id: "1" },
      { data: '"b"', event: "message", id: "1" },
    ];
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.slice(at * size, (at + 1) * size),
      );
      expect(await all(await service("news", chunks).client.news())).toEqual(expected);
    }
  });

  it("have parsed data if it is JSON, and end at [DONE]", async () => {
    const { client } = service("chat", ['data: {"delta":"a"}\n\n', "data: [DONE]\n\n", "data: not read\n\n"]);
    const events = await all(await client.chat({ accept: "text/event-stream" }));
    expect(events.map(({ data }) => data)).toEqual([{ delta: "a" }]);
    const { client: wrong } = service("chat", ["data: {\n\n"]);
    await expect(wrong.chat().then(all)).rejects.toThrow("chat: a part of the stream is not JSON");
  });

  it("have parsed data if their type says so", async () => {
    const { client } = service("mixed", ["event: add\ndata: 1\n\nevent: note\ndata: 2\n\ndata: 3\n\ndata: [DONE]\n\n"]);
    expect((await all(await client.mixed())).map(({ data }) => data)).toEqual([1, "2", 3]);
  });

  it("drop an event that is not complete at the end", async () => {
    expect(await all(await service("news", ["data: a\n\ndata: b\n"]).client.news())).toMatchObject([{ data: "a" }]);
  });

  it("are given as they come", async () => {
    const { client } = service("news", ["data: a\n\n"], "stall");
    for await (const { data } of await client.news()) {
      expect(data).toBe("a");
      return;
    }
  });
});

describe("JSON lines", () => {
  it("are values, each on a line or after a record separator", async () => {
    const { client } = service("items", ['{"a":1}\n\n[2', "]\r\n", "\u001E3\n", '"4"']);
    expect(await all(await client.items())).toEqual([{ a: 1 }, [2], 3, "4"]);
  });

  it("may go on for several lines after a record separator", async () => {
    const { client } = service("items", ['\u001E\n{\n  "a": [\n', '1]\n}\n\u001E2\n\n\u001E"3', '"\n\u001E\n']);
    expect(await all(await client.items())).toEqual([{ a: [1] }, 2, "3"]);
  });

  it.each([
    ["before the next", ['\u001E{"a":\n', "\u001E2\n"]],
    ["at the end", ['\u001E{"a":\n']],
  ])("must be whole %s", async (_, chunks) => {
    const { client } = service("items", chunks);
    await expect(client.items().then(all)).rejects.toThrow("items: a part of the stream is not JSON");
  });

  it("may not be larger than the largest response, also on several lines", async () => {
    const { client } = service("items", ["\u001E[\n", ...Array(100).fill("1,\n"), "1]\n"]);
    await expect(client.items().then(all)).rejects.toMatchObject({ code: "invalid_response" });
  });

  it("may not be larger than the largest response", async () => {
    const { client, sent } = service(
      "items",
      Array.from({ length: 10 }, () => `"${"x".repeat(20)}`),
      "stall",
    );
    await expect(client.items().then(all)).rejects.toMatchObject({ code: "invalid_response" });
    expect(sent.cancelled).toBe(true);
  });
});

describe("a stream", () => {
  it("is larger than the largest response, if its parts are not", async () => {
    const { client } = service(
      "items",
      Array.from({ length: 100 }, (_, index) => `${index}\n`),
    );
    expect(await all(await client.items())).toHaveLength(100);
    const file = await service(
      "file",
      Array.from({ length: 100 }, () => "0123456789"),
    ).client.file({ parseAs: "stream" });
    expect(await new Response(file).text()).toHaveLength(1000);
  });

  it("is closed when the caller has read enough", async () => {
    const events = service("news", ["data: a\n\n"], "stall");
    for await (const _ of await events.client.news()) break;
    expect(events.sent.cancelled).toBe(true);
    const file = service("file", ["a"], "stall");
    await (await file.client.file({ parseAs: "stream" })).cancel();
    expect(file.sent.cancelled).toBe(true);
  });

  it.each(["news", "items", "file"] as const)("of %s ends if no byte comes in time", async (name) => {
    const { client, sent, time } = service(name, ["1\n", "2\n"], "stall");
    const stream = await client[name]({ parseAs: "stream" });
    const passing = setInterval(time.elapse, 1);
    await expect(all(stream as AsyncIterable<unknown>)).rejects.toMatchObject({ code: "timeout", timeout: 60_000 });
    clearInterval(passing);
    expect(sent.cancelled).toBe(true);
  });

  it("ends with the reason of a signal", async () => {
    const { client, sent } = service("news", ["data: a\n\n"], "stall");
    const controller = new AbortController();
    const reading = (async () => {
      for await (const _ of await client.news({ signal: controller.signal })) controller.abort("enough");
    })();
    await expect(reading).rejects.toBe("enough");
    expect(sent.cancelled).toBe(true);
  });

  it("that is cut short is a ConnectionError, without what the runtime says", async () => {
    const { client } = service("items", ["1\n"], "break");
    const error = await client
      .items()
      .then(all)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(errorClass("", "connection"));
    expect(error).toMatchObject({ message: "items: the response was cut short (TypeError)" });
  });
});
