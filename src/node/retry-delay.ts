/** What the wait before the next attempt depends on. */
export interface RetryDelayOptions {
  /** Failed attempts so far, from 1. */
  readonly failures: number;
  /** The server's `Retry-After`, seconds or an HTTP date. */
  readonly retryAfter?: string | null | undefined;
  /** The present time in milliseconds. */
  readonly now: number;
  /** A number in [0, 1) that spreads the waits of many clients. */
  readonly random: number;
}

const firstMs = 500;
const longestMs = 30_000;
/** No wait is longer, whatever a server asks for. */
const longestRetryAfterMs = 120_000;

/**
 * Milliseconds to wait before asking again: what the server asked for, at most two minutes; otherwise
 * 0.5 s · 2^(failures - 1), at most 30 s, of which the second half is random.
 */
export function retryDelay({ failures, retryAfter, now, random }: RetryDelayOptions): number {
  const asked = retryAfterMs(retryAfter, now);
  if (asked !== undefined) return Math.min(asked, longestRetryAfterMs);
  const full = Math.min(firstMs * 2 ** (failures - 1), longestMs);
  return full * (0.5 + random / 2);
}

function retryAfterMs(text: string | null | undefined, now: number): number | undefined {
  if (!text) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
