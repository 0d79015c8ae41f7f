import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { textList } from '../textList';
import { writeRows } from '../writeRows';

/** Milliseconds for which notices that were sent stay on record. */
const keptFor = 90 * 24 * 60 * 60 * 1_000;

/** What people are to be notified of. */
export interface Notice {
  /** Names what it is of: of two with the same key the first is kept. */
  key: string;
  message: NotificationSendOptions;
}

/** A notice to be sent. */
export interface DueNotice extends Notice {
  id: number;
  /** Failed attempts to send it. */
  attempts: number;
}

/** Puts notices on record, to be sent at once. */
export async function addNotices(
  knex: Knex,
  notices: Notice[],
  now: string,
): Promise<void> {
  const known = await knex('notices')
    .whereIn(
      'key',
      textList(
        knex,
        notices.map(({ key }) => key),
      ),
    )
    .select('key');
  const isKnown = new Set(known.map(({ key }) => key));
  await writeRows(
    knex,
    { table: 'notices' },
    notices
      .filter(({ key }) => !isKnown.has(key))
      .map(({ key, message }) => ({
        key,
        message: JSON.stringify(message),
        created_at: now,
        due_at: now,
      })),
  );
}

/** Notices to be sent, those first that are due the longest. */
export async function dueNotices(
  knex: Knex,
  now: string,
  limit: number,
): Promise<DueNotice[]> {
  const rows = await knex('notices')
    .where('due_at', '<=', now)
    .orderBy(['due_at', 'id'])
    .limit(limit)
    .select('id', 'key', 'message', 'attempts');
  return rows.map(row => ({ ...row, message: JSON.parse(row.message) }));
}

/** Notes that a notice was sent. */
export async function noteSent(
  knex: Knex,
  id: number,
  now: string,
): Promise<void> {
  await knex('notices').where({ id }).update({ due_at: null, sent_at: now });
}

/** Notes that a notice could not be sent, and when to try again, if at all. */
export async function noteFailure(
  knex: Knex,
  id: number,
  due_at: string | null,
): Promise<void> {
  await knex('notices').where({ id }).update({ due_at }).increment('attempts');
}

/** Forgets notices that were sent or given up long ago. */
export async function forgetNotices(knex: Knex, now: Date): Promise<void> {
  await knex('notices')
    .whereNull('due_at')
    .where('created_at', '<', new Date(now.getTime() - keptFor).toISOString())
    .delete();
}
