import { Knex } from 'knex';
import { EntityRow } from '../tables';
import { textList } from '../textList';

/** What is compared with the catalog. */
export type KnownEntity = Pick<
  EntityRow,
  'ref' | 'etag' | 'owner' | 'missing_since'
>;

/** Those of the given entities that are in the projection, without their content. */
export async function knownEntities(
  knex: Knex,
  refs: string[],
): Promise<KnownEntity[]> {
  return knex<EntityRow>('entities')
    .whereIn('ref', textList(knex, refs))
    .select('ref', 'etag', 'owner', 'missing_since');
}

/**
 * The entities of the projection that the catalog lists as far as we know, or
 * those that it has not listed since some moment, some at a time.
 */
export async function* entityPages(
  knex: Knex,
  which: 'present' | { missingSince: string },
  size: number,
): AsyncGenerator<Pick<EntityRow, 'ref' | 'owner'>[]> {
  for (let after = ''; ; ) {
    const query = knex<EntityRow>('entities').where('ref', '>', after);
    const page = await (which === 'present'
      ? query.whereNull('missing_since')
      : query.where('missing_since', '<=', which.missingSince)
    )
      .orderBy('ref')
      .limit(size)
      .select('ref', 'owner');
    if (page.length === 0) {
      return;
    }
    yield page;
    after = page[page.length - 1].ref;
  }
}

/** Counts the entities that the catalog lists, as far as we know. */
export async function countPresent(knex: Knex): Promise<number> {
  const [{ total }] = await knex('entities')
    .whereNull('missing_since')
    .select(knex.raw('count(*) as total'));
  return Number(total);
}

/** Counts the entities that the catalog lists, and those that it does not list any more. */
export async function countByPresence(
  knex: Knex,
): Promise<{ present: number; missing: number }> {
  const [{ total, missing }] = await knex('entities').select(
    knex.raw('count(*) as total'),
    knex.raw('count(missing_since) as missing'),
  );
  return {
    present: Number(total) - Number(missing),
    missing: Number(missing),
  };
}
