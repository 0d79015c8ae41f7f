import { Knex } from 'knex';
import { EntityRow } from './tables';

/** What is compared with the catalog. */
export type KnownEntity = Pick<
  EntityRow,
  'ref' | 'uid' | 'etag' | 'owner' | 'missing_since'
>;

/** All entities of the projection, without their content. */
export async function knownEntities(knex: Knex): Promise<KnownEntity[]> {
  return knex<EntityRow>('entities').select(
    'ref',
    'uid',
    'etag',
    'owner',
    'missing_since',
  );
}
