import { createHash } from "node:crypto";
import spec from "@scenario-openapi/spec/openapi.json" with { type: "json" };
import * as types from "@scenario-openapi/types";
import { expect, it } from "vitest";

it("the package holds the enumerations, and the version and hash of the spec that it was built from", () => {
  const { specVersion, specHash, ...enumerations } = types;
  expect(specVersion).toBe(spec.info.version);
  expect(specHash).toBe(createHash("sha256").update(JSON.stringify(spec)).digest("hex"));
  expect(types.modelTypes).toHaveLength(37);
  expect(types.modelCapabilities).toHaveLength(32);
  expect(types.accessRestrictions).toEqual([0, 25, 50, 75, 100]);
  expect(types.trainers).toEqual(["sd15", "sdxl-lora", "flux-lora", "musubi", "elevenlabs-voice"]);
  for (const value of Object.values(enumerations)) expect(Array.isArray(value)).toBe(true);
});
