import { Knex } from 'knex';
import { byEntity } from '../byEntity';
import { FactsRow } from '../tables';
import { textList } from '../textList';

/** The facts on record about some entities, by entity: one statement. */
export async function factsOf(
  knex: Knex,
  refs: string[],
): Promise<Map<string, FactsRow[]>> {
  const rows: FactsRow[] = await knex('facts')
    .whereIn('entity_ref', textList(knex, refs))
    .select('*');
  return byEntity(rows);
}
