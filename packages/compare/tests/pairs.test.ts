import { expect, it } from "vitest";
import { describeChanges } from "../src/describe-changes.ts";
import { documentsOf, judgePair, pairs } from "../src/table/pairs.ts";

it.each(pairs.map((row) => [row.name, row] as const))("%s", (_, row) => {
  const { expected, given } = judgePair(row);
  const [before, after] = documentsOf(row);
  expect(given, JSON.stringify(describeChanges(before, after), null, 2)).toEqual(expected);
});

it("each row has a name of its own", () => expect(new Set(pairs.map(({ name }) => name)).size).toBe(pairs.length));
