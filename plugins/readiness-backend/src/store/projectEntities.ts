import { Knex } from 'knex';
import { inChunks } from './inChunks';
import { EntityRow } from './tables';

/** A new or changed entity, as the catalog has it. */
export type ProjectedEntity = Omit<
  EntityRow,
  'evaluation_due' | 'evaluated_with' | 'missing_since'
>;

/**
 * Takes new and changed entities into the projection. Whether a standard
 * applies to them has to be found out again, and so have their facts.
 */
export async function projectEntities(
  knex: Knex,
  entities: ProjectedEntity[],
): Promise<void> {
  await inChunks(entities, rows =>
    knex('entities')
      .insert(
        rows.map(row => ({ ...row, evaluated_with: '', missing_since: null })),
      )
      .onConflict('ref')
      .merge(),
  );
}
