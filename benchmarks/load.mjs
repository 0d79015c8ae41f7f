import { setTimeout } from 'node:timers/promises';

/** Requests a second. */
export const rate = 50;

/**
 * Milliseconds within which 95 of 100 requests are answered. They begin at even
 * intervals, whatever the answers before them take, and their time counts from
 * when they should have begun.
 *
 * @param backend - that is asked
 * @param seconds - that it lasts
 * @param headers - of the caller, or else the token of the backend
 */
export async function latencyUnderLoad(
  backend,
  { path, body, seconds, headers },
) {
  const start = performance.now();
  const times = await Promise.all(
    Array.from({ length: seconds * rate }, async (_, number) => {
      const due = start + (number * 1_000) / rate;
      await setTimeout(due - performance.now());
      await backend.request(path, body, headers);
      return performance.now() - due;
    }),
  );
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
}
