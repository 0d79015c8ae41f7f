import { Knex } from 'knex';
import { EntityRow } from '../tables';
import { textList } from '../textList';

/**
 * Keeps others from changing some entities, given by ref or as a query of refs,
 * and what is on record about them, until the transaction ends. Whoever changes
 * facts or reports, or several entities, locks them first: always in the same
 * order, so that no two transactions wait for each other.
 */
export async function lockEntities(
  tx: Knex.Transaction,
  refs: string[] | Knex.QueryBuilder,
): Promise<Pick<EntityRow, 'ref' | 'owner' | 'system' | 'evaluated_at'>[]> {
  return tx<EntityRow>('entities')
    .whereIn('ref', Array.isArray(refs) ? textList(tx, refs) : refs)
    .orderBy('ref')
    .forUpdate()
    .select('ref', 'owner', 'system', 'evaluated_at');
}
