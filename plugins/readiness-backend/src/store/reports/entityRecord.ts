import { Knex } from 'knex';
import { EntityRow, FactsRow, ReportRow, ResultRow } from '../tables';

/** All that is on record about one entity: four statements. */
export async function entityRecord(
  knex: Knex,
  ref: string,
): Promise<{
  entity?: Omit<EntityRow, 'entity'>;
  facts: Omit<FactsRow, 'value'>[];
  reports: ReportRow[];
  results: ResultRow[];
}> {
  const [entity] = await knex<EntityRow>('entities').where({ ref });
  const facts = await knex<FactsRow>('facts')
    .where({ entity_ref: ref })
    .orderBy('namespace')
    .select(
      'entity_ref',
      'namespace',
      'problems',
      'content_hash',
      'collector_hash',
      'revision',
      'observed_at',
      'expires_at',
      'due_at',
      'failures',
      'failed_at',
      'error',
    );
  const reports = await knex<ReportRow>('reports').where({ entity_ref: ref });
  const results = await knex<ResultRow>('results').where({ entity_ref: ref });
  return { entity, facts, reports, results };
}
