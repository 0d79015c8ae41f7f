import { Knex } from 'knex';
import { EntityRow } from '../tables';

/** The shard that an entity is worked on in; `undefined` when it is not known. */
export async function shardOf(
  knex: Knex,
  ref: string,
  shards: number,
): Promise<number | undefined> {
  const row = await knex<EntityRow>('entities')
    .where({ ref })
    .first('shard_hash');
  return row && row.shard_hash % shards;
}
