import { expect, it } from "vitest";
import { type PlannedUpdate, planUpdates } from "./fault-plan.ts";
import { expectSound, runFaults } from "./fault-run.ts";
import { faults } from "./faults.ts";

it("of 300 updates with faulty responses, each is applied or reported, and nothing is left", async () => {
  const plan = planUpdates(1, 300);
  const run = await runFaults(plan, 16);
  expectSound(plan, run);
  expect(await runFaults(plan, 16)).toEqual(run);
});

it("a plan follows from its seed, and has every fault", () => {
  const plan = planUpdates(1, 3000);
  expect(planUpdates(1, 3000)).toEqual(plan);
  expect(planUpdates(2, 3000)).not.toEqual(plan);
  const attempts = plan.flatMap(({ attempts }: PlannedUpdate) => attempts);
  const faulty = attempts.filter((attempt) => attempt !== undefined);
  expect(faulty.length / attempts.length).toBeCloseTo(0.2, 1);
  expect(new Set(faulty.map(({ name }) => name))).toEqual(new Set(Object.keys(faults)));
  expect(plan.some(({ refused }) => refused)).toBe(true);
});
