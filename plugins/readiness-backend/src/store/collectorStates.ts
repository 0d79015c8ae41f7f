import { Knex } from 'knex';
import { dueSince } from './overtaking';

/** How the collection of the facts of one namespace stands. */
export interface CollectorState {
  entities: number;
  /** Of them, those that are due. */
  due: number;
  /** Since when the longest due one is; `null` when none is. */
  dueSince: string | null;
  /** Of them, those whose last attempt failed. */
  failing: number;
  /** Of them, those whose facts are older than they may be. */
  stale: number;
}

/** The state of a collector that has not been asked yet. */
export const noFacts: CollectorState = {
  entities: 0,
  due: 0,
  dueSince: null,
  failing: 0,
  stale: 0,
};

/** How collection stands over all shards, by namespace: one statement. */
export async function collectorStates(
  knex: Knex,
  now: Date,
): Promise<Map<string, CollectorState>> {
  const at = now.toISOString();
  const rows = await knex('facts')
    .whereNotNull('due_at')
    // What overtakes others is dated back by whole centuries.
    .groupByRaw('namespace, substr(due_at, 1, 2)')
    .select(
      'namespace',
      knex.raw('count(*) as entities'),
      knex.raw('count(case when due_at <= ? then 1 end) as due', at),
      knex.raw('min(case when due_at <= ? then due_at end) as due_first', at),
      knex.raw('count(case when expires_at <= ? then 1 end) as stale', at),
      knex.raw('count(case when failures > 0 then 1 end) as failing'),
    );
  const states = new Map<string, CollectorState>();
  for (const row of rows) {
    const before = states.get(row.namespace) ?? noFacts;
    const since = row.due_first && dueSince(row.due_first, now);
    states.set(row.namespace, {
      entities: before.entities + Number(row.entities),
      due: before.due + Number(row.due),
      dueSince: earlier(before.dueSince, since),
      failing: before.failing + Number(row.failing),
      stale: before.stale + Number(row.stale),
    });
  }
  return states;
}

function earlier(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a;
}
