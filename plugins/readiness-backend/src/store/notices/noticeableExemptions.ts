import { Knex } from 'knex';
import { ExemptionEventRow, ExemptionRow } from '../exemptions/exemptions';

/** What was done about an exemption, with the exemption. */
export interface ExemptionDeed extends ExemptionRow {
  event: Pick<ExemptionEventRow, 'id' | 'action' | 'by' | 'note'>;
}

/** What was done about exemptions since a moment: one statement. */
export async function exemptionDeedsSince(
  knex: Knex,
  since: string,
): Promise<ExemptionDeed[]> {
  const rows = await knex('exemption_events as events')
    .join('exemptions', 'exemptions.id', 'events.exemption_id')
    .where('events.at', '>=', since)
    .orderBy('events.id')
    .select(
      'exemptions.*',
      'events.id as event_id',
      'events.action',
      'events.by',
      'events.note',
    );
  return rows.map(({ event_id, action, by, note, ...exemption }) => ({
    ...exemption,
    event: { id: Number(event_id), action, by, note },
  }));
}

/** Exemptions in force that end before a moment: one statement. */
export async function exemptionsEndingBefore(
  knex: Knex,
  moment: string,
  now: string,
): Promise<ExemptionRow[]> {
  return knex<ExemptionRow>('exemptions')
    .where('state', 'approved')
    .where('expires_at', '>', now)
    .where('expires_at', '<=', moment)
    .orderBy('expires_at')
    .select('*');
}
