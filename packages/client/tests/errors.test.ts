import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { version } from "../src/version.ts";
import { type Answer, clientOf, rejection } from "./client-of.ts";
import * as client from "./harbour/index.gen.ts";

const errorOf = (answer: Answer) => rejection(clientOf([answer], { retries: 0 }).update());
const refusal = (status: number, statusText: string, body: object): Answer => {
  return () => Response.json(body, { status, statusText, headers: { "x-request-id": "req-7", "x-trace": "8" } });
};

describe("error statuses", () => {
  it.each([
    [400, client.HarbourBadRequestError, "bad_request"],
    [401, client.HarbourUnauthorizedError, "unauthorized"],
    [403, client.HarbourForbiddenError, "forbidden"],
    [404, client.HarbourNotFoundError, "not_found"],
    [409, client.HarbourConflictError, "conflict"],
    [418, client.HarbourApiError, "api"],
    [422, client.HarbourUnprocessableError, "unprocessable"],
    [429, client.HarbourRateLimitError, "rate_limit"],
    [500, client.HarbourServerError, "server"],
    [503, client.HarbourServerError, "server"],
  ] as const)("have classes: %i", async (status, type, code) => {
    const error = await errorOf(refusal(status, "No", { message: "Because." }));
    const bases = [client.HarbourApiError, client.HarbourResponseError, client.HarbourCallError, client.HarbourError];
    for (const kind of [type, ...bases, Error]) expect(error instanceof kind).toBe(true);
    const other = status === 400 ? client.HarbourServerError : client.HarbourBadRequestError;
    for (const kind of [other, client.HarbourTimeoutError]) expect(error instanceof kind).toBe(false);
    expect(error).toMatchObject({ code, status, attempts: 1, requestId: "req-7", body: { message: "Because." } });
    expect(error.headers.get("x-trace")).toBe("8");
    expect(error.message).toBe(`updateBoat: ${status} No: Because.`);
  });

  it.each([
    ["text", "upstream failed", "upstream failed"],
    ["an empty body", "", undefined],
    ["no body", null, undefined],
    ["long text, which is cut", "x".repeat(5000), "x".repeat(2000)],
  ])("count with %s", async (_, text, body) => {
    expect(await errorOf(() => new Response(text, { status: 502 }))).toMatchObject({ status: 502, body });
  });

  it("have short messages", async () => {
    const error = await errorOf(refusal(400, "No", { detail: "x".repeat(5000) }));
    expect(error.message).toBe(`updateBoat: 400 No: ${"x".repeat(200)}`);
  });
});

describe("errors", () => {
  it("are known to every copy of the package", async () => {
    vi.resetModules();
    const copy: typeof client = await import("./harbour/index.gen.ts");
    expect(copy.HarbourError).not.toBe(client.HarbourError);
    const error = await errorOf(refusal(404, "Not Found", {}));
    expect(error instanceof copy.HarbourNotFoundError).toBe(true);
    expect(error instanceof copy.HarbourConflictError).toBe(false);
    expect(error instanceof copy.HarbourError).toBe(true);
  });

  it.each([null, undefined, 1, "x", {}, new Error("x")])("do not include %j", (other) => {
    expect(other instanceof client.HarbourError).toBe(false);
  });

  it("print what is known about the call", async () => {
    const error = await errorOf(refusal(404, "Not Found", { detail: "No such boat." }));
    const printed = inspect(error);
    expect(printed).toMatch(/^HarbourNotFoundError: updateBoat: 404 Not Found: No such boat\.\n {4}at /);
    expect(`${error}`).toBe("HarbourNotFoundError: updateBoat: 404 Not Found: No such boat.");
    for (const part of ["code: 'not_found'", "operation: 'updateBoat'", "attempts: 1", "status: 404"]) {
      expect(printed).toContain(part);
    }
  });
});

it("JSON has what an error says, for logs and error trackers", async () => {
  const error = await errorOf(refusal(404, "Not Found", { detail: "No such boat." }));
  expect(JSON.parse(JSON.stringify({ error }))).toEqual({
    error: {
      name: "HarbourNotFoundError",
      message: "updateBoat: 404 Not Found: No such boat.",
      code: "not_found",
      operation: "updateBoat",
      attempts: 1,
      status: 404,
      headers: { "content-type": "application/json", "x-request-id": "req-7", "x-trace": "8" },
      requestId: "req-7",
      body: { detail: "No such boat." },
    },
  });
  const config = { name: "HarbourConfigError", code: "config" };
  expect(JSON.parse(JSON.stringify(await rejection(clientOf().update({ timeout: -1 }))))).toMatchObject(config);
});

it("the client's version is the package's", () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
  expect(version).toBe(manifest.version);
});
