import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { createScenarioClient, ScenarioCallError } from "@scenario-openapi/client";
import { expect } from "vitest";
import { secretsIn, type TestClock, testClock } from "./connect.ts";
import {
  modelOf,
  nameOf,
  type Outcome,
  type PlannedUpdate,
  plannedFault,
  plannedOutcome,
  RETRIES,
  scriptOf,
} from "./fault-plan.ts";
import { closedPort, type FaultServer, startFaultServer } from "./fault-server.ts";
import { secrets } from "./secrets.ts";

const { apiKey, apiSecret, wandbKey } = secrets;

export interface FaultRun {
  /** The number of calls that succeeded and whose update the server applied. */
  applied: number;
  /** The number of calls that ended with an error. */
  reported: number;
  /** That number by the error's code. */
  codes: Record<string, number>;
  /** How many of the reported updates the server applied nevertheless. */
  reportedAndApplied: number;
  /** The number of calls that succeeded but whose update the server did not apply. */
  lost: number;
  /** The number of updates that were applied more than once. */
  duplicated: number;
  /** Calls that did not end as planned, a sentence each. */
  wrong: string[];
  requests: number;
  /** How many requests got a faulty response. */
  faulty: number;
  /** The attempts of all calls. */
  attempts: number;
  /** How many timers and listeners of the client remain. */
  timers: number;
  listeners: number;
  /** Other resources that keep the process alive, and did not before the run. */
  resources: string[];
  /** How many log lines, errors and retries were searched for secrets. */
  searched: number;
  /** The secrets found in them. */
  shown: string[];
  /** The runtime's warnings, such as too many listeners. */
  warnings: string[];
}

/**
 * Sends updates to a server that follows a plan, and compares how the calls end with the plan and with what the server
 * applied. Resolves when no connection is open any more.
 *
 * @param concurrency the number of updates that are under way at a time
 */
export async function runFaults(plan: readonly PlannedUpdate[], concurrency: number): Promise<FaultRun> {
  const resourcesBefore = countedResources();
  const warnings: string[] = [];
  const warn = ({ name, message }: Error) => warnings.push(`${name}: ${message}`);
  process.on("warning", warn);
  const shown = new Set<string>();
  let searched = 0;
  const search = (value: unknown) => {
    searched++;
    for (const secret of secretsIn(value)) shown.add(secret);
  };

  // A stalled response times out the one attempt that its clock serves: nothing depends on how busy the machine is.
  const clocks = new Map<string, TestClock>();
  const onStall = ({ modelId }: { modelId: string }) => clocks.get(modelId)?.expire();
  const server = await startFaultServer(scriptOf(plan), { keepAlive: 1, onStall });
  const closedUrl = `http://127.0.0.1:${await closedPort()}/v1`;
  const { signal } = new AbortController();
  const outcomes: Outcome[] = [];
  let timers = 0;
  let next = 0;

  const sendInTurn = async () => {
    const clock = testClock();
    const options = { apiKey, apiSecret, signal, clock, retries: RETRIES, maxResponseSize: 2 ** 18, onRetry: search };
    const connect = (baseUrl: string) =>
      createScenarioClient({ ...options, baseUrl, logLevel: "info", logger: { info: search, warn: search } });
    const [listening, refusing] = [connect(server.url), connect(closedUrl)];
    for (let index = next++; index < plan.length; index = next++) {
      const modelId = modelOf(index);
      clocks.set(modelId, clock);
      const client = plan[index]?.refused ? refusing : listening;
      const waits = clock.waits.length;
      const attempts = () => clock.waits.length - waits + 1;
      outcomes[index] = await client
        .updateModel({ path: { modelId }, body: { name: nameOf(index), parameters: { wandbKey } } })
        .then(
          ({ model }) => ({ name: model.name, attempts: attempts() }),
          (error: unknown) => {
            search(error);
            if (!(error instanceof ScenarioCallError)) return { error: String(error), attempts: attempts() };
            return { error: error.code, attempts: error.attempts };
          },
        );
      clocks.delete(modelId);
    }
    timers += clock.pending();
  };
  await Promise.all(Array.from({ length: concurrency }, sendInTurn));
  const listeners = getEventListeners(signal, "abort").length;
  await server.unused();
  await server.close();
  const left = () => countedResources().filter((resource) => !resourcesBefore.includes(resource));
  // Handles disappear a few turns of the event loop after they were closed.
  for (let turn = 0; turn < 100 && left().length > 0; turn++) await sleep(10);
  process.off("warning", warn);
  return {
    ...compare(plan, outcomes, server),
    timers,
    listeners,
    warnings,
    searched,
    shown: [...shown],
    resources: left(),
  };
}

/** Compares how calls ended with the plan and with what the server did. */
function compare(plan: readonly PlannedUpdate[], outcomes: readonly Outcome[], { requests, state }: FaultServer) {
  const codes: Record<string, number> = {};
  const wrong: string[] = [];
  const run = {
    applied: 0,
    reported: 0,
    codes,
    reportedAndApplied: 0,
    lost: 0,
    duplicated: 0,
    wrong,
    attempts: 0,
    requests: requests.length,
    faulty: requests.filter((request) => plannedFault(plan, request)).length,
  };
  const arrived = Map.groupBy(requests, ({ modelId }) => modelId);
  for (const [index, planned] of plan.entries()) {
    const outcome = outcomes[index];
    const { updates = 0, properties } = state.get(modelOf(index)) ?? {};
    const hasName = properties?.["name"] === nameOf(index);
    if (updates > 1) run.duplicated++;
    if (outcome?.error !== undefined) {
      run.reported++;
      codes[outcome.error] = (codes[outcome.error] ?? 0) + 1;
      if (hasName) run.reportedAndApplied++;
    } else if (hasName) run.applied++;
    else run.lost++;
    run.attempts += outcome?.attempts ?? 0;

    const expected = plannedOutcome(index, planned);
    const received = arrived.get(modelOf(index))?.length ?? 0;
    if (!isDeepStrictEqual(outcome, expected) || received !== (planned.refused ? 0 : expected.attempts)) {
      const [was, should] = [outcome, expected].map((value) => JSON.stringify(value));
      wrong.push(`update ${index}: ${was} with ${received} requests, not ${should}`);
    }
  }
  return run;
}

/** Checks that every call ended as planned, that nothing is left of them, and that no secret was shown. */
export function expectSound(plan: readonly PlannedUpdate[], run: FaultRun): void {
  const { applied, reported, lost, wrong, timers, listeners, resources, shown, warnings } = run;
  expect({ lost, wrong, timers, listeners, resources, shown, warnings }).toEqual({
    lost: 0,
    wrong: [],
    timers: 0,
    listeners: 0,
    resources: [],
    shown: [],
    warnings: [],
  });
  expect(applied + reported).toBe(plan.length);
}

/** What keeps the process alive, each resource with its number: "TCPSocketWrap 2". */
function countedResources(): string[] {
  const resources = process.getActiveResourcesInfo().filter((name) => !/^(TTY|Pipe|FSReq|FileHandle)/.test(name));
  return resources.map((name, at) => `${name} ${resources.slice(0, at + 1).filter((other) => other === name).length}`);
}
