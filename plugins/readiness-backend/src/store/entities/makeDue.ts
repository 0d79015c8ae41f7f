import { Knex } from 'knex';
import { textList } from '../textList';
import { lockEntities } from './lockEntities';

/** Has the facts of some entities collected that can be, those first that are due the longest. */
export async function makeEntitiesDue(
  knex: Knex,
  refs: string[],
  due: string,
): Promise<void> {
  await update(knex, refs, query =>
    query.whereNotNull('due_at').update({ due_at: due }),
  );
}

/**
 * Has all facts of changed entities collected anew: what they were collected
 * from may be another place now, whose revision looks the same.
 */
export async function makeChangedDue(
  knex: Knex,
  refs: string[],
  now: string,
): Promise<void> {
  await update(knex, refs, query =>
    query.whereNotNull('due_at').update({ due_at: now, collector_hash: null }),
  );
}

/** Has the facts of one namespace collected at once for all that some owners own. */
export async function makeOwnedDue(
  knex: Knex,
  options: { namespace: string; owners: string[]; now: string },
): Promise<void> {
  const { namespace, owners, now } = options;
  if (owners.length === 0) {
    return;
  }
  const owned = knex('entities')
    .select('ref')
    .whereIn('owner', textList(knex, owners));
  await update(knex, owned, query =>
    query.where({ namespace }).update({ due_at: now }),
  );
}

async function update(
  knex: Knex,
  refs: string[] | Knex.QueryBuilder,
  change: (facts: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<void> {
  await knex.transaction(async tx => {
    const locked = await lockEntities(tx, refs);
    if (locked.length > 0) {
      const owned = textList(
        tx,
        locked.map(({ ref }) => ref),
      );
      await change(tx('facts').whereIn('entity_ref', owned));
    }
  });
}
