import { TrendCause } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { Readable } from '../access/ReadableEntities';
import { narrowToReadable } from './narrowToReadable';
import { notThere } from './recordMoves';
import { textList } from './textList';

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

/** Moves added up. */
export interface TrendRow {
  /** `null` for all moves until now, which is how entities stand. */
  day: number | null;
  cause: TrendCause;
  from_level: string;
  to_level: string;
  times: number;
  risen: number;
  fallen: number;
  /** In tenths of a point. */
  score_change: number;
  scored_change: number;
}

// Literally so: there is an index for it.
const isCatalog = `(cause = 'catalog')`;

const sums = ['times', 'risen', 'fallen', 'score_change', 'scored_change'];

/**
 * How entities stand, and how that moved on each day: one statement, so that
 * nothing moves between the two.
 */
export async function trendRows(
  knex: Knex,
  filter: TrendFilter,
): Promise<TrendRow[]> {
  const rows = await knex.unionAll([
    present(knex, filter),
    changed(knex, filter),
    cameAndWent(knex, filter),
  ]);
  // PostgreSQL answers sums as text, as they may exceed a number.
  return rows.map(row => ({
    ...row,
    ...Object.fromEntries(sums.map(column => [column, Number(row[column])])),
  }));
}

/** The day since which nothing is missing on record; none if nothing ever moved. */
export async function firstDayOnRecord(
  knex: Knex,
  scorecard: string,
): Promise<number | undefined> {
  const [{ first }] = await knex('daily_moves')
    .where({ scorecard })
    .min('day as first');
  return first ?? undefined;
}

function present(knex: Knex, filter: TrendFilter): Knex.QueryBuilder {
  const query = knex('reports')
    .join('entities', 'entities.ref', 'reports.entity_ref')
    .where('reports.scorecard', filter.scorecard)
    .groupBy('reports.level')
    .select(
      knex.raw('null as day'),
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
  return narrow(knex, query, filter, {
    entityRef: 'entities.ref',
    owner: 'entities.owner',
    system: 'entities.system',
  });
}

function changed(knex: Knex, filter: TrendFilter): Knex.QueryBuilder {
  return movesOf(knex, filter)
    .whereRaw(`not ${isCatalog}`)
    .groupBy('day', 'cause', 'from_level', 'to_level')
    .select(
      ...['day', 'cause', 'from_level', 'to_level'],
      ...sums.map(column => knex.raw(`sum(${column}) as ${column}`)),
    );
}

/** Who only went from one to another of the owners asked about did not move. */
function cameAndWent(knex: Knex, filter: TrendFilter): Knex.QueryBuilder {
  const level = `case from_level when '${notThere}' then to_level else from_level end`;
  const byEntity = movesOf(knex, filter)
    .whereRaw(isCatalog)
    .groupByRaw(`day, entity_ref, ${level}`)
    .select(
      'day',
      knex.raw(`${level} as level`),
      knex.raw('sum(risen - fallen) as net'),
      knex.raw('sum(score_change) as score_change'),
      knex.raw('sum(scored_change) as scored_change'),
    );
  return knex
    .from(byEntity.as('by_entity'))
    .groupByRaw('day, level, net < 0')
    .select(
      'day',
      knex.raw(`'catalog' as cause`),
      knex.raw(`case when net < 0 then level else '${notThere}' end`),
      knex.raw(`case when net < 0 then '${notThere}' else level end`),
      knex.raw('sum(abs(net)) as times'),
      knex.raw('sum(case when net > 0 then net else 0 end) as risen'),
      knex.raw('sum(case when net < 0 then -net else 0 end) as fallen'),
      knex.raw('sum(score_change) as score_change'),
      knex.raw('sum(scored_change) as scored_change'),
    );
}

function movesOf(knex: Knex, filter: TrendFilter): Knex.QueryBuilder {
  const query = knex('daily_moves')
    .where('scorecard', filter.scorecard)
    .where('day', '>=', filter.since);
  return narrow(knex, query, filter, {
    entityRef: 'entity_ref',
    owner: 'owner',
    system: 'system',
  });
}

function narrow(
  knex: Knex,
  query: Knex.QueryBuilder,
  { readable, entityRef, owners, system }: TrendFilter,
  columns: { entityRef: string; owner: string; system: string },
): Knex.QueryBuilder {
  narrowToReadable(knex, query, columns.entityRef, readable);
  if (entityRef !== undefined) {
    query.where(columns.entityRef, entityRef);
  }
  if (owners) {
    query.whereIn(columns.owner, textList(knex, owners));
  }
  if (system !== undefined) {
    query.where(columns.system, system);
  }
  return query;
}
