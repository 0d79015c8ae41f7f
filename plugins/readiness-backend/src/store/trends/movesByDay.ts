import { TrendCause } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { notThere } from './recordMoves';

/** Moves added up. */
export interface AddedMoves {
  /** As `dayOf` counts. */
  day: number;
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

/** The columns of `AddedMoves` that are sums. */
export const sums = [
  ...['times', 'risen', 'fallen', 'score_change', 'scored_change'],
] as readonly (keyof AddedMoves)[];

/** The other ones. */
export const key = [
  ...['day', 'cause', 'from_level', 'to_level'],
] as readonly (keyof AddedMoves)[];

// Literally so: there is an index for it.
const isCatalog = `(cause = 'catalog')`;

/** Adds up the moves of a query of `daily_moves`, in queries to be united. */
export function movesByDay(
  knex: Knex,
  moves: Knex.QueryBuilder,
): Knex.QueryBuilder[] {
  return [changed(knex, moves.clone()), cameAndWent(knex, moves.clone())];
}

function changed(knex: Knex, moves: Knex.QueryBuilder): Knex.QueryBuilder {
  return moves
    .whereRaw(`not ${isCatalog}`)
    .groupBy(...key)
    .select(
      ...key,
      ...sums.map(column => knex.raw(`sum(${column}) as ${column}`)),
    );
}

/** Who only went from one to another of the owners asked about did not move. */
function cameAndWent(knex: Knex, moves: Knex.QueryBuilder): Knex.QueryBuilder {
  const level = `case from_level when '${notThere}' then to_level else from_level end`;
  const byEntity = moves
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
