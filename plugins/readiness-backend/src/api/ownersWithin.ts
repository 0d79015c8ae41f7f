import { Knex } from 'knex';
import { Readable } from '../access/ReadableEntities';
import { namedEntities } from '../store/entities/namedEntities';
import { withDescendants } from './groupHierarchy';

/** Owners with the groups below those that the caller may read: one statement. */
export async function ownersWithin(
  knex: Knex,
  owners: readonly string[],
  readable: Readable,
): Promise<string[]> {
  return withDescendants(
    owners,
    await namedEntities(knex, ['group']),
    ref => readable === 'all' || readable.has(ref),
  );
}
