import { ScenarioError } from "./errors.ts";

/** A retry that is about to be waited for. */
export interface Retry {
  /** Which attempt failed, from 1. */
  attempt: number;
  /** How long the client waits before the next one, in milliseconds. */
  delay: number;
  /** Why it failed. */
  reason: ScenarioError;
  /** The operation that was called. */
  operation: string;
}

/** What can be set for the client and for one call. */
export interface SharedOptions {
  /** Ends the call: its promise is rejected with the signal's reason. Also ends the wait before a retry. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take, reading the answer included, in milliseconds; `Infinity` for no limit. Default: 60,000. */
  timeout?: number | undefined;
  /**
   * How often a call that failed in a passing way is sent again. Default: 2, for methods that may be repeated (PUT is
   * one). Set on a call, it holds for any method.
   */
  retries?: number | undefined;
  /** Called before the wait for each retry. What it throws ends the call. */
  onRetry?: ((retry: Retry) => void) | undefined;
}

/** What counts time and makes chance. A test gives its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** A number from 0 up to, and without, 1. */
  random(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Where log lines go. `console` is one. */
export interface Logger {
  info(line: string): void;
  warn(line: string): void;
}

/** What can be set for the client alone. */
export interface TransportOptions extends SharedOptions {
  /** What sends the requests: a proxy's, a test's, the sandbox's. Default: the runtime's `fetch`. */
  fetch?: ((request: Request, init: { signal: AbortSignal }) => Promise<Response>) | undefined;
  /** The longest wait before a retry, also where the service asks for a longer one, in milliseconds. Default: 30,000. */
  maxRetryDelay?: number | undefined;
  /** How large an answer may be once decompressed, in bytes. Default: 16 MiB. */
  maxResponseSize?: number | undefined;
  /** One line for each attempt: `info` logs all, `warn` only those that failed. Default: `off`. */
  logLevel?: "off" | "warn" | "info" | undefined;
  /** Where the lines go. Default: `console`. */
  logger?: Logger | undefined;
  /** For tests: what counts time and makes chance. Default: the runtime's. */
  clock?: Clock | undefined;
}

/** Options with their defaults. */
export type TransportSettings = typeof defaults & Pick<TransportOptions, "signal" | "onRetry">;

const clock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clearTimeout: (handle) => clearTimeout(handle as number),
};

/** What holds where nothing is set. */
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
 * Settings with the options over them. An option that is `undefined` changes nothing.
 *
 * @throws {ScenarioConfigError} where a number is none, or negative
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
