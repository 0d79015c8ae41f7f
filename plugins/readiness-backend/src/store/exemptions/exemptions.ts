import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import {
  ExemptionEvent,
  ExemptionScope,
} from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  DecidedState,
  ExemptionAction,
  moves,
  openStates,
} from '../../exemptions/lifecycle';
import { hashOf } from '../../hashOf';
import { textList } from '../textList';

/** A row of `exemptions`. */
export interface ExemptionRow {
  id: string;
  scorecard: string;
  check_id: string | null;
  scope: ExemptionScope;
  subject_ref: string;
  reason: string;
  link: string | null;
  expires_at: string | null;
  requested_by: string;
  requested_at: string;
  state: DecidedState;
  open_for: string | null;
}

/** A row of `exemption_events`. */
export interface ExemptionEventRow {
  id: number;
  exemption_id: string;
  action: ExemptionEvent['action'];
  by: string;
  at: string;
  note: string | null;
}

/** What somebody does about an exemption. */
export interface Deed {
  by: string;
  at: string;
  note?: string;
}

/** The column of `entities` that tells whether an exemption is for one. */
export const columnOfScope: Record<ExemptionScope, 'ref' | 'owner' | 'system'> =
  { entity: 'ref', owner: 'owner', system: 'system' };

/** Puts a request on record; `false` when there is an open one for the same. */
export async function insertExemption(
  knex: Knex,
  exemption: Omit<ExemptionRow, 'state' | 'open_for'>,
): Promise<boolean> {
  const { id, requested_by, requested_at } = exemption;
  const open_for = targetOf(exemption);
  return knex.transaction(async tx => {
    await closeExpired(tx, open_for, requested_at);
    const inserted = await tx('exemptions')
      .insert({ ...exemption, state: 'requested', open_for })
      .onConflict('open_for')
      .ignore()
      .returning('id');
    if (inserted.length === 0) {
      return false;
    }
    await tx('exemption_events').insert({
      exemption_id: id,
      action: 'requested',
      by: requested_by,
      at: requested_at,
    });
    return true;
  });
}

/**
 * Does something about an exemption, and has the entities evaluated that it is
 * for. `false` when it is not in a state for that, for others may have been
 * quicker, and when there is another open one for the same.
 */
export async function moveExemption(
  knex: Knex,
  exemption: ExemptionRow,
  action: ExemptionAction,
  deed: Deed,
): Promise<boolean> {
  const { from, to, done } = moves[action];
  const target = targetOf(exemption);
  try {
    return await knex.transaction(async tx => {
      await closeExpired(tx, target, deed.at);
      const moved = await tx('exemptions')
        .where({ id: exemption.id, state: from })
        .where(lasting =>
          lasting.whereNull('expires_at').orWhere('expires_at', '>', deed.at),
        )
        .update({
          state: to,
          open_for: openStates.includes(to) ? target : null,
        });
      if (moved === 0) {
        return false;
      }
      await tx('exemption_events').insert({
        exemption_id: exemption.id,
        action: done,
        by: deed.by,
        at: deed.at,
        note: deed.note ?? null,
      });
      if (action !== 'reject') {
        await makeEvaluationDue(tx, exemption, deed.at);
      }
      return true;
    });
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      return false;
    }
    throw error;
  }
}

/** Has the entities evaluated that an exemption is for. */
async function makeEvaluationDue(
  tx: Knex.Transaction,
  { scope, subject_ref }: ExemptionRow,
  now: string,
): Promise<void> {
  const concerned = tx('entities').where(columnOfScope[scope], subject_ref);
  // Evaluations lock entities too: in another order each may wait for the other.
  await concerned.clone().orderBy('ref').forUpdate().select('ref');
  await concerned.update({ evaluation_due: now });
}

/** One exemption: one statement. */
export async function findExemption(
  knex: Knex,
  id: string,
): Promise<ExemptionRow | undefined> {
  return knex<ExemptionRow>('exemptions').where({ id }).first();
}

/** What was done about some exemptions, the earliest first: one statement. */
export async function eventsOfExemptions(
  knex: Knex,
  ids: string[],
): Promise<ExemptionEventRow[]> {
  return knex<ExemptionEventRow>('exemption_events')
    .whereIn('exemption_id', textList(knex, ids))
    .orderBy('id')
    .select('*');
}

/** What an exemption is for: of the open ones none has the same. */
function targetOf(
  row: Pick<ExemptionRow, 'scorecard' | 'check_id' | 'scope' | 'subject_ref'>,
): string {
  return hashOf([row.scorecard, row.check_id, row.scope, row.subject_ref]);
}

/** Makes room for another one where the time of the last is over. */
async function closeExpired(
  tx: Knex,
  target: string,
  now: string,
): Promise<void> {
  await tx('exemptions')
    .where('open_for', target)
    .where('expires_at', '<=', now)
    .update({ open_for: null });
}
