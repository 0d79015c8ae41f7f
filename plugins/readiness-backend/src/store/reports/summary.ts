import { Knex } from 'knex';
import { Readable } from '../../access/ReadableEntities';
import { narrowToReadable } from '../entities/narrowToReadable';
import { countColumns, CountsRow } from '../tables';

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
  const { key, from, counted } = standings(knex, options.key);
  from.where('reports.scorecard', options.scorecard);
  narrowToReadable(knex, from, 'reports.entity_ref', options.readable);

  const rows: SummaryRow[] = await from
    .groupByRaw(`${key}, reports.level`)
    .orderByRaw(`${key}, reports.level`)
    .select(
      knex.raw(`${key} as key`),
      'reports.level',
      knex.raw('count(*) as entities'),
      knex.raw(`sum(${counted}.score) as scores`),
      knex.raw(`count(${counted}.score) as scored`),
      ...columns.map(column =>
        knex.raw(`sum(${counted}.${column}) as ${column}`),
      ),
    );
  return rows.map(row => ({
    ...row,
    entities: Number(row.entities),
    scores: row.scores === null ? null : Number(row.scores),
    scored: Number(row.scored),
  }));
}

/** What is counted, by which key, and the table that has its counts. */
function standings(
  knex: Knex,
  key: SummaryKey,
): { key: string; from: Knex.QueryBuilder; counted: string } {
  switch (key) {
    case 'level':
      return {
        key: "coalesce(reports.level, '')",
        from: knex('reports'),
        counted: 'reports',
      };
    case 'category':
      return {
        key: 'category_standings.category',
        from: knex('reports').join('category_standings', join =>
          join
            .on('category_standings.entity_ref', 'reports.entity_ref')
            .on('category_standings.scorecard', 'reports.scorecard'),
        ),
        counted: 'category_standings',
      };
    default:
      return {
        key: `coalesce(entities.${key}, '')`,
        from: knex('reports').join(
          'entities',
          'entities.ref',
          'reports.entity_ref',
        ),
        counted: 'reports',
      };
  }
}
