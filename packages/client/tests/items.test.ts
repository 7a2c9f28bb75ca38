// Bodies that are sequences of JSON values, and queries that one parameter describes.
import { describe, expect, it } from "vitest";
import { writeBody, writeWholeQuery } from "../src/runtime/bodies.ts";

const lines = "application/x-ndjson";
const write = (body: unknown, mediaType = lines) => writeBody("", body, mediaType, "items");

describe("a body of items", () => {
  it.each<[string, unknown, string | undefined, string]>([
    ["a list", [{ a: 1 }, "b\n", null], lines, '{"a":1}\n"b\\n"\nnull\n'],
    ["a set", new Set([1, 2]), lines, "1\n2\n"],
    ["none", [], lines, ""],
    ["after record separators", [1, [2]], "application/json-seq", "\u001E1\n\u001E[2]\n"],
  ])("is written: %s", (_, body, mediaType, expected) => {
    expect(write(body, mediaType)).toEqual({ body: expected, contentType: mediaType });
  });

  it("is sent as it comes from a generator, which ends with the request", async () => {
    let ended = false;
    async function* items() {
      try {
        for (let at = 1; ; at++) yield { at };
      } finally {
        ended = true;
      }
    }
    const reader = (write(items()).body as ReadableStream<Uint8Array>).getReader();
    const read = async () => new TextDecoder().decode((await reader.read()).value);
    expect([await read(), await read()]).toEqual(['{"at":1}\n', '{"at":2}\n']);
    await reader.cancel();
    expect(ended).toBe(true);
  });

  it.each<[unknown, string]>([
    [{ a: 1 }, "The body cannot be written as application/x-ndjson: give a list or a generator"],
    ["1\n2", "The body cannot be written as application/x-ndjson: give a list or a generator"],
    [[1, Number.NaN], 'An item of the body cannot be JSON: it has NaN in ""'],
    [[undefined], "An item of the body cannot be JSON"],
  ])("is refused: %o", (body, message) => {
    expect(() => write(body)).toThrow(message);
  });
});

describe("a whole query", () => {
  it.each<[string, unknown, Parameters<typeof writeWholeQuery>[2], string]>([
    ["JSON", { "a&b": ["c d"] }, "json", "%7B%22a%26b%22%3A%5B%22c%20d%22%5D%7D"],
    ["a text", "a b?&=", "text", "a%20b%3F%26%3D"],
    [
      "a form",
      { a: ["b c", "d&e"], f: { g: 1 } },
      { form: { a: { explode: false } } },
      "a=b%20c,d%26e&f=%7B%22g%22%3A1%7D",
    ],
    ["nothing", undefined, "json", ""],
  ])("is written: %s", (_, query, format, expected) => {
    expect(writeWholeQuery("", query, format)).toBe(expected);
  });

  it.each<[unknown, Parameters<typeof writeWholeQuery>[2], string]>([
    [{}, "text", "The query is not a text"],
    ["a", { form: {} }, "The query is not an object"],
    [Number.NaN, "json", "The query cannot be JSON"],
  ])("is refused: %o as %o", (query, format, message) => {
    expect(() => writeWholeQuery("", query, format)).toThrow(message);
  });
});
