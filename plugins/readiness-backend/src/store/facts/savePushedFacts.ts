import { Knex } from 'knex';
import { appendChanges, markForEvaluation } from './saveFacts';
import { FactsRow } from '../tables';
import { textList } from '../textList';
import { writeRows } from '../writeRows';

/** Facts as they were pushed. */
export interface PushedFactsRow {
  entity_ref: string;
  namespace: string;
  value: string;
  content_hash: string;
  expires_at: string;
}

/**
 * Writes down pushed facts, and that entities about which they say something
 * new are to be evaluated. Facts that are known already are only fresh again.
 * The entities are to be locked.
 *
 * @returns how many say something new
 */
export async function savePushedFacts(
  tx: Knex,
  rows: PushedFactsRow[],
  now: string,
): Promise<number> {
  const before = await factsBefore(tx, rows);
  const changed = rows.filter(
    row => before.get(keyOf(row))?.content_hash !== row.content_hash,
  );
  const revived = rows.filter(row => {
    const expired = before.get(keyOf(row))?.expires_at;
    return typeof expired === 'string' && expired <= now;
  });
  await writeRows(
    tx,
    { table: 'facts', key: ['entity_ref', 'namespace'] },
    rows.map(row => ({
      ...row,
      problems: '[]',
      observed_at: now,
      due_at: null,
    })),
  );
  await appendChanges(
    tx,
    changed.map(row => ({ ...row, problems: '[]', revision: null })),
    now,
  );
  const evaluate = new Set(
    [...changed, ...revived].map(({ entity_ref }) => entity_ref),
  );
  if (evaluate.size > 0) {
    await markForEvaluation(tx, [...evaluate], now);
  }
  return changed.length;
}

/** Facts of the same namespaces that are on record about the same entities. */
async function factsBefore(tx: Knex, rows: PushedFactsRow[]) {
  const of = (column: 'entity_ref' | 'namespace') =>
    textList(tx, [...new Set(rows.map(row => row[column]))]);
  const before = await tx<FactsRow>('facts')
    .whereIn('entity_ref', of('entity_ref'))
    .whereIn('namespace', of('namespace'))
    .select('entity_ref', 'namespace', 'content_hash', 'expires_at');
  return new Map(before.map(row => [keyOf(row), row]));
}

function keyOf(row: Pick<FactsRow, 'entity_ref' | 'namespace'>): string {
  return JSON.stringify([row.entity_ref, row.namespace]);
}
