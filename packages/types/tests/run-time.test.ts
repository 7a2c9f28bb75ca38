import { describe, expect, it } from "vitest";
import * as types from "../src/index.ts";

describe("what exists at run time", () => {
  it("is the enumerations and nothing else", () => {
    expect(types.modelTypes).toHaveLength(37);
    expect(types.modelCapabilities).toHaveLength(32);
    expect(types.accessRestrictions).toEqual([0, 25, 50, 75, 100]);
    expect(types.trainers).toEqual(["sd15", "sdxl-lora", "flux-lora", "musubi", "elevenlabs-voice"]);
    for (const value of Object.values(types)) expect(Array.isArray(value)).toBe(true);
  });
});
