/** What an answer says of how much its host still lets us ask; moments in milliseconds. */
export interface RateLimit {
  limit?: number;
  remaining?: number;
  resetsAt?: number;
  /** Nothing may be asked before. */
  retryAt?: number;
}

/** Reads the headers of GitHub (`x-ratelimit-…`) and GitLab (`ratelimit-…`). */
export function rateLimitOf(headers: Headers, now: number): RateLimit {
  const count = (name: string) =>
    countIn(headers.get(`x-ratelimit-${name}`)) ??
    countIn(headers.get(`ratelimit-${name}`));
  const reset = count('reset');
  return {
    limit: count('limit'),
    remaining: count('remaining'),
    resetsAt: reset && reset * 1_000,
    retryAt: momentIn(headers.get('retry-after'), now),
  };
}

function countIn(text: string | null): number | undefined {
  return text && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** `Retry-After` has seconds or a date. */
function momentIn(text: string | null, now: number): number | undefined {
  const seconds = countIn(text);
  if (seconds !== undefined) {
    return now + seconds * 1_000;
  }
  const date = Date.parse(text ?? '');
  return date > now ? date : undefined;
}
