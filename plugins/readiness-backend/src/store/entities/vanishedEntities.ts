import { Knex } from 'knex';
import { lockEntities } from './lockEntities';
import { recordPresence } from '../trends/recordMoves';
import { endReportsOf } from '../history/reportChanges';
import { textList } from '../textList';
import { writeRows } from '../writeRows';

/** Notes since when the catalog does not list some entities, `null` for "it does". */
export async function noteMissing(
  knex: Knex,
  refs: string[],
  since: string | null,
): Promise<void> {
  if (refs.length === 0) {
    return;
  }
  await knex.transaction(async tx => {
    await lockEntities(tx, refs);
    await tx('entities')
      .whereIn('ref', textList(tx, refs))
      .update({ missing_since: since });
  });
}

/**
 * Removes entities with their facts and reports. What changed stays on record
 * until {@link forgetDeparted} takes it away.
 */
export async function removeEntities(
  knex: Knex,
  refs: string[],
  now: string,
): Promise<void> {
  if (refs.length === 0) {
    return;
  }
  await knex.transaction(async tx => {
    await lockEntities(tx, refs);
    const reports = tx('reports').whereIn('entity_ref', textList(tx, refs));
    await recordPresence(tx, 'left', reports, now);
    await endReportsOf(tx, textList(tx, refs), now);
    await writeRows(
      tx,
      { table: 'departed_entities', key: ['ref'] },
      refs.map(ref => ({ ref, departed_at: now })),
    );
    await tx('entities').whereIn('ref', textList(tx, refs)).delete();
  });
}
