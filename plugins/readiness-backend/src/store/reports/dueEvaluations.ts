import { Knex } from 'knex';
import { Shard } from '../facts/dueFacts';
import { GrantedRow, grantedExemptions } from '../exemptions/grantedExemptions';
import { EntityRow, FactsRow } from '../tables';
import { textList } from '../textList';
import { RecordedReport, recordedReports } from './recordedReports';

/** An entity whose reports may be out of date. */
export type DueEntity = Pick<
  EntityRow,
  | 'ref'
  | 'etag'
  | 'entity'
  | 'evaluation_due'
  | 'evaluated_with'
  | 'evaluated_at'
  | 'evaluated_inputs'
>;

/** All that an evaluation of some entities starts from. */
export interface DueEvaluations {
  entities: DueEntity[];
  facts: FactsRow[];
  reports: RecordedReport[];
  exemptions: GrantedRow[];
}

/**
 * Entities whose facts changed or have become stale, whose reports were made
 * with other standards than those in force, or which time alone may change.
 */
export async function dueEvaluations(
  knex: Knex,
  options: {
    /** Hash of those in force. */
    standards: string;
    shard: Shard;
    now: string;
    limit: number;
  },
): Promise<DueEvaluations> {
  const entities = await knex<EntityRow>('entities')
    .where(due =>
      due
        .whereNotNull('evaluation_due')
        .orWhereNot('evaluated_with', options.standards)
        .orWhere('reconsider_at', '<=', options.now)
        .orWhereIn('ref', becameStale(knex, options.now)),
    )
    .whereRaw('shard_hash % ? = ?', [options.shard.of, options.shard.index])
    // Changed facts first: somebody may wait for them.
    .orderByRaw('evaluation_due is null, evaluation_due, ref')
    .limit(options.limit)
    .select<DueEntity[]>(
      'ref',
      'etag',
      'entity',
      'evaluation_due',
      'evaluated_with',
      'evaluated_at',
      'evaluated_inputs',
    );
  if (entities.length === 0) {
    return { entities, facts: [], reports: [], exemptions: [] };
  }
  const refs = entities.map(entity => entity.ref);
  return {
    entities,
    facts: await knex<FactsRow>('facts').whereIn(
      'entity_ref',
      textList(knex, refs),
    ),
    reports: await recordedReports(knex, refs),
    exemptions: await grantedExemptions(knex, refs, options.now),
  };
}

/**
 * Entities with facts that were fresh at the last evaluation, and are no
 * longer. Those that are about to be collected may yet turn out to be the same.
 */
function becameStale(knex: Knex, now: string): Knex.QueryBuilder {
  return knex('facts')
    .join('entities as graded', 'graded.ref', 'facts.entity_ref')
    .where('facts.expires_at', '<=', now)
    .where(others =>
      others.whereNull('facts.due_at').orWhere('facts.due_at', '>', now),
    )
    .whereRaw("facts.expires_at > coalesce(graded.evaluated_at, '')")
    .select('facts.entity_ref');
}
