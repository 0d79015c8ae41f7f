import { Knex } from 'knex';
import { Readable } from '../../access/ReadableEntities';
import { narrowToReadable } from './narrowToReadable';
import { EntityRow } from '../tables';
import { textList } from '../textList';

/** An entity with what the catalog says about it, as JSON. */
export type OwnedEntity = Pick<EntityRow, 'ref' | 'entity'>;

/** The first entities of some owners by ref, and how many there are: two statements. */
export async function ownedEntities(
  knex: Knex,
  options: { owners: string[]; readable: Readable; limit: number },
): Promise<{ entities: OwnedEntity[]; total: number }> {
  const owned = () => {
    const query = knex('entities').whereIn(
      'owner',
      textList(knex, options.owners),
    );
    narrowToReadable(knex, query, 'ref', options.readable);
    return query;
  };
  const entities = await owned()
    .orderBy('ref')
    .limit(options.limit)
    .select<OwnedEntity[]>('ref', 'entity');
  const [{ total }] = await owned().select(knex.raw('count(*) as total'));
  return { entities, total: Number(total) };
}

/** One entity of the projection. */
export async function projectedEntity(
  knex: Knex,
  ref: string,
): Promise<OwnedEntity | undefined> {
  return knex<EntityRow>('entities').where({ ref }).first('ref', 'entity');
}
