import { describe, expect, it } from "vitest";
import * as types from "../src/index.ts";

describe("what exists at run time", () => {
  it("is the enumerations, and which description they are of", () => {
    expect(types.modelTypes).toHaveLength(37);
    expect(types.modelCapabilities).toHaveLength(32);
    expect(types.accessRestrictions).toEqual([0, 25, 50, 75, 100]);
    expect(types.trainers).toEqual(["sd15", "sdxl-lora", "flux-lora", "musubi", "elevenlabs-voice"]);
    const { specVersion, specHash, ...enumerations } = types;
    expect(specVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(specHash).toMatch(/^[\da-f]{64}$/);
    for (const value of Object.values(enumerations)) expect(Array.isArray(value)).toBe(true);
  });
});
