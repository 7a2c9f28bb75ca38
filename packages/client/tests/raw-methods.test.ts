import { describe, expect, it } from "vitest";
import { type Answer, clientOf, rejection } from "./client-of.ts";
import { HarbourApiError, HarbourInvalidResponseError } from "./harbour/index.gen.ts";

const call = { params: { path: { boatId: "boat_1" } }, body: { name: "x" } };

describe("a raw method returns the error that the named method throws", () => {
  const statuses = [400, 401, 403, 404, 409, 418, 422, 429, 500, 501, 503, 504];
  const bodies: [string, string | null][] = [
    ["no body", null],
    ["an empty body", ""],
    ["0", "0"],
    ["null", "null"],
    ["false", "false"],
    ['""', '""'],
    ["white space", " "],
    ["text", "no"],
    ["a problem", '{"detail":"No."}'],
  ];

  it.each(statuses)("with status %i, whatever the body", async (status) => {
    for (const [name, body] of bodies) {
      const { harbour, update } = clientOf([() => new Response(body, { status })], { retries: 0 });
      const { data, error, response } = await harbour.PUT("/boats/{boatId}", call);
      const thrown = await rejection(update());
      expect({ name, data, status: response.status }).toEqual({ name, data: undefined, status });
      expect(error).toBeInstanceOf(HarbourApiError);
      expect(error).toMatchObject({ name: thrown.name, code: thrown.code, status, attempts: 1, body: thrown.body });
    }
  });

  it("through middleware that sees, copies or replaces the response", async () => {
    const answer: Answer = () => new Response(null, { status: 404 });
    for (const onResponse of [() => undefined, () => new Response("0", { status: 404 })]) {
      const { harbour } = clientOf([answer]);
      harbour.use({ onResponse });
      const { data, error } = await harbour.PUT("/boats/{boatId}", call);
      expect([data, error?.code]).toEqual([undefined, "not_found"]);
    }
  });

  it.each([
    ["empty", () => new Response(null, { status: 204 })],
    ["empty", () => new Response("")],
    ["not JSON", () => new Response(" ")],
    ["not JSON", () => new Response("OK")],
  ] as const)("or rejects with it, if a 2xx response is %s", async (found, answer) => {
    const { harbour, update } = clientOf([answer]);
    const error = await rejection(harbour.PUT("/boats/{boatId}", call));
    expect(error).toBeInstanceOf(HarbourInvalidResponseError);
    expect(error.message).toBe(`PUT /boats/{boatId}: the response is ${found}`);
    expect(error.text).toBe((await rejection(update())).text);
  });
});
