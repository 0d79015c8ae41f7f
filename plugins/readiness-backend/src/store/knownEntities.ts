import { Knex } from 'knex';
import { EntityRow } from './tables';

/** What is compared with the catalog. */
export type KnownEntity = Pick<
  EntityRow,
  'ref' | 'uid' | 'etag' | 'owner' | 'missing_since'
>;

/** The entities of the projection, or some of them, without their content. */
export async function knownEntities(
  knex: Knex,
  refs?: string[],
): Promise<KnownEntity[]> {
  const query = knex<EntityRow>('entities').select(
    'ref',
    'uid',
    'etag',
    'owner',
    'missing_since',
  );
  return refs ? query.whereIn('ref', refs) : query;
}
