import { Knex } from 'knex';
import { lockEntities } from './lockEntities';
import { makeChangedDue } from './makeDue';
import { recordPresence } from '../trends/recordMoves';
import { EntityRow } from '../tables';
import { textList } from '../textList';
import { writeRows } from '../writeRows';

/** A new or changed entity, as the catalog has it. */
export type ProjectedEntity = Omit<
  EntityRow,
  | 'evaluation_due'
  | 'evaluated_with'
  | 'evaluated_at'
  | 'reconsider_at'
  | 'evaluated_inputs'
  | 'missing_since'
>;

/**
 * Takes new and changed entities into the projection. Whether a standard
 * applies to them has to be found out again, and so have their facts. Trends of
 * owners and systems learn which entities changed hands.
 */
export async function projectEntities(
  knex: Knex,
  entities: ProjectedEntity[],
  now: string,
): Promise<void> {
  if (entities.length === 0) {
    return;
  }
  await knex.transaction(async tx => {
    const given = new Map(entities.map(entity => [entity.ref, entity]));
    const before = await lockEntities(tx, [...given.keys()]);
    const moved = before
      .filter(
        ({ ref, owner, system }) =>
          given.get(ref)?.owner !== owner || given.get(ref)?.system !== system,
      )
      .map(({ ref }) => ref);
    const record = async (change: 'arrived' | 'left') => {
      if (moved.length > 0) {
        const reports = tx('reports').whereIn(
          'entity_ref',
          textList(tx, moved),
        );
        await recordPresence(tx, change, reports, now);
      }
    };
    await record('left');
    await writeRows(
      tx,
      { table: 'entities', key: ['ref'], numbers: { shard_hash: 'integer' } },
      entities.map(entity => ({
        ...entity,
        evaluated_with: '',
        missing_since: null,
      })),
    );
    await record('arrived');
    await makeChangedDue(tx, [...given.keys()], now);
    // Some may have been here before: their history is theirs again.
    await tx('departed_entities')
      .whereIn(
        'ref',
        textList(
          tx,
          entities.map(({ ref }) => ref),
        ),
      )
      .delete();
  });
}
