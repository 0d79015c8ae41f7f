import { Knex } from 'knex';
import { EntityRow } from '../tables';

/** A group or a system, as a summary names it. */
export type NamedEntity = Pick<EntityRow, 'ref' | 'title' | 'name' | 'parent'>;

/** All entities of some kinds: one statement. */
export async function namedEntities(
  knex: Knex,
  kinds: string[],
): Promise<NamedEntity[]> {
  return knex<EntityRow>('entities')
    .whereIn('kind', kinds)
    .select('ref', 'title', 'name', 'parent');
}
