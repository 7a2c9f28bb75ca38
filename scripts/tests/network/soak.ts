import { getEventListeners } from "node:events";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Clock, createScenarioClient, ScenarioCallError } from "../../../packages/client/dist/index.js";
import { closedPort, type FaultServer, startFaultServer } from "./fault-server.ts";
import { faults } from "./faults.ts";
import { allOf, basicToken, searchFor, secrets } from "./secrets.ts";
import { type FaultName, indexOf, modelOf, type Plan, plan, randomNumbers } from "./soak-plan.ts";

export interface SoakOptions {
  /** Everything that is left to chance follows from it: which answers are faulty, and how. */
  seed: number;
  updates: number;
  /** How many updates are on their way at a time. */
  concurrency: number;
}

/** What became of the updates. */
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

/** What the calls left behind, once the server no longer offers them its connections. */
export interface Leftovers {
  sockets: number;
  /** Timers that the client set and neither cleared nor saw fire. */
  timers: number;
  /** Listeners on a signal that all calls share. */
  listeners: number;
  /** What else keeps the process alive, as Node names it. */
  resources: string[];
  /** Bytes of the heap, after collecting garbage, less those before the run. */
  memory: number;
}

export interface SoakReport extends Comparison, Leftovers {
  /** How many log lines, errors and reasons for retries were searched for secrets. */
  searched: number;
  /** The secrets found in them. */
  shown: string[];
  /** What the runtime warned of, such as too many listeners. */
  warnings: string[];
  seconds: number;
}

const RETRIES = 2;

/** How long an attempt may take, in milliseconds of an idle event loop. */
const TIMEOUT = 300;

/** How a call ended: with a name in the answer, or with an error. */
type Outcome = { name: unknown } | { error: string; attempts: number };

const { apiKey, apiSecret, wandbKey } = secrets;

/**
 * Sends updates to a server whose answers are faulty one time in five, and compares what the client says of each with what
 * the server did to it.
 */
export async function soak({ seed, updates, concurrency }: SoakOptions): Promise<SoakReport> {
  const warnings: string[] = [];
  process.on("warning", ({ name, message }) => warnings.push(`${name}: ${message}`));
  const { signal } = new AbortController();
  const clock = idleClock(seed);
  const search = searchForSecrets();
  const closed = `http://127.0.0.1:${await closedPort()}/v1`;

  const run = async (plan: Plan, updates: number): Promise<Comparison & { sockets: number; seconds: number }> => {
    const server = await startFaultServer(plan.script, { keepAlive: 1 });
    const [listening, refusing] = [server.url, closed].map((baseUrl) =>
      createScenarioClient({
        apiKey,
        apiSecret,
        baseUrl,
        signal,
        clock,
        retries: RETRIES,
        timeout: TIMEOUT,
        maxRetryDelay: 20,
        maxResponseSize: 2 ** 18,
        logLevel: "info",
        logger: { info: search.look, warn: search.look },
        onRetry: search.look,
      }),
    );
    const outcomes = new Array<Outcome>(updates);
    let next = 0;
    const send = async () => {
      for (let index = next++; index < updates; index = next++) {
        const client = plan.isRefused(index) ? refusing : listening;
        const input = { path: { modelId: modelOf(index) }, body: { name: nameOf(index), parameters: { wandbKey } } };
        const outcome = await client?.updateModel(input).then(
          ({ model }) => ({ name: model.name }),
          (error: unknown) => {
            search.look(error);
            if (!(error instanceof ScenarioCallError)) return { error: String(error), attempts: 0 };
            return { error: error.code, attempts: error.attempts };
          },
        );
        if (outcome) outcomes[index] = outcome;
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: concurrency }, send));
    const seconds = (performance.now() - began) / 1000;
    for (let wait = 0; wait < 5000 && server.openSockets() > 0; wait += 50) await sleep(50);
    const sockets = server.openSockets();
    await server.close();
    return { ...compare(plan, outcomes, server), sockets, seconds };
  };

  // What the runtime and the client allocate once is there before memory is measured.
  await run(plan(seed + 1), 500);
  const before = search.searched();
  const heap = await heapInUse();
  const result = await run(plan(seed), updates);
  clock.stop();
  await sleep(10); // handles are gone a turn after they were closed
  return {
    ...result,
    timers: clock.pending(),
    listeners: getEventListeners(signal, "abort").length,
    resources: process.getActiveResourcesInfo().filter((resource) => !/^(TTY|Pipe|FSReq|FileHandle)/.test(resource)),
    memory: (await heapInUse()) - heap,
    searched: search.searched() - before,
    shown: search.shown(),
    warnings,
  };
}

