import { Knex } from 'knex';
import { movesByDay } from './movesByDay';
import { dayOf } from './recordMoves';
import { recordedDays } from './trendRows';

/** Milliseconds after midnight by which the last move of a day is written. */
const settledAfter = 60 * 60 * 1_000;

/**
 * Adds up the moves of all entities on days that are over, so that a trend of
 * the whole catalog need not. Without it that trend is the same, and slower.
 */
export async function rollUpDays(knex: Knex, now: Date): Promise<void> {
  const today = dayOf(new Date(now.getTime() - settledAfter));
  const graded = await knex('reports').distinct('scorecard');
  for (const { scorecard } of graded) {
    const { rolledUpTo } = await recordedDays(knex, scorecard);
    const moves = knex('daily_moves')
      .where({ scorecard })
      .where('day', '>', rolledUpTo)
      .where('day', '<', today);
    await knex.raw(
      // SQLite needs the condition to tell `on conflict` from a join.
      `insert into daily_totals
       select ?, added.* from (?) as added where true on conflict do nothing`,
      [scorecard, knex.unionAll(movesByDay(knex, moves))],
    );
  }
}
