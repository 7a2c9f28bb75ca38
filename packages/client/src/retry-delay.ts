import type { TransportSettings } from "./settings.ts";

/** Half a second, the first time; twice as long each time after. */
const FIRST_DELAY = 500;

/**
 * How long to wait before the next attempt, in milliseconds: what `Retry-After` says, in seconds or as a date (RFC 9110),
 * else exponential with full jitter; never longer than `maxRetryDelay`.
 */
export function retryDelay(
  attempt: number,
  retryAfter: string | null | undefined,
  { clock, maxRetryDelay }: Pick<TransportSettings, "clock" | "maxRetryDelay">,
): number {
  if (retryAfter) {
    const seconds = Number(retryAfter);
    const asked = Number.isNaN(seconds) ? Date.parse(retryAfter) - clock.now() : seconds * 1000;
    if (!Number.isNaN(asked)) return Math.min(Math.max(asked, 0), maxRetryDelay);
  }
  return clock.random() * Math.min(FIRST_DELAY * 2 ** (attempt - 1), maxRetryDelay);
}
