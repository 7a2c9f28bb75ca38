import * as types from "@scenario-openapi/types";
import { expect, it } from "vitest";

it("the package holds the enumerations", () => {
  expect(types.modelTypes).toHaveLength(37);
  expect(types.modelCapabilities).toHaveLength(32);
  expect(types.accessRestrictions).toEqual([0, 25, 50, 75, 100]);
  expect(types.trainers).toEqual(["sd15", "sdxl-lora", "flux-lora", "musubi", "elevenlabs-voice"]);
});
