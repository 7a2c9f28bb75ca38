import { type ClientError, clientError } from "./errors.ts";

/** A retry that is about to happen. */
export interface Retry {
  /** The number of the attempt that failed, from 1. */
  attempt: number;
  /** How long the client will wait before the next attempt, in milliseconds. */
  delay: number;
  /** Why the attempt failed. */
  reason: ClientError;
  /** The operation that was called. */
  operation: string;
}

/** Options of a client that a single call may override. */
export interface SharedOptions {
  /** Aborts the call, or the wait before a retry. The call's promise rejects with the signal's reason. */
  signal?: AbortSignal | null | undefined;
  /**
   * The longest time for one attempt, including reading the response, in milliseconds; `Infinity` for no limit but the
   * runtime's. Default: 60,000.
   */
  timeout?: number | undefined;
  /**
   * How often a call is repeated after a temporary failure. Default: 2 for idempotent methods such as PUT, 0 for others.
   * If set on a call, it applies to any method.
   */
  retries?: number | undefined;
  /** Called, and awaited, before the wait for each retry. If it throws or rejects, the call ends with that error. */
  onRetry?: ((retry: Retry) => unknown) | undefined;
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

/** What the client passes to `fetch` beside the URL. */
export interface FetchInit {
  method: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** JSON is a string. Only operations that are not JSON have bodies of other types. */
  // biome-ignore lint/suspicious/noExplicitAny: each implementation of fetch has types of its own for the other bodies
  body?: any;
  redirect: "manual";
  /** Aborts when the attempt ends, for whatever reason. */
  signal: AbortSignal;
}

/** The part of a `Response` that the client uses, so that a `fetch` may come from any package. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly headers: Iterable<[string, string]> & { get(name: string): string | null };
  // biome-ignore lint/suspicious/noExplicitAny: each implementation of fetch has types of its own for streams
  readonly body: any;
  text(): Promise<string>;
}

/** Options of a client. */
export interface TransportOptions extends SharedOptions {
  /** Sends requests, for example through a proxy or to a sandbox. Default: the runtime's `fetch`. */
  fetch?: ((url: string, init: FetchInit) => Promise<FetchResponse>) | undefined;
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
export type TransportSettings = typeof defaults;

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
  // The global is looked up for each call, because tests replace it.
  fetch: ((url, init) => fetch(url, init)) as NonNullable<TransportOptions["fetch"]>,
  signal: undefined as TransportOptions["signal"],
  onRetry: undefined as TransportOptions["onRetry"],
};

/**
 * Returns the settings with the options applied. An option that is `undefined` or `null` changes nothing.
 *
 * @throws a ConfigError if a number is NaN or negative
 */
export function withOptions(brand: string, settings: TransportSettings, options: TransportOptions): TransportSettings {
  const result = { ...settings };
  for (const name of Object.keys(defaults) as (keyof TransportSettings)[]) {
    const value = options[name];
    if (value == null) continue;
    if (typeof settings[name] === "number" && !((value as number) >= 0)) {
      throw clientError(brand, ["config"], `${name} must be 0 or more: ${value}`);
    }
    (result as Record<string, unknown>)[name] = value;
  }
  return result;
}
