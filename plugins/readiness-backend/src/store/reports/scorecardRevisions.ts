import { Knex } from 'knex';

/** A scorecard that was in force, as it was written. */
export interface ScorecardRevision {
  /** File, URL or `built-in:<name>`. */
  source: string;
  name: string;
  revision: string;
  document: string;
  /** JSON of the document with the checks of others that it uses; `null` in old rows. */
  resolved: string | null;
}

/** The scorecards that were last in force, by where they come from. */
export async function lastGoodRevisions(
  knex: Knex,
): Promise<Map<string, ScorecardRevision>> {
  const rows: ScorecardRevision[] = await knex('scorecard_revisions')
    .whereIn('id', knex('scorecard_revisions').max('id').groupBy('source'))
    .select('source', 'name', 'revision', 'document', 'resolved');
  return new Map(rows.map(row => [row.source, row]));
}

/** A revision that was in force at some time: one statement. */
export async function findRevision(
  knex: Knex,
  name: string,
  revision: string,
): Promise<ScorecardRevision | undefined> {
  return knex<ScorecardRevision>('scorecard_revisions')
    .where({ name, revision })
    .orderBy('id', 'desc')
    .first('source', 'name', 'revision', 'document', 'resolved');
}

/** Puts on record that a scorecard is in force from now on. */
export async function recordRevision(
  knex: Knex,
  revision: ScorecardRevision,
  now: string,
): Promise<void> {
  await knex('scorecard_revisions').insert({ ...revision, active_from: now });
}
