import { createHash } from "node:crypto";
import spec from "@scenario-openapi/spec/openapi.json" with { type: "json" };
import * as types from "@scenario-openapi/types";
import { expect, it } from "vitest";

it("the package holds the version and hash of the spec that it was built from, and the enumerations", () => {
  const { specVersion, specHash, ...enumerations } = types;
  expect(specVersion).toBe(spec.info.version);
  expect(specHash).toBe(createHash("sha256").update(JSON.stringify(spec)).digest("hex"));
  for (const value of Object.values(enumerations)) expect(Array.isArray(value)).toBe(true);
});
