import { Knex } from 'knex';
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

/**
 * Writes down one batch of collected facts, and that the entities whose facts
 * changed, went missing or came back are to be evaluated.
 */
export async function saveFacts(
  knex: Knex,
  batch: {
    changed: ChangedFacts[];
    confirmed: ConfirmedFacts[];
    failed: FailedFacts[];
    postponed: PostponedFacts[];
    evaluate: string[];
    now: string;
  },
): Promise<void> {
  await knex.transaction(async tx => {
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
    if (batch.evaluate.length > 0) {
      await markForEvaluation(tx, batch.evaluate, batch.now);
    }
  });
}

// Only updates: an entity that vanished in the meantime must not come back.
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

/** Has some entities evaluated at once. */
export async function markForEvaluation(
  tx: Knex,
  refs: string[],
  now: string,
): Promise<void> {
  await tx('entities')
    .whereIn('ref', textList(tx, refs))
    .update({ evaluation_due: now });
}
