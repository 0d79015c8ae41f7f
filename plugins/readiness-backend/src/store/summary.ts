import { Knex } from 'knex';
import { Readable } from '../access/ReadableEntities';
import { narrowToReadable } from './narrowToReadable';
import { countColumns, CountsRow } from './tables';

const columns = Object.values(countColumns);

/** What one statement counts by. */
export type SummaryKey = 'owner' | 'system' | 'level' | 'category';

/** Entities with the same key and level, counted. */
export interface SummaryRow extends CountsRow {
  key: string;
  level: string | null;
  entities: number;
  /** Sum over the entities that have a score. */
  scores: number | null;
  /** Number of entities that have a score. */
  scored: number;
}

/** Counts the reports of one scorecard by key and level: one statement. */
export async function summarize(
  knex: Knex,
  options: { scorecard: string; key: SummaryKey; readable: Readable },
): Promise<SummaryRow[]> {
  const standings =
    options.key === 'category'
      ? categoryStandings(knex)
      : reportStandings(knex, options.key);
  standings.where('reports.scorecard', options.scorecard);
  narrowToReadable(knex, standings, 'entities.ref', options.readable);

  const rows = await knex
    .from(standings.as('standings'))
    .groupBy('key', 'level')
    .orderBy(['key', 'level'])
    .select(
      'key',
      'level',
      knex.raw('count(*) as entities'),
      knex.raw('sum(score) as scores'),
      knex.raw('count(score) as scored'),
      ...columns.map(column => knex.raw(`sum(${column}) as ${column}`)),
    );
  return rows.map(row => ({
    ...row,
    entities: Number(row.entities),
    scores: row.scores === null ? null : Number(row.scores),
    scored: Number(row.scored),
  }));
}

function reportStandings(
  knex: Knex,
  key: Exclude<SummaryKey, 'category'>,
): Knex.QueryBuilder {
  const keyColumn = {
    owner: 'entities.owner',
    system: 'entities.system',
    level: 'reports.level',
  }[key];
  return knex('reports')
    .join('entities', 'entities.ref', 'reports.entity_ref')
    .select(
      knex.raw(`coalesce(${keyColumn}, '') as key`),
      'reports.level',
      'reports.score',
      ...columns.map(column => `reports.${column}`),
    );
}

/** The results of one category on one entity, as if they were a report of their own. */
function categoryStandings(knex: Knex): Knex.QueryBuilder {
  const weightOf = (statuses: string) =>
    `sum(case when results.status in (${statuses}) then results.weight end)`;
  return knex('reports')
    .join('entities', 'entities.ref', 'reports.entity_ref')
    .join('results', join =>
      join
        .on('results.entity_ref', 'reports.entity_ref')
        .on('results.scorecard', 'reports.scorecard'),
    )
    .groupBy('entities.ref', 'results.category', 'reports.level')
    .select(
      'results.category as key',
      'reports.level',
      knex.raw(
        `100.0 * coalesce(${weightOf("'pass'")}, 0) / ${weightOf(
          "'pass', 'fail', 'unknown'",
        )} as score`,
      ),
      ...Object.entries(countColumns).map(([status, column]) =>
        knex.raw(
          `sum(case when results.status = '${status}' then 1 else 0 end) as ${column}`,
        ),
      ),
    );
}
