import { describe, expect, it } from "vitest";
import { compareWithAjv } from "./schemas-suite.ts";

describe.each(["3.0.4", "3.1.1"] as const)("types of random schemas in OpenAPI %s", (version) => {
  it.each([1, 2, 3, 4, 5])("allow what Ajv allows: seed %i", async (seed) => {
    expect((await compareWithAjv(version, seed, 300, 10)).disagreements).toEqual([]);
  });
});
