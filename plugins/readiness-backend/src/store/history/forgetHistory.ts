import { Knex } from 'knex';
import { textList } from '../textList';

/** Rows that are looked at in one statement. */
const rowsAtOnce = 1_000;

/** Entities that are forgotten in one transaction. */
const entitiesAtOnce = 20;

/** How long what is kept, in milliseconds; absent for ever. */
export interface HistoryRetention {
  factChangesMs?: number;
  resultChangesMs?: number;
  reportChangesMs?: number;
  deletedEntitiesMs?: number;
}

/** Rows that are removed some time after they were written. */
interface Forgotten {
  table: string;
  /** Column of when a row was written. */
  at: string;
  /** Columns that tell what a row is about; the last row before the limit stays. */
  about?: string[];
  /** A condition for rows that nothing needs. */
  unless?: string;
}

const resultChanges: Forgotten = { table: 'result_changes', at: 'changed_at' };

const reportChanges: Forgotten = {
  table: 'report_changes',
  at: 'made_at',
  about: ['entity_ref', 'scorecard'],
};

const factChanges: Forgotten = {
  table: 'fact_changes',
  at: 'changed_at',
  about: ['entity_ref', 'namespace'],
  // A hash is found in no other place.
  unless: `select 1 from report_changes
    where report_changes.entity_ref = fact_changes.entity_ref
      and report_changes.inputs like '%' || fact_changes.content_hash || '%'`,
};

/**
 * Removes what is on record for longer than it is kept. What held at that
 * moment stays, and what the reports were made of that are still kept. The
 * work is done in small parts and may be stopped after any of them.
 */
export async function forgetHistory(
  knex: Knex,
  retention: HistoryRetention,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const { factChangesMs, resultChangesMs, reportChangesMs, deletedEntitiesMs } =
    retention;
  if (deletedEntitiesMs !== undefined) {
    await forgetDeparted(knex, before(deletedEntitiesMs), signal);
  }
  if (resultChangesMs !== undefined) {
    const limit = before(resultChangesMs);
    await forgetRows(knex, { ...resultChanges, limit }, signal);
  }
  if (reportChangesMs !== undefined) {
    const limit = before(reportChangesMs);
    await forgetRows(knex, { ...reportChanges, limit }, signal);
  }
  if (factChangesMs !== undefined) {
    const limit = before(factChangesMs);
    await forgetRows(knex, { ...factChanges, limit }, signal);
  }
}

async function forgetRows(
  knex: Knex,
  { table, at, about, unless, limit }: Forgotten & { limit: string },
  signal: AbortSignal,
): Promise<void> {
  let last = { id: 0, at: '' };
  for (;;) {
    signal.throwIfAborted();
    const rows = await knex(table)
      .where(at, '<', limit)
      .whereRaw('(??, id) > (?, ?)', [at, last.at, last.id])
      .orderBy([at, 'id'])
      .limit(rowsAtOnce)
      .select<{ id: number; at: string }[]>('id', { at });
    if (rows.length === 0) {
      return;
    }
    const query = knex(table).whereIn(
      'id',
      rows.map(({ id }) => id),
    );
    if (about) {
      query.whereExists(
        knex({ later: table })
          .whereRaw(
            about
              .map(column => `later.${column} = ${table}.${column}`)
              .join(' and '),
          )
          .whereRaw(`later.id > ${table}.id`)
          .where(`later.${at}`, '<', limit)
          .select(knex.raw('1')),
      );
    }
    if (unless) {
      query.whereRaw(`not exists (${unless})`);
    }
    await query.delete();
    last = rows[rows.length - 1];
  }
}

/** Removes all about entities that left before a moment and are not back. */
async function forgetDeparted(
  knex: Knex,
  limit: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const done = await knex.transaction(async tx => {
      // Locked: one that returns has to wait, and keeps what comes then.
      const rows = await tx('departed_entities')
        .where('departed_at', '<', limit)
        .orderBy(['departed_at', 'ref'])
        .limit(entitiesAtOnce)
        .forUpdate()
        .select<{ ref: string }[]>('ref');
      const refs = rows.map(({ ref }) => ref);
      for (const table of [
        'fact_changes',
        'result_changes',
        'report_changes',
      ]) {
        await tx(table).whereIn('entity_ref', textList(tx, refs)).delete();
      }
      await tx('departed_entities').whereIn('ref', textList(tx, refs)).delete();
      return refs.length < entitiesAtOnce;
    });
    if (done) {
      return;
    }
  }
}
