import { Knex } from 'knex';
import { FactsRow } from '../tables';
import { textTable } from '../textList';

/** Names a value that facts have had. */
export interface FactValueKey {
  entity_ref: string;
  namespace: string;
  content_hash: string;
}

/** A value that facts have had. */
export type FactValue = FactValueKey &
  Pick<FactsRow, 'problems'> & { value: string };

const columns = ['entity_ref', 'namespace', 'content_hash'] as const;

/** Values that facts have had, as far as they are still on record: one statement. */
export async function factValues(
  knex: Knex,
  keys: FactValueKey[],
): Promise<FactValue[]> {
  if (keys.length === 0) {
    return [];
  }
  // Facts that go to and fro have had a value more than once.
  const latest = knex('fact_changes')
    .join(knex.raw('? as given', [textTable(knex, columns, keys)]), join =>
      columns.forEach(column =>
        join.on(`given.${column}`, `fact_changes.${column}`),
      ),
    )
    .groupBy(columns.map(column => `fact_changes.${column}`))
    .max('fact_changes.id');
  return knex<FactValue>('fact_changes')
    .whereIn('id', latest)
    .select(...columns, 'value', 'problems');
}
