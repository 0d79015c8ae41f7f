import { Knex } from 'knex';
import { dayOf } from './recordMoves';

/**
 * Removes the moves of days that are no longer kept. Those of the last day
 * before stay: they show that the record reaches back to it, however long
 * nothing moved afterwards.
 */
export async function forgetMoves(
  knex: Knex,
  keptForMs: number | undefined,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  if (keptForMs === undefined) {
    return;
  }
  const oldest = dayOf(new Date(now.getTime() - keptForMs));
  for (const table of ['daily_moves', 'daily_totals']) {
    const days: { scorecard: string; day: number }[] = await knex(table)
      .where(
        'day',
        '<',
        knex(`${table} as others`)
          .max('day')
          .whereRaw('others.scorecard = ??', [`${table}.scorecard`])
          .where('day', '<', oldest),
      )
      .distinct('scorecard', 'day');
    // A day at a time, so that no statement removes years.
    for (const day of days) {
      signal.throwIfAborted();
      await knex(table).where(day).delete();
    }
  }
}
