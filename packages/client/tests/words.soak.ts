import { expect, test } from "vitest";
import { compareWithReading } from "./words-suite.ts";

test.each(Array.from({ length: 30 }, (_, index) => index + 2))(
  "limits hold where the words are told: seed %i",
  async (seed) => {
    expect((await compareWithReading(seed, 100, 100)).disagreements).toEqual([]);
  },
);
