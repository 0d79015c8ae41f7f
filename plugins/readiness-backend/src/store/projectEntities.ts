import { Knex } from 'knex';
import { EntityRow } from './tables';

/** A new or changed entity, as the catalog has it. */
export type ProjectedEntity = Omit<
  EntityRow,
  'evaluation_due' | 'evaluated_with' | 'missing_since'
>;

/** Rows of one statement: databases limit the number of bound values. */
const rowsAtOnce = 500;

/**
 * Takes new and changed entities into the projection. Whether a standard
 * applies to them has to be found out again, and so have their facts.
 */
export async function projectEntities(
  knex: Knex,
  entities: ProjectedEntity[],
): Promise<void> {
  for (let start = 0; start < entities.length; start += rowsAtOnce) {
    await knex('entities')
      .insert(
        entities.slice(start, start + rowsAtOnce).map(entity => ({
          ...entity,
          evaluated_with: '',
          missing_since: null,
        })),
      )
      .onConflict('ref')
      .merge();
  }
}
