import { setTimeout as sleep } from 'node:timers/promises';

/** The longest that anything is waited for, in milliseconds. */
const patience = 300_000;

/** Waits until something holds, and tells of it where that takes a while. */
export async function until(what, holds) {
  const started = Date.now();
  while (!(await holds())) {
    if (Date.now() - started > patience) {
      throw new Error(`Waited in vain: ${what}`);
    }
    await sleep(50);
  }
  const seconds = Math.round((Date.now() - started) / 1_000);
  if (seconds >= 5) console.log(`  ${what}: ${seconds} s`);
}
