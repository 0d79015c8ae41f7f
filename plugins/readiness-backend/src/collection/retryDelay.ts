/** How long is waited after failures, in milliseconds. */
export interface RetryOptions {
  retryAfterMs: number;
  retryAtMostMs: number;
}

/**
 * How long to wait after the given number of failures in a row: twice as long
 * each time up to a limit, and spread by up to a half so that what failed
 * together is not tried together again.
 */
export function retryDelay(
  failures: number,
  { retryAfterMs, retryAtMostMs }: RetryOptions,
  random: () => number,
): number {
  const delay = Math.min(
    retryAfterMs * 2 ** Math.min(failures - 1, 30),
    retryAtMostMs,
  );
  return Math.round(delay * (1 - random() / 2));
}
