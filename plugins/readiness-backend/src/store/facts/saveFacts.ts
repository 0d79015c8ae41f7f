import { Knex } from 'knex';
import { lockEntities } from '../entities/lockEntities';
import { saveStamps } from '../lineage/saveStamps';
import { FactsRow } from '../tables';
import { textList, textTable } from '../textList';
import { writeRows } from '../writeRows';

const sameFacts =
  'facts.entity_ref = given.entity_ref and facts.namespace = given.namespace';
const isAnswered = 'facts.due_at = given.was_due_at';
const nextDue = `case when ${isAnswered} then given.due_at else facts.due_at end`;
// Facts of an entity that changed in the meantime are no base for the next ones.
const madeWith = `case when ${isAnswered} then given.collector_hash end`;

/** What became of the collection of one entity's facts of one namespace. */
export interface CollectedRow {
  entity_ref: string;
  namespace: string;
  /** The `due_at` that was answered to: a refresh asked for since then stays. */
  was_due_at: string;
  /** The `observed_at` that was on record: what another replica observed since then stays. */
  was_observed_at: string | null;
  due_at: string;
}

/** Facts that say something new. */
export interface ChangedFacts extends CollectedRow {
  value: string;
  problems: string;
  content_hash: string;
  collector_hash: string;
  revision: string | null;
  observed_at: string;
  expires_at: string;
}

/** Facts that still stand. */
export interface ConfirmedFacts extends CollectedRow {
  collector_hash: string;
  revision: string | null;
  observed_at: string;
  expires_at: string;
}

/** Facts that could not be observed; the last observation stays. */
export interface FailedFacts extends CollectedRow {
  error: string;
  /** Failed attempts in a row, with this one. */
  failures: number;
}

/** Facts that could not be asked for yet, which is no failure of theirs. */
export type PostponedFacts = Omit<FailedFacts, 'error'> & {
  error: string | null;
};

/** What came of the collection of some facts. */
export interface CollectedBatch {
  changed: ChangedFacts[];
  confirmed: ConfirmedFacts[];
  failed: FailedFacts[];
  postponed: PostponedFacts[];
  /** Refs of entities that are to be evaluated. */
  evaluate: string[];
  now: string;
}

/**
 * Writes down one batch of collected facts, and that the entities whose facts
 * changed, went missing or came back are to be evaluated.
 */
export async function saveFacts(
  knex: Knex,
  collected: CollectedBatch,
): Promise<void> {
  await knex.transaction(async tx => {
    const batch = await withoutOvertaken(tx, collected);
    await update(tx, batch.changed, [
      'value',
      'problems',
      'content_hash',
      'revision',
      'observed_at',
      'expires_at',
    ]);
    await update(tx, batch.confirmed, [
      'revision',
      'observed_at',
      'expires_at',
    ]);
    await updateFailed(tx, [...batch.failed, ...batch.postponed], batch.now);
    await appendChanges(tx, batch.changed, batch.now);
    await saveStamps(tx, batch.changed);
    if (batch.evaluate.length > 0) {
      await markForEvaluation(tx, batch.evaluate, batch.now);
    }
  });
}

/** Without facts that vanished or were observed again since they were read. */
async function withoutOvertaken(
  tx: Knex.Transaction,
  batch: CollectedBatch,
): Promise<CollectedBatch> {
  const { changed, confirmed, failed, postponed } = batch;
  const rows = [...changed, ...confirmed, ...failed, ...postponed];
  const refs = [...new Set(rows.map(({ entity_ref }) => entity_ref))];
  await lockEntities(tx, refs);
  const current = await tx<FactsRow>('facts')
    .whereIn('entity_ref', textList(tx, refs))
    .select('entity_ref', 'namespace', 'observed_at');
  const keyOf = (row: { entity_ref: string; namespace: string }) =>
    JSON.stringify([row.entity_ref, row.namespace]);
  const observedAt = new Map(current.map(row => [keyOf(row), row.observed_at]));
  const isCurrent = (row: CollectedRow) =>
    observedAt.get(keyOf(row)) === row.was_observed_at;
  const written = new Set(
    rows.filter(isCurrent).map(({ entity_ref }) => entity_ref),
  );
  return {
    ...batch,
    changed: changed.filter(isCurrent),
    confirmed: confirmed.filter(isCurrent),
    failed: failed.filter(isCurrent),
    postponed: postponed.filter(isCurrent),
    evaluate: batch.evaluate.filter(ref => written.has(ref)),
  };
}

async function update<TRow extends ChangedFacts | ConfirmedFacts>(
  tx: Knex,
  rows: TRow[],
  columns: (keyof TRow & string)[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const given = textTable(
    tx,
    [
      'entity_ref',
      'namespace',
      'was_due_at',
      'due_at',
      'collector_hash',
      ...columns,
    ],
    rows,
  );
  const assignments = [
    ...columns.map(column => `${column} = given.${column}`),
    `collector_hash = ${madeWith}`,
    `due_at = ${nextDue}`,
    'failures = 0',
    'error = null',
  ];
  await tx.raw(
    `update facts set ${assignments.join(
      ', ',
    )} from ? as given where ${sameFacts}`,
    [given],
  );
}

async function updateFailed(
  tx: Knex,
  rows: PostponedFacts[],
  now: string,
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const given = textTable(
    tx,
    ['entity_ref', 'namespace', 'was_due_at', 'due_at', 'error', 'failures'],
    rows,
  );
  await tx.raw(
    `update facts set error = given.error, failures = cast(given.failures as integer), failed_at = ?, due_at = ${nextDue}
     from ? as given where ${sameFacts}`,
    [now, given],
  );
}

/** Puts new values of facts on record. */
export async function appendChanges(
  tx: Knex,
  rows: Pick<
    ChangedFacts,
    | 'entity_ref'
    | 'namespace'
    | 'value'
    | 'problems'
    | 'content_hash'
    | 'revision'
  >[],
  now: string,
): Promise<void> {
  await writeRows(
    tx,
    { table: 'fact_changes' },
    rows.map(row => ({
      entity_ref: row.entity_ref,
      namespace: row.namespace,
      value: row.value,
      problems: row.problems,
      content_hash: row.content_hash,
      revision: row.revision,
      changed_at: now,
    })),
  );
}

/** Has some entities, which are to be locked, evaluated at once. */
export async function markForEvaluation(
  tx: Knex,
  refs: string[],
  now: string,
): Promise<void> {
  await tx('entities')
    .whereIn('ref', textList(tx, refs))
    .update({ evaluation_due: now });
}
