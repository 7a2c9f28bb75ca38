import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import * as client from "../src/index.ts";
import { version } from "../src/version.ts";

async function errorOf(response: Response, library: typeof client = client): Promise<Error> {
  const scenario = library.createScenarioClient({
    apiKey: "the-key",
    apiSecret: "the-secret",
    retries: 0,
    fetch: async () => response,
  });
  return scenario.updateModel({ path: { modelId: "model_1" }, body: {} }).then(
    () => expect.unreachable(),
    (error) => error,
  );
}

describe("errors", () => {
  it.each([
    [400, client.ScenarioBadRequestError, "bad_request"],
    [401, client.ScenarioUnauthorizedError, "unauthorized"],
    [403, client.ScenarioForbiddenError, "forbidden"],
    [404, client.ScenarioNotFoundError, "not_found"],
    [409, client.ScenarioConflictError, "conflict"],
    [418, client.ScenarioApiError, "api"],
    [422, client.ScenarioUnprocessableError, "unprocessable"],
    [429, client.ScenarioRateLimitError, "rate_limit"],
    [500, client.ScenarioServerError, "server"],
    [503, client.ScenarioServerError, "server"],
  ] as const)("for %i", async (status, type, code) => {
    const headers = { "x-request-id": "req-7" };
    const error = await errorOf(Response.json({ message: "Because." }, { status, statusText: "No", headers }));
    for (const kind of [
      type,
      client.ScenarioApiError,
      client.ScenarioAnswerError,
      client.ScenarioCallError,
      client.ScenarioError,
      Error,
    ]) {
      expect(error instanceof kind).toBe(true);
    }
    expect(error instanceof client.ScenarioTimeoutError).toBe(false);
    expect(error instanceof (status === 400 ? client.ScenarioServerError : client.ScenarioBadRequestError)).toBe(false);
    expect(error).toMatchObject({ code, status, attempts: 1, requestId: "req-7", body: { message: "Because." } });
    expect(error.message).toBe(`updateModel: ${status} No: Because.`);
  });

  it("are known to every copy of the package", async () => {
    vi.resetModules();
    const copy: typeof client = await import("../src/index.ts");
    expect(copy.ScenarioError).not.toBe(client.ScenarioError);
    const error = await errorOf(new Response(null, { status: 404 }), copy);
    expect(error instanceof client.ScenarioNotFoundError).toBe(true);
    expect(error instanceof client.ScenarioConflictError).toBe(false);
    expect(error instanceof client.ScenarioError).toBe(true);
  });

  it("are not what they are not", () => {
    for (const other of [null, undefined, 1, "x", {}, new Error("x")]) {
      expect(other instanceof client.ScenarioError).toBe(false);
    }
  });

  it("can be extended", async () => {
    class Mine extends client.ScenarioError {}
    expect(new Mine("Mine", "mine") instanceof Mine).toBe(true);
    expect((await errorOf(new Response(null, { status: 404 }))) instanceof Mine).toBe(false);
  });

  it("print what is known of the call", async () => {
    const error = await errorOf(Response.json({ detail: "No such model." }, { status: 404, statusText: "Not Found" }));
    const printed = inspect(error);
    expect(printed).toMatch(/^ScenarioNotFoundError: updateModel: 404 Not Found: No such model\.\n {4}at /);
    expect(`${error}`).toBe("ScenarioNotFoundError: updateModel: 404 Not Found: No such model.");
    for (const part of ["code: 'not_found'", "operation: 'updateModel'", "attempts: 1", "status: 404"]) {
      expect(printed).toContain(part);
    }
    expect(error.stack).toContain("updateModel: 404 Not Found");
  });

  it("cut long text", async () => {
    const error = await errorOf(new Response("x".repeat(5000), { status: 400 }));
    expect((error as unknown as { body: string }).body).toHaveLength(2000);
    expect(error.message.length).toBeLessThan(300);
  });
});

it("the version that the client gives is the package's", () => {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(version).toBe(manifest.version);
});
