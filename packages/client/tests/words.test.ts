import { expect, test } from "vitest";
import { compareWithReading } from "./words-suite.ts";

test("limits hold where the words are told, as an independent reading of random descriptions says", async () => {
  const { disagreements, seen } = await compareWithReading(1, 60, 40);
  expect(disagreements).toEqual([]);
  expect(Math.min(seen.inside, seen.outside)).toBeGreaterThan(300);
});
