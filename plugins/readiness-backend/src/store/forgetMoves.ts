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
): Promise<void> {
  if (keptForMs === undefined) {
    return;
  }
  const oldest = dayOf(new Date(now.getTime() - keptForMs));
  await knex('daily_moves')
    .where(
      'day',
      '<',
      knex('daily_moves as others')
        .max('day')
        .whereRaw('others.scorecard = daily_moves.scorecard')
        .where('day', '<', oldest),
    )
    .delete();
}
