import { Knex } from 'knex';
import { EntityRow } from '../tables';
import { textList } from '../textList';

/**
 * Keeps others from changing some entities until the transaction ends: who an
 * entity belongs to and how it stands go together. Always in the same order,
 * so that two transactions do not wait for each other.
 */
export async function lockEntities(
  tx: Knex.Transaction,
  refs: string[],
): Promise<Pick<EntityRow, 'ref' | 'owner' | 'system'>[]> {
  return tx<EntityRow>('entities')
    .whereIn('ref', textList(tx, refs))
    .orderBy('ref')
    .forUpdate()
    .select('ref', 'owner', 'system');
}
