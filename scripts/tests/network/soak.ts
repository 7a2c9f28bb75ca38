import { getEventListeners } from "node:events";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createScenarioClient, ScenarioCallError, type ScenarioClient } from "../../../packages/client/dist/index.js";
import { closedPort, startFaultServer } from "./fault-server.ts";
import { idleClock } from "./idle-clock.ts";
import { allOf, basicToken, searchFor, secrets } from "./secrets.ts";
import { type Comparison, compare, type Outcome } from "./soak-comparison.ts";
import { modelOf, nameOf, type Plan, plan } from "./soak-plan.ts";

export interface SoakOptions {
  /** Everything that is left to chance follows from it: which answers are faulty, and how. */
  seed: number;
  updates: number;
  /** How many updates are on their way at a time. */
  concurrency: number;
}

/** What the calls left behind. */
export interface Leftovers {
  /** Connections that are open although they have been idle for longer than the server offers. */
  sockets: number;
  /** Timers that the client had set and not cleared when the last call ended. */
  timers: number;
  /** Listeners on a signal that all calls share, when the last of them ended. */
  listeners: number;
  /** What else keeps the process alive, as Node names it. */
  resources: string[];
  /** Bytes of the heap, after collecting garbage, less those before the run. */
  memory: number;
}

/** What is observed of the process as a whole. */
interface Observed extends Pick<Leftovers, "resources" | "memory"> {
  /** How many log lines, errors and reasons for retries were searched for secrets. */
  searched: number;
  /** The secrets found in them. */
  shown: string[];
  /** What the runtime warned of, such as too many listeners. */
  warnings: string[];
}

export interface SoakReport extends Comparison, Leftovers, Observed {
  /** How long the calls took. */
  seconds: number;
}

const RETRIES = 2;

/** How long an attempt may take, in milliseconds of an idle event loop. */
const TIMEOUT = 300;

/** How long the calls of a run may take together, in milliseconds. */
const DEADLINE = 150_000;

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

  const run = async (plan: Plan, updates: number): Promise<Omit<SoakReport, keyof Observed>> => {
    const server = await startFaultServer(plan.script, { keepAlive: 1 });
    const connect = (baseUrl: string) =>
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
      });
    const listening = connect(server.url);
    const refusing = connect(closed);
    const began = performance.now();
    const outcomes = await sendAll(updates, concurrency, search.look, (index) =>
      plan.isRefused(index) ? refusing : listening,
    );
    const seconds = (performance.now() - began) / 1000;
    const timers = clock.pending();
    const listeners = getEventListeners(signal, "abort").length;
    for (let wait = 0; wait < 5000 && server.openSockets() > 0; wait += 50) await sleep(50);
    const sockets = server.openSockets();
    await server.close();
    return { ...compare(plan, RETRIES, outcomes, server), timers, listeners, sockets, seconds };
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
    resources: process.getActiveResourcesInfo().filter((resource) => !/^(TTY|Pipe|FSReq|FileHandle)/.test(resource)),
    memory: (await heapInUse()) - heap,
    searched: search.searched() - before,
    shown: search.shown(),
    warnings,
  };
}

/** Sends the updates, so many at a time. What does not end within the deadline is not among the outcomes. */
async function sendAll(
  updates: number,
  concurrency: number,
  look: (error: unknown) => void,
  clientOf: (index: number) => ScenarioClient,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const sendOn = async () => {
    for (let index = next++; index < updates; index = next++) {
      const body = { name: nameOf(index), parameters: { wandbKey } };
      outcomes[index] = await clientOf(index)
        .updateModel({ path: { modelId: modelOf(index) }, body })
        .then(
          ({ model }) => ({ name: model.name }),
          (error: unknown) => {
            look(error);
            if (!(error instanceof ScenarioCallError)) return { error: String(error), attempts: 0 };
            return { error: error.code, attempts: error.attempts };
          },
        );
    }
  };
  const all = Promise.all(Array.from({ length: concurrency }, sendOn));
  await Promise.race([all, sleep(DEADLINE, undefined, { ref: false })]);
  return outcomes;
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
