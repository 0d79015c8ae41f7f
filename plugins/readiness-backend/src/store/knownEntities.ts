import { Knex } from 'knex';
import { EntityRow } from './tables';
import { textList } from './textList';

/** What is compared with the catalog. */
export type KnownEntity = Pick<
  EntityRow,
  'ref' | 'etag' | 'owner' | 'missing_since'
>;

/** The entities of the projection, or some of them, without their content. */
export async function knownEntities(
  knex: Knex,
  refs?: string[],
): Promise<KnownEntity[]> {
  const query = knex<EntityRow>('entities').select(
    'ref',
    'etag',
    'owner',
    'missing_since',
  );
  return refs ? query.whereIn('ref', refs) : query;
}

/** Counts the entities that the catalog lists, as far as we know. */
export async function countPresent(knex: Knex): Promise<number> {
  const [{ total }] = await knex('entities')
    .whereNull('missing_since')
    .select(knex.raw('count(*) as total'));
  return Number(total);
}

/** Those of the given entities that there are: one statement. */
export async function knownAmong(
  knex: Knex,
  refs: string[],
): Promise<ReadonlySet<string>> {
  const rows = await knex<EntityRow>('entities')
    .whereIn('ref', textList(knex, refs))
    .select('ref');
  return new Set(rows.map(({ ref }) => ref));
}
