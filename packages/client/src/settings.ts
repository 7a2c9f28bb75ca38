import { ScenarioError } from "./errors.ts";

/** A retry that is about to happen. */
export interface Retry {
  /** The number of the attempt that failed, from 1. */
  attempt: number;
  /** How long the client will wait before the next attempt, in milliseconds. */
  delay: number;
  /** Why the attempt failed. */
  reason: ScenarioError;
  /** The operation that was called. */
  operation: string;
}

/** Options of a client that a single call may override. */
export interface SharedOptions {
  /** Aborts the call, or the wait before a retry. The call's promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** The longest time for one attempt, including reading the response, in milliseconds; `Infinity` for no limit. Default: 60,000. */
  timeout?: number | undefined;
  /**
   * How often a call is repeated after a temporary failure. Default: 2 for idempotent methods such as PUT, 0 for others.
   * If set on a call, it applies to any method.
   */
  retries?: number | undefined;
  /** Called before the wait for each retry. If it throws, the call ends with that error. */
  onRetry?: ((retry: Retry) => void) | undefined;
}

/** The clock and the source of randomness. Tests may provide their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** A random number from 0 (included) to 1 (excluded). */
  random(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Where log lines go, such as `console`. */
export interface Logger {
  info(line: string): void;
  warn(line: string): void;
}

/** Options of a client. */
export interface TransportOptions extends SharedOptions {
  /** The function that sends requests, for example through a proxy or to the sandbox. Default: the runtime's `fetch`. */
  fetch?: ((request: Request, init: { signal: AbortSignal }) => Promise<Response>) | undefined;
  /** The longest wait before a retry, even if the service asks for a longer one, in milliseconds. Default: 30,000. */
  maxRetryDelay?: number | undefined;
  /** The largest response that is read, in bytes after decompression. Default: 16 MiB. */
  maxResponseSize?: number | undefined;
  /** Which attempts are logged, one line each: `info` logs all of them, `warn` those that failed. Default: `off`. */
  logLevel?: "off" | "warn" | "info" | undefined;
  /** Where log lines go. Default: `console`. */
  logger?: Logger | undefined;
  /** The clock and the source of randomness, for tests. Default: the runtime's. */
  clock?: Clock | undefined;
}

/** Options with their defaults filled in. */
export type TransportSettings = typeof defaults & Pick<TransportOptions, "signal" | "onRetry">;

const clock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clearTimeout: (handle) => clearTimeout(handle as number),
};

export const defaults = {
  timeout: 60_000,
  retries: 2,
  maxRetryDelay: 30_000,
  maxResponseSize: 2 ** 24,
  logLevel: "off" as NonNullable<TransportOptions["logLevel"]>,
  logger: console as Logger,
  clock,
  fetch: ((request, init) => fetch(request, init)) as NonNullable<TransportOptions["fetch"]>,
};

const NAMES = [...Object.keys(defaults), "signal", "onRetry"] as readonly (keyof TransportSettings)[];

/**
 * Returns the settings with the options applied. An option that is `undefined` changes nothing.
 *
 * @throws {ScenarioConfigError} if a number is NaN or negative
 */
export function withOptions(settings: TransportSettings, options: TransportOptions): TransportSettings {
  const result = { ...settings };
  for (const name of NAMES) {
    const value = options[name];
    if (value === undefined) continue;
    if (typeof settings[name] === "number" && !((value as number) >= 0)) {
      throw new ScenarioError("Config", `${name} must be a number, 0 or more: ${value}`);
    }
    Object.assign(result, { [name]: value });
  }
  return result;
}
