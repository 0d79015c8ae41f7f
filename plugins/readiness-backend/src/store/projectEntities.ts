import { Knex } from 'knex';
import { EntityRow } from './tables';
import { writeRows } from './writeRows';

/** A new or changed entity, as the catalog has it. */
export type ProjectedEntity = Omit<
  EntityRow,
  'evaluation_due' | 'evaluated_with' | 'evaluated_at' | 'missing_since'
>;

/**
 * Takes new and changed entities into the projection. Whether a standard
 * applies to them has to be found out again, and so have their facts.
 */
export async function projectEntities(
  knex: Knex,
  entities: ProjectedEntity[],
): Promise<void> {
  await writeRows(
    knex,
    { table: 'entities', key: ['ref'], numbers: { shard_hash: 'integer' } },
    entities.map(entity => ({
      ...entity,
      evaluated_with: '',
      missing_since: null,
    })),
  );
}
