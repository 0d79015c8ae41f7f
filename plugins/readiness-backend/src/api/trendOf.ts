import { TrendResponse } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { firstDayOnRecord, TrendFilter, trendRows } from '../store/trendRows';
import { dayBefore, walkBack } from './walkBack';

/** How entities that a caller may read stood on the last days, and why: two statements. */
export async function trendOf(
  knex: Knex,
  options: Omit<TrendFilter, 'since'> & { days: number; now: Date },
): Promise<TrendResponse> {
  const { days, now, ...filter } = options;
  const last = now.toISOString().slice(0, 10);
  const since = dayBefore(last, days - 1);
  const onRecord = await firstDayOnRecord(knex, filter.scorecard);
  const first = onRecord && onRecord > since ? onRecord : since;
  const rows = await trendRows(knex, { ...filter, since: first });
  return {
    scorecard: filter.scorecard,
    points: walkBack(rows, { first, last }),
  };
}
