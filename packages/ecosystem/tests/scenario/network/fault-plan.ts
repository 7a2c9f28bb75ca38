import fc from "fast-check";
import { documented, type Received, type Script } from "./fault-server.ts";
import { type Fault, type FaultName, faults } from "./faults.ts";

/** How often the client tries again. */
export const RETRIES = 2;

/** What happens to one update. */
export interface PlannedUpdate {
  /** Whether it is sent to a port on which nothing listens. */
  refused: boolean;
  /** The faults of its attempts, one in five; `undefined` is a good response. */
  attempts: readonly (PlannedFault | undefined)[];
}

interface PlannedFault {
  name: FaultName;
  /** Whether the update is applied, if the fault may apply it. */
  apply: boolean;
}

/** How a call ends: with the name in the response, or with an error's code. */
export interface Outcome {
  name?: unknown;
  error?: string;
  attempts: number;
}

const fault = fc.record({ name: fc.constantFrom(...(Object.keys(faults) as FaultName[])), apply: fc.boolean() });
const attempt = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fault });
const update: fc.Arbitrary<PlannedUpdate> = fc.record({
  refused: fc.integer({ min: 1, max: 100 }).map((number) => number === 1),
  attempts: fc.array(attempt, { minLength: RETRIES + 1, maxLength: RETRIES + 1 }),
});

/** Plans a number of updates. The plan follows from the seed. */
export function planUpdates(seed: number, updates: number): PlannedUpdate[] {
  return fc.sample(update, { seed, numRuns: updates, unbiased: true });
}

/** Returns the fault that a plan has for a request. */
export function plannedFault(plan: readonly PlannedUpdate[], { modelId, attempt }: Received): PlannedFault | undefined {
  return plan[Number(modelId.slice("model_".length))]?.attempts[attempt - 1];
}

/** Returns the script by which a server carries out a plan. */
export function scriptOf(plan: readonly PlannedUpdate[]): Script {
  return (request) => {
    const planned = plannedFault(plan, request);
    if (!planned) return { answer: documented, apply: true };
    const { answer, mayApply }: Fault = faults[planned.name];
    return { answer, apply: mayApply && planned.apply };
  };
}

/** Returns how a call has to end, given what is done to its attempts. */
export function plannedOutcome(index: number, { refused, attempts }: PlannedUpdate): Outcome {
  for (const [at, planned] of attempts.entries()) {
    const fault: Fault | undefined = refused ? faults.resetBeforeHeaders : planned && faults[planned.name];
    if (!fault) return { name: nameOf(index), attempts: at + 1 };
    if (!fault.retried || at === RETRIES) return { error: fault.code, attempts: at + 1 };
  }
  throw new Error(`The plan of update ${index} has too few attempts`);
}

/** The model of an update. Each has its own. */
export function modelOf(index: number): string {
  return `model_${index}`;
}

/** The name that an update gives its model. */
export function nameOf(index: number): string {
  return `Update ${index}`;
}
