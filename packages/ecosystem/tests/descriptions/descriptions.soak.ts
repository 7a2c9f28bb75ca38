// Every construct many times. `SEED=2 pnpm test:soak` draws other descriptions.
import { expect, it } from "vitest";
import { describeAll } from "./describe.ts";
import { type Outcome, runAll } from "./run.ts";

it("a client sends and reads what 300 descriptions say", async () => {
  const seed = Number(process.env["SEED"] ?? 1);
  const { descriptions } = describeAll(seed, 300);
  const outcomes: Outcome[] = [];
  // Not all at once: they would take the compiler gigabytes.
  for (let from = 0; from < descriptions.length; from += 50) {
    outcomes.push(await runAll(descriptions.slice(from, from + 50)));
  }
  const calls = descriptions.flatMap(({ calls }) => calls).length;
  const differences = outcomes.flatMap(({ differences }) => differences);
  console.log(`Descriptions with SEED=${seed}: ${calls} calls, ${differences.length} differences`);
  expect({ errors: outcomes.map(({ errors }) => errors).join(""), differences }).toEqual({
    errors: "",
    differences: [],
  });
});
