import { Knex } from 'knex';
import { EntityRow, FactsRow } from '../tables';

/** One of the parts that the work is split into. */
export interface Shard {
  index: number;
  /** Number of all shards. */
  of: number;
}

/** Facts that are to be collected, with the entity that they are about. */
export type DueFacts = Omit<FactsRow, 'value' | 'problems'> &
  Pick<EntityRow, 'entity'> & { due_at: string };

/** Entities that are held in memory at a time, however many a repository has. */
const mostEntities = 1_000;

/**
 * The facts of one namespace in those repositories where some are due the
 * longest. All of a repository come together, those that are not due yet as
 * well: what is fetched for one of its entities serves the others.
 */
export async function dueFacts(
  knex: Knex,
  options: {
    namespace: string;
    shard: Shard;
    now: string;
    repositories: number;
  },
): Promise<DueFacts[]> {
  const { namespace, shard, now } = options;
  // Entities of one repository have the same hash; one in no repository has its own.
  const places = knex('facts')
    .join('entities', 'entities.ref', 'facts.entity_ref')
    .where('facts.namespace', namespace)
    .where('facts.due_at', '<=', now)
    .whereRaw('entities.shard_hash % ? = ?', [shard.of, shard.index])
    .groupBy('entities.shard_hash')
    .select('entities.shard_hash', knex.raw('min(facts.due_at) as due_first'))
    .orderBy([{ column: 'due_first' }, { column: 'entities.shard_hash' }])
    .limit(options.repositories);
  return knex
    .from(places.as('places'))
    .join('entities', 'entities.shard_hash', 'places.shard_hash')
    .join('facts', 'facts.entity_ref', 'entities.ref')
    .where('facts.namespace', namespace)
    .whereNotNull('facts.due_at')
    .orderBy([
      'places.due_first',
      'places.shard_hash',
      'facts.due_at',
      'facts.entity_ref',
    ])
    .limit(mostEntities)
    .select<DueFacts[]>(
      'facts.entity_ref',
      'facts.namespace',
      'facts.content_hash',
      'facts.collector_hash',
      'facts.revision',
      'facts.observed_at',
      'facts.expires_at',
      'facts.due_at',
      'facts.failures',
      'facts.failed_at',
      'facts.error',
      'entities.entity',
    );
}
