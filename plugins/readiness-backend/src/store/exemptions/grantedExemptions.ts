import { GrantedExemption } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { ExemptionRow } from './exemptions';
import { textList } from '../textList';

/** An exemption that is in force for an entity. */
export interface GrantedRow
  extends Pick<
    ExemptionRow,
    'id' | 'scorecard' | 'check_id' | 'reason' | 'link' | 'expires_at'
  > {
  entity_ref: string;
  granted_by: string;
}

/** The exemptions that are in force for some entities, their owners and their systems: one statement. */
export async function grantedExemptions(
  knex: Knex,
  refs: string[],
  now: string,
): Promise<GrantedRow[]> {
  return (
    knex('entities')
      .join('exemptions', join =>
        join.on(
          'exemptions.subject_ref',
          knex.raw(
            `case exemptions.scope when 'owner' then entities.owner
             when 'system' then entities.system else entities.ref end`,
          ),
        ),
      )
      .whereIn('entities.ref', textList(knex, refs))
      // The same again, in a form that an index serves.
      .whereRaw(
        'exemptions.subject_ref in (entities.ref, entities.owner, entities.system)',
      )
      .where('exemptions.state', 'approved')
      .where(lasting =>
        lasting
          .whereNull('exemptions.expires_at')
          .orWhere('exemptions.expires_at', '>', now),
      )
      .orderBy('exemptions.id')
      .select(
        'entities.ref as entity_ref',
        'exemptions.id',
        'exemptions.scorecard',
        'exemptions.check_id',
        'exemptions.reason',
        'exemptions.link',
        'exemptions.expires_at',
        knex('exemption_events')
          .whereRaw('exemption_events.exemption_id = exemptions.id')
          .whereIn('action', ['approved', 'restored'])
          .orderBy('exemption_events.id', 'desc')
          .limit(1)
          .select('by')
          .as('granted_by'),
      )
  );
}

/** Exemptions as an evaluation takes them, by the name of the scorecard. */
export function toGranted(
  rows: GrantedRow[],
): Record<string, GrantedExemption[]> {
  const granted: Record<string, GrantedExemption[]> = {};
  for (const row of rows) {
    (granted[row.scorecard] ??= []).push({
      id: row.id,
      check: row.check_id ?? undefined,
      reason: row.reason,
      grantedBy: row.granted_by,
      expiresAt: row.expires_at ?? undefined,
      link: row.link ?? undefined,
    });
  }
  return granted;
}
