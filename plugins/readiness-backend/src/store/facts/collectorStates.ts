import { Knex } from 'knex';
import { dueSince } from './overtaking';

/** How the collection of the facts of one namespace stands. */
export interface CollectorState {
  entities: number;
  /** Of them, those that are due. */
  due: number;
  /** Seconds that the longest due one has waited; 0 when none is due. */
  lagSeconds: number;
  /** Of them, those whose last attempt failed. */
  failing: number;
  /** Of them, those whose facts are older than they may be. */
  stale: number;
}

/** The state of a collector that has not been asked yet. */
export const noFacts: CollectorState = {
  entities: 0,
  due: 0,
  lagSeconds: 0,
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
    const lag = row.due_first ? secondsSince(row.due_first, now) : 0;
    states.set(row.namespace, {
      entities: before.entities + Number(row.entities),
      due: before.due + Number(row.due),
      lagSeconds: Math.max(before.lagSeconds, lag),
      failing: before.failing + Number(row.failing),
      stale: before.stale + Number(row.stale),
    });
  }
  return states;
}

function secondsSince(dueAt: string, now: Date): number {
  return (now.getTime() - Date.parse(dueSince(dueAt, now))) / 1_000;
}
