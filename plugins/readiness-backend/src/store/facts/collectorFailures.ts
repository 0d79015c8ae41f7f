import { Knex } from 'knex';
import { Readable } from '../../access/ReadableEntities';
import { narrowToReadable } from '../entities/narrowToReadable';
import { FactsRow } from '../tables';

/** The last failed attempt to observe facts. */
export type CollectorFailure = Pick<
  FactsRow,
  'entity_ref' | 'namespace' | 'failures'
> & { error: string; due_at: string };

/** The latest failures of each collector, the latest first: one statement. */
export async function collectorFailures(
  knex: Knex,
  options: { readable: Readable; limit: number },
): Promise<CollectorFailure[]> {
  const failures = knex('facts')
    .where('failures', '>', 0)
    .select(
      'entity_ref',
      'namespace',
      'failures',
      'error',
      'due_at',
      knex.raw(
        `row_number() over (partition by namespace order by coalesce(failed_at, '') desc, entity_ref) as place`,
      ),
    );
  narrowToReadable(knex, failures, 'entity_ref', options.readable);
  return knex
    .from(failures.as('failures'))
    .where('place', '<=', options.limit)
    .orderBy(['namespace', 'place'])
    .select('entity_ref', 'namespace', 'failures', 'error', 'due_at');
}
