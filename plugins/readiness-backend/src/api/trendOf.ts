import { TrendResponse } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { dayOf } from '../store/trends/recordMoves';
import {
  recordedDays,
  TrendFilter,
  trendRows,
} from '../store/trends/trendRows';
import { walkBack } from './walkBack';

/** How entities that a caller may read stood on the last days, and why: two statements. */
export async function trendOf(
  knex: Knex,
  options: Omit<TrendFilter, 'since'> & { days: number; now: Date },
): Promise<TrendResponse> {
  const { days, now, ...filter } = options;
  const last = dayOf(now);
  const since = last - days + 1;
  const recorded = await recordedDays(knex, filter.scorecard);
  const first = Math.max(since, recorded.first ?? since);
  const rows = await trendRows(knex, { ...filter, since: first }, recorded);
  return {
    scorecard: filter.scorecard,
    points: walkBack(rows, { first, last }),
  };
}
