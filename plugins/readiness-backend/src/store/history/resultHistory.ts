import { Knex } from 'knex';
import { ResultChange } from '../reports/saveEvaluations';

/** A change of a result on record. */
export type ResultChangeRow = ResultChange & { id: number };

/** The latest changes of an entity's results before a place: one statement. */
export async function resultHistory(
  knex: Knex,
  filter: {
    ref: string;
    scorecard?: string;
    /** Id of the last change that has been told already. */
    before?: number;
    limit: number;
  },
): Promise<ResultChangeRow[]> {
  const query = knex<ResultChangeRow>('result_changes')
    .where({ entity_ref: filter.ref })
    .orderBy('id', 'desc')
    .limit(filter.limit);
  if (filter.scorecard !== undefined) {
    query.where({ scorecard: filter.scorecard });
  }
  if (filter.before !== undefined) {
    query.where('id', '<', filter.before);
  }
  const rows = await query;
  // PostgreSQL answers large integers as text.
  return rows.map(row => ({ ...row, id: Number(row.id) }));
}
