import { Knex } from 'knex';
import { StampRow } from '../tables';
import { textList } from '../textList';
import { writeRows } from '../writeRows';

/** The namespace whose facts tell where an entity came from. */
const namespace = 'repo';

/** As the facts say it. */
interface RepoLineage {
  lineage?: { stamps: Omit<StampRow, 'entity_ref'>[] };
}

/**
 * Notes from which template entities came, out of facts that say something
 * new. What a collection could not tell stays as it was.
 */
export async function saveStamps(
  tx: Knex.Transaction,
  facts: { entity_ref: string; namespace: string; value: string }[],
): Promise<void> {
  const told = facts
    .filter(row => row.namespace === namespace)
    .map(({ entity_ref, value }) => {
      const { lineage } = JSON.parse(value) as RepoLineage;
      return { entity_ref, stamps: lineage?.stamps };
    })
    .filter(({ stamps }) => stamps !== undefined);
  if (told.length === 0) {
    return;
  }
  const stamped = told.flatMap(({ entity_ref, stamps = [] }) =>
    stamps.slice(0, 1).map(stamp => ({
      entity_ref,
      template: stamp.template,
      version: stamp.version,
      files: stamp.files,
      changed: stamp.changed,
      removed: stamp.removed,
    })),
  );
  const without = told.filter(({ stamps = [] }) => stamps.length === 0);
  await tx('stamps')
    .whereIn(
      'entity_ref',
      textList(
        tx,
        without.map(({ entity_ref }) => entity_ref),
      ),
    )
    .delete();
  await writeRows(
    tx,
    {
      table: 'stamps',
      key: ['entity_ref'],
      numbers: { files: 'integer', changed: 'integer', removed: 'integer' },
    },
    stamped,
  );
}
