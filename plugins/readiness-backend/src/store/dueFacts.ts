import { Knex } from 'knex';
import { EntityRow, FactsRow } from './tables';

/** One of the parts that the work is split into. */
export interface Shard {
  index: number;
  /** Number of all shards. */
  of: number;
}

/** Facts that are to be collected, with the entity that they are about. */
export type DueFacts = FactsRow &
  Pick<EntityRow, 'entity'> & { due_at: string };

/**
 * The facts of one namespace that are due the longest. Those of one source
 * location come together, so that it is fetched once.
 */
export async function dueFacts(
  knex: Knex,
  options: { namespace: string; shard: Shard; now: string; limit: number },
): Promise<DueFacts[]> {
  return knex<FactsRow>('facts')
    .join('entities', 'entities.ref', 'facts.entity_ref')
    .where('facts.namespace', options.namespace)
    .where('facts.due_at', '<=', options.now)
    .whereRaw('entities.shard_hash % ? = ?', [
      options.shard.of,
      options.shard.index,
    ])
    .orderBy(['facts.due_at', 'entities.source_location', 'facts.entity_ref'])
    .limit(options.limit)
    .select<DueFacts[]>('facts.*', 'entities.entity');
}