function nameOf(index: number): string {
  return `Update ${index}`;
}

/** Compares how calls ended with what the server did to them. */
export function compare(
  plan: Plan,
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
      ? Array.from({ length: RETRIES + 1 }, () => "resetBeforeHeaders" as const) // as far as the client can tell
      : Array.from({ length: served.get(modelId) ?? 0 }, (_, attempt) => plan.step(index, attempt + 1).name);
    attempts.push(steps.length);
    if (updates > 1) counts.duplicated++;
    if ("error" in outcome) {
      reported[outcome.error] = (reported[outcome.error] ?? 0) + 1;
      if (has) counts.reportedAndApplied++;
    } else if (has) counts.applied++;
    else counts.lost++;
    const mistake = mistakeIn(outcome, index, steps);
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
function mistakeIn(outcome: Outcome, index: number, steps: readonly (FaultName | undefined)[]): string | undefined {
  const error = "error" in outcome ? outcome : undefined;
  if ("name" in outcome && outcome.name !== nameOf(index)) return `answered with another's name, ${outcome.name}`;
  const attempts = error?.attempts ?? steps.length;
  if (attempts < 1 || attempts > RETRIES + 1) return `${attempts} attempts`;
  if (attempts !== steps.length) return `${told(outcome)} after ${attempts} attempts, of which ${steps.length} arrived`;
  const last = steps.at(-1);
  if (!endsAs(last, outcome)) return `${last ?? "a good answer"} was ${told(outcome)}`;
  if (steps.slice(0, -1).some((name) => !name || !faults[name].retried)) return `tried again after ${steps.join(", ")}`;
  if (last && faults[last].retried && attempts <= RETRIES) return `not tried again after ${last}`;
  return undefined;
}

/** Whether an attempt's fault, or that it had none, ends a call in this way. */
function endsAs(name: FaultName | undefined, outcome: Outcome): boolean {
  return "error" in outcome ? name !== undefined && faults[name].code === outcome.error : name === undefined;
}

function told(outcome: Outcome): string {
  return "error" in outcome ? `reported as ${outcome.error}` : "taken for a good answer";
}

/**
 * A clock that goes only while the event loop is idle, with chance that can be repeated: in real time a busy machine would
 * run out of it with answers that are there already, as client and server share the loop.
 */
function idleClock(seed: number): Clock & { pending(): number; stop(): void } {
  const timers = new Set<{ at: number; callback: () => void }>();
  const began = Date.now();
  const now = () => began + performance.eventLoopUtilization().idle;
  const ticking = setInterval(() => {
    const at = now();
    for (const timer of timers) {
      if (timer.at <= at && timers.delete(timer)) timer.callback();
    }
  }, 5);
  return {
    pending: () => timers.size,
    stop: () => clearInterval(ticking),
    now,
    random: randomNumbers(seed),
    setTimeout: (callback, milliseconds) => {
      const timer = { at: now() + milliseconds, callback };
      timers.add(timer);
      return timer;
    },
    clearTimeout: (handle) => {
      timers.delete(handle as { at: number; callback: () => void });
    },
  };
}

/** Looks for the secrets in what it is given, and keeps nothing of it. */
function searchForSecrets() {
  const secretsIn = searchFor([apiKey, apiSecret, wandbKey, basicToken(apiKey, apiSecret)]);
  let searched = 0;
  const shown = new Set<string>();
  return {
    look: (value: unknown) => {
      searched++;
      for (const secret of secretsIn(typeof value === "string" ? value : allOf(value))) shown.add(secret);
    },
    searched: () => searched,
    shown: () => [...shown],
  };
}

/** Bytes of the heap that the most thorough garbage collection leaves: lesser ones keep code that ran once. */
async function heapInUse(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: NonNullable<typeof gc> = runInNewContext("gc");
  for (let turn = 0; turn < 3; turn++) {
    await collect({ type: "major", execution: "async", flavor: "last-resort" });
    await sleep(10); // some things are freed only once the runtime has seen others collected
  }
  return process.memoryUsage().heapUsed;
}
