import { Knex } from 'knex';
import { textList } from '../textList';

/** Counts the entities that each of some owners owns directly. */
export async function countOwned(
  knex: Knex,
  owners: string[],
): Promise<Map<string, number>> {
  if (owners.length === 0) {
    return new Map();
  }
  const rows = await knex('entities')
    .whereIn('owner', textList(knex, owners))
    .groupBy('owner')
    .select<{ owner: string; owned: number | string }[]>(
      'owner',
      knex.raw('count(*) as owned'),
    );
  return new Map(rows.map(row => [row.owner, Number(row.owned)]));
}
