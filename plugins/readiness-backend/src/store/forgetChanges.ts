import { Knex } from 'knex';

/**
 * Removes the changes that are older than is kept. The last value that facts
 * have had stays: it is the one that still holds.
 */
export async function forgetChanges(
  knex: Knex,
  table: 'fact_changes' | 'result_changes',
  keptForMs: number | undefined,
  now: Date,
): Promise<void> {
  if (keptForMs === undefined) {
    return;
  }
  const query = knex(table).where(
    'changed_at',
    '<',
    new Date(now.getTime() - keptForMs).toISOString(),
  );
  if (table === 'fact_changes') {
    query.whereNotIn(
      'id',
      knex(table).max('id').groupBy('entity_ref', 'namespace'),
    );
  }
  await query.delete();
}
