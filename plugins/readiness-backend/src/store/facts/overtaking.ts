/** Years by which facts are dated back that somebody waits for. */
const years = { refresh: 200, arrival: 100 };

/**
 * When facts become due that are to overtake others: who is due the longest is
 * collected first, so it is dated back. What a person asked for comes before
 * what is new, and both before what is only to be looked at again.
 */
export function dueAheadOfOthers(
  wish: 'refresh' | 'arrival',
  now: Date,
): string {
  const due = new Date(now);
  due.setUTCFullYear(due.getUTCFullYear() - years[wish]);
  return due.toISOString();
}

/** Since when facts are due, whether or not they are dated back. */
export function dueSince(dueAt: string, now: Date): string {
  const due = new Date(dueAt);
  const age = now.getUTCFullYear() - due.getUTCFullYear();
  // Nothing waits for half a century.
  const back = Object.values(years).find(by => age >= by - 50) ?? 0;
  due.setUTCFullYear(due.getUTCFullYear() + back);
  return due.toISOString();
}
