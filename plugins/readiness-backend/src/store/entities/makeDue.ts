import { Knex } from 'knex';
import { textList } from '../textList';

/** Has the facts of some entities collected that can be, those first that are due the longest. */
export async function makeEntitiesDue(
  knex: Knex,
  refs: string[],
  due: string,
): Promise<void> {
  if (refs.length > 0) {
    await knex('facts')
      .whereIn('entity_ref', textList(knex, refs))
      .whereNotNull('due_at')
      .update({ due_at: due });
  }
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
  if (refs.length > 0) {
    await knex('facts')
      .whereIn('entity_ref', textList(knex, refs))
      .whereNotNull('due_at')
      .update({ due_at: now, collector_hash: null });
  }
}

/** Has the facts of one namespace collected at once for all that some owners own. */
export async function makeOwnedDue(
  knex: Knex,
  options: { namespace: string; owners: string[]; now: string },
): Promise<void> {
  if (options.owners.length > 0) {
    await knex('facts')
      .where({ namespace: options.namespace })
      .whereIn(
        'entity_ref',
        knex('entities')
          .select('ref')
          .whereIn('owner', textList(knex, options.owners)),
      )
      .update({ due_at: options.now });
  }
}
