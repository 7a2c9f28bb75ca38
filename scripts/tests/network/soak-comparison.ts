import type { FaultServer } from "./fault-server.ts";
import { faults } from "./faults.ts";
import { type FaultName, indexOf, modelOf, nameOf, type Plan } from "./soak-plan.ts";

/** How a call ended: with a name in the answer, or with an error. */
export type Outcome = { name: unknown } | { error: string; attempts: number };

/** What became of the updates of a run. */
export interface Comparison {
  /** Calls that ended well, whose effect the server has. */
  applied: number;
  /** Calls that ended in an error, by its code. */
  reported: Record<string, number>;
  /** Of these, the updates that the server applied all the same: only the answer was lost. */
  reportedAndApplied: number;
  /** Calls that ended well, whose effect the server has not. */
  lost: number;
  /** Updates that were applied more than once. */
  duplicated: number;
  /** Calls that ended otherwise than what was done to them asks for, a sentence each. */
  wrong: string[];
  requests: number;
  /** Requests whose answer was faulty. */
  faulty: number;
  /** Attempts of a call. */
  attempts: { mean: number; max: number };
}

/**
 * Compares how calls ended with what the server did to them.
 *
 * @param retries what the client was told
 * @param outcomes by the update's number, without those of calls that did not end
 */
export function compare(
  plan: Plan,
  retries: number,
  outcomes: readonly Outcome[],
  { requests, state }: Pick<FaultServer, "requests" | "state">,
): Comparison {
  const served = new Map<string, number>();
  let faulty = 0;
  for (const { modelId, attempt } of requests) {
    served.set(modelId, attempt);
    if (plan.step(indexOf(modelId), attempt).name) faulty++;
  }
  const counts = { applied: 0, reportedAndApplied: 0, lost: 0, duplicated: 0 };
  const reported: Record<string, number> = {};
  const wrong: string[] = [];
  const attempts: number[] = [];
  outcomes.forEach((outcome, index) => {
    const modelId = modelOf(index);
    const { updates = 0, properties = {} } = state.get(modelId) ?? {};
    const has = properties["name"] === nameOf(index);
    const steps: (FaultName | undefined)[] = plan.isRefused(index)
      ? Array.from({ length: retries + 1 }, () => "resetBeforeHeaders" as const) // as far as the client can tell
      : Array.from({ length: served.get(modelId) ?? 0 }, (_, attempt) => plan.step(index, attempt + 1).name);
    attempts.push(steps.length);
    if (updates > 1) counts.duplicated++;
    if ("error" in outcome) {
      reported[outcome.error] = (reported[outcome.error] ?? 0) + 1;
      if (has) counts.reportedAndApplied++;
    } else if (has) counts.applied++;
    else counts.lost++;
    const mistake = mistakeIn(outcome, index, steps, retries);
    if (mistake) wrong.push(`update ${index}: ${mistake}`);
  });
  const mean = attempts.reduce((sum, count) => sum + count, 0) / attempts.length;
  return {
    ...counts,
    reported,
    wrong,
    requests: requests.length,
    faulty,
    attempts: { mean, max: Math.max(...attempts) },
  };
}

/** What is wrong with how a call ended, given what the server did to its attempts; `undefined` where nothing is. */
function mistakeIn(
  outcome: Outcome,
  index: number,
  steps: readonly (FaultName | undefined)[],
  retries: number,
): string | undefined {
  const error = "error" in outcome ? outcome : undefined;
  if ("name" in outcome && outcome.name !== nameOf(index)) return `answered with another's name, ${outcome.name}`;
  const attempts = error?.attempts ?? steps.length;
  if (attempts < 1 || attempts > retries + 1) return `${attempts} attempts`;
  if (attempts !== steps.length) return `${told(outcome)} after ${attempts} attempts, of which ${steps.length} arrived`;
  const last = steps.at(-1);
  if (!endsAs(last, outcome)) return `${last ?? "a good answer"} was ${told(outcome)}`;
  if (steps.slice(0, -1).some((name) => !name || !faults[name].retried)) return `tried again after ${steps.join(", ")}`;
  if (last && faults[last].retried && attempts <= retries) return `not tried again after ${last}`;
  return undefined;
}

/** Whether an attempt's fault, or that it had none, ends a call in this way. */
function endsAs(name: FaultName | undefined, outcome: Outcome): boolean {
  return "error" in outcome ? name !== undefined && faults[name].code === outcome.error : name === undefined;
}

function told(outcome: Outcome): string {
  return "error" in outcome ? `reported as ${outcome.error}` : "taken for a good answer";
}
