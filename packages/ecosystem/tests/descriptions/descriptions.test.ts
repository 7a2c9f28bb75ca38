import { expect, it } from "vitest";
import { describeAll } from "./describe.ts";
import { runAll } from "./run.ts";

it("a client sends and reads what a description says, with every construct once", async () => {
  const { descriptions, unseen } = describeAll(1, 8);
  expect(unseen).toBe(0);
  expect(await runAll(descriptions)).toEqual({ errors: "", differences: [] });
});
