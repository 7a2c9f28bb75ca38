import { getEventListeners } from "node:events";
import {
  type Clock,
  type CredentialOptions,
  createScenarioClient,
  ScenarioCallError,
  type ScenarioClient,
} from "@scenario-openapi/client";
import { expect, onTestFinished } from "vitest";
import { type FaultServer, type Script, startFaultServer } from "./fault-server.ts";
import { basicToken, searchFor, secrets } from "./secrets.ts";

/** A clock for tests: waits are over at once, and attempts time out when the test says so. */
export interface TestClock extends Clock {
  /** How long the client has waited between attempts, in milliseconds. */
  readonly waits: readonly number[];
  /** Returns the number of timers that are set. */
  pending(): number;
  /** Times out the attempts that are under way. */
  expire(): void;
}

/** The client's default `timeout`, in milliseconds. Every other timer is a wait. */
const TIMEOUT = 60_000;

/**
 * Creates a clock that starts at midnight of 2026-01-01 UTC and advances by each wait.
 *
 * @param endWaits whether waits end
 */
export function testClock(endWaits = true): TestClock {
  const attempts = new Set<() => void>();
  const waiting = new Set<() => void>();
  const waits: number[] = [];
  let now = Date.UTC(2026, 0, 1);
  return {
    waits,
    pending: () => attempts.size + waiting.size,
    expire() {
      for (const callback of attempts) {
        attempts.delete(callback);
        callback();
      }
    },
    now: () => now,
    random: () => 0.5,
    setTimeout(callback, milliseconds) {
      const timer = () => callback();
      if (milliseconds === TIMEOUT) {
        attempts.add(timer);
        return timer;
      }
      waits.push(milliseconds);
      waiting.add(timer);
      if (endWaits) {
        setImmediate(() => {
          now += milliseconds;
          if (waiting.delete(timer)) timer();
        });
      }
      return timer;
    },
    clearTimeout(handle) {
      attempts.delete(handle as () => void);
      waiting.delete(handle as () => void);
    },
  };
}

/** A client connected to a fault server, for one test. */
export interface Connected {
  server: FaultServer;
  clock: TestClock;
  /** Ends every call of the client. */
  controller: AbortController;
  /** Everything that the client has logged or passed to `onRetry`. */
  shown: unknown[];
  scenario: ScenarioClient;
}

const { apiKey, apiSecret, wandbKey } = secrets;
export const secretsIn = searchFor([apiKey, apiSecret, wandbKey, basicToken(apiKey, apiSecret)]);

/** An update that contains a secret. */
export const update = { path: { modelId: "model_1" }, body: { name: "Dawn", parameters: { wandbKey } } };

/** Starts a server with a script and connects a client to it. A stalled response times out at once. */
export async function connect(
  script: Script,
  options: CredentialOptions = {},
  clock: TestClock = testClock(),
): Promise<Connected> {
  const server = await startFaultServer(script, { onStall: () => clock.expire() });
  onTestFinished(() => server.close());
  const controller = new AbortController();
  const shown: unknown[] = [];
  const show = (value: unknown) => void shown.push(value);
  const scenario = createScenarioClient({
    apiKey,
    apiSecret,
    baseUrl: server.url,
    clock,
    signal: controller.signal,
    logLevel: "info",
    logger: { info: show, warn: show },
    onRetry: show,
    ...options,
  });
  return { server, clock, controller, shown, scenario };
}

/** Returns the client's error with which a call ends. */
export async function failure(call: Promise<unknown>): Promise<ScenarioCallError> {
  const error: unknown = await call.then(
    () => new Error("The call did not fail"),
    (error: unknown) => error,
  );
  if (error instanceof ScenarioCallError) return error;
  throw error;
}

/** Checks that calls left no timer and no listener behind, followed no redirect, and closed their connections. */
export async function expectNothingLeft({ server, clock, controller }: Connected): Promise<void> {
  expect(clock.pending()).toBe(0);
  expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  expect(server.strayed()).toBe(0);
  await server.unused();
}
