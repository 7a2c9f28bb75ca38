import { sValidator } from "@hono/standard-validator";
import type { UpdateModelRequest } from "@scenario-openapi/types";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { Hono } from "hono";
import { describe, expect, expectTypeOf, test } from "vitest";
import { updateModelBody } from "../src/validate/index.ts";

const { validate } = updateModelBody["~standard"];

describe("the body as a Standard Schema", () => {
  test("is one of version 1", () => {
    const schema: StandardSchemaV1<UpdateModelRequest, UpdateModelRequest> = updateModelBody;
    expect(schema["~standard"]).toMatchObject({ version: 1, vendor: "scenario-openapi" });
  });

  test("gives back a body that fits, the very same", () => {
    const body = { name: "Moonlit Noir", colour: "red" };
    const result = validate(body);
    expect(result).toEqual({ value: body });
    expect(!result.issues && result.value).toBe(body);
  });

  test("gives every issue with its path, schema and rules together", () => {
    const body = { name: 5, type: "flux.1-lora", concepts: [{ modelId: "model_1" }], parameters: { rank: 1 } };
    expect(validate(body)).toEqual({
      issues: [
        { message: "is required", path: ["concepts", 0, "scale"] },
        { message: "must be string, is 5", path: ["name"] },
        { message: "must be from 2 to 64 for Flux LoRA training, is 1", path: ["parameters", "rank"] },
      ],
    });
    expect(validate(null)).toEqual({ issues: [{ message: "must be object, is null", path: [] }] });
    expect(validate(undefined)).toEqual({ issues: [{ message: "is required", path: [] }] });
  });

  test("does not throw where the value does", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(validate(proxy)).toEqual({ issues: [{ message: "throws when it is read", path: [] }] });
  });
});

describe("a library that knows nothing but the standard", () => {
  const app = new Hono().put("/models/:modelId", sValidator("json", updateModelBody), (context) => {
    const body = context.req.valid("json");
    expectTypeOf(body).toEqualTypeOf<UpdateModelRequest>();
    return context.json({ name: body.name });
  });
  const put = (body: unknown) =>
    app.request("/models/model_1", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("takes a body that fits", async () => {
    const response = await put({ name: "Moonlit Noir" });
    expect([response.status, await response.json()]).toEqual([200, { name: "Moonlit Noir" }]);
  });

  test("refuses one that does not", async () => {
    const response = await put({ name: 5 });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { success: false, error: [{ message: "must be string, is 5", path: ["name"] }] },
    ]);
  });
});
