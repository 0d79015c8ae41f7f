import { Knex } from 'knex';
import { Readable } from '../../access/ReadableEntities';
import { AddedMoves, key, movesByDay, sums } from './movesByDay';
import { narrowToReadable } from '../entities/narrowToReadable';
import { notThere } from './recordMoves';
import { whereAmong } from '../textList';

/** Of which entities, and since which day, a trend is asked for. */
export interface TrendFilter {
  scorecard: string;
  readable: Readable;
  entityRef?: string;
  owners?: string[];
  system?: string;
  /** As `dayOf` counts. */
  since: number;
}

/** Moves of one day, or, where `day` is `null`, of ever: how entities stand. */
export type TrendRow = Omit<AddedMoves, 'day'> & { day: number | null };

/**
 * How entities stand, and how that moved on each day: one statement, so that
 * nothing moves between the two.
 */
export async function trendRows(
  knex: Knex,
  filter: TrendFilter,
  { rolledUpTo }: Pick<RecordedDays, 'rolledUpTo'>,
): Promise<TrendRow[]> {
  const { scorecard, since } = filter;
  const { readable, entityRef, owners, system } = filter;
  const isWhole =
    readable === 'all' && (entityRef ?? owners ?? system) === undefined;
  const moves = knex('daily_moves')
    .where({ scorecard })
    .where('day', '>=', isWhole ? Math.max(since, rolledUpTo + 1) : since);
  narrow(knex, moves, filter, {
    entityRef: 'entity_ref',
    owner: 'owner',
    system: 'system',
  });
  const totals = knex('daily_totals')
    .where({ scorecard })
    .whereBetween('day', [since, rolledUpTo])
    .select(...key, ...sums);

  const rows = await knex.unionAll([
    present(knex, filter),
    ...(isWhole ? [totals] : []),
    ...movesByDay(knex, moves),
  ]);
  // PostgreSQL answers sums as text, as they may exceed a number.
  for (const row of rows) {
    for (const column of sums) {
      row[column] = Number(row[column]);
    }
  }
  return rows;
}

/** Which days of a scorecard are on record. */
export interface RecordedDays {
  /** Since then nothing is missing; absent when nothing ever moved. */
  first?: number;
  /** Until then the moves of all entities are added up; -1 for not at all. */
  rolledUpTo: number;
}

/** Which days of a scorecard are on record: one statement. */
export async function recordedDays(
  knex: Knex,
  scorecard: string,
): Promise<RecordedDays> {
  const bound = (table: string, which: 'min' | 'max') =>
    knex(table).where({ scorecard })[which]('day');
  const [{ first, rolled_up_to }] = await knex.select({
    first: bound('daily_moves', 'min'),
    rolled_up_to: bound('daily_totals', 'max'),
  });
  return { first: first ?? undefined, rolledUpTo: rolled_up_to ?? -1 };
}

function present(knex: Knex, filter: TrendFilter): Knex.QueryBuilder {
  const query = knex('reports')
    .join('entities', 'entities.ref', 'reports.entity_ref')
    .where('reports.scorecard', filter.scorecard)
    .groupBy('reports.level')
    .select(
      knex.raw('cast(null as integer) as day'),
      knex.raw(`'catalog' as cause`),
      knex.raw(`'${notThere}' as from_level`),
      knex.raw(`coalesce(reports.level, 'none') as to_level`),
      knex.raw('count(*) as times'),
      knex.raw('count(*) as risen'),
      knex.raw('0 as fallen'),
      knex.raw(
        'cast(coalesce(sum(round(reports.score * 10)), 0) as bigint) as score_change',
      ),
      knex.raw('count(reports.score) as scored_change'),
    );
  narrow(knex, query, filter, {
    entityRef: 'entities.ref',
    owner: 'entities.owner',
    system: 'entities.system',
  });
  return query;
}

function narrow(
  knex: Knex,
  query: Knex.QueryBuilder,
  { readable, entityRef, owners, system }: TrendFilter,
  columns: { entityRef: string; owner: string; system: string },
): void {
  narrowToReadable(knex, query, columns.entityRef, readable);
  if (entityRef !== undefined) {
    query.where(columns.entityRef, entityRef);
  }
  if (owners) {
    whereAmong(knex, query, columns.owner, owners);
  }
  if (system !== undefined) {
    query.where(columns.system, system);
  }
}
