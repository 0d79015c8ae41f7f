import { Knex } from 'knex';

/** Milliseconds for which keys are remembered. */
const rememberedFor = 24 * 60 * 60 * 1_000;

/** A request that facts be taken once. */
export interface Push {
  /** Hash of who pushes: others may use the same key. */
  caller: string;
  idempotency_key: string;
  content_hash: string;
}

/**
 * Notes that a request is taken. Answers the one that was taken before under
 * the same key, if there is one.
 */
export async function claimPush(
  tx: Knex,
  push: Push,
  now: Date,
): Promise<Push | undefined> {
  const forgotten = new Date(now.getTime() - rememberedFor).toISOString();
  await tx('fact_pushes').where('pushed_at', '<', forgotten).delete();
  const claimed = await tx('fact_pushes')
    .insert({ ...push, pushed_at: now.toISOString() })
    .onConflict(['caller', 'idempotency_key'])
    .ignore()
    .returning('idempotency_key');
  if (claimed.length > 0) {
    return undefined;
  }
  const { caller, idempotency_key } = push;
  return tx<Push>('fact_pushes').where({ caller, idempotency_key }).first();
}
