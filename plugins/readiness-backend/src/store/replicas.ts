import { Knex } from 'knex';

/** A process of the portal, as the others see it. */
export interface ReplicaRow {
  id: string;
  beat: number;
  standards: string;
  activation: number;
}

/** The replicas that nobody has found dead. */
export async function replicasOnRecord(
  knex: Knex,
): Promise<Pick<ReplicaRow, 'id' | 'beat'>[]> {
  return knex<ReplicaRow>('replicas').select('id', 'beat');
}

/** Puts a replica that was thought dead on record again, as it was. */
export async function returnReplica(
  knex: Knex,
  replica: ReplicaRow,
): Promise<void> {
  await knex<ReplicaRow>('replicas').insert(replica).onConflict('id').ignore();
}

/** Has a replica show that it lives. Answers whether the others believe it. */
export async function beatReplica(knex: Knex, id: string): Promise<boolean> {
  const updated = await knex<ReplicaRow>('replicas')
    .where({ id })
    .increment('beat', 1);
  return updated > 0;
}

/**
 * Takes a replica off the record, unless it has shown since that it lives.
 * Answers the tasks that it was running.
 */
export async function removeReplica(
  knex: Knex,
  replica: { id: string; beat?: number },
): Promise<string[]> {
  return knex.transaction(async tx => {
    const removed = await tx('replicas').where(replica).delete();
    if (removed === 0) {
      return [];
    }
    const tasks = await tx('running_tasks')
      .where({ replica: replica.id })
      .update({ replica: null })
      .returning('task_id');
    return tasks.map(({ task_id }) => task_id);
  });
}

/**
 * Puts on record that a replica holds some standards from now on. Answers their
 * place among all activations.
 */
export async function activateStandards(
  knex: Knex,
  { id, standards }: Pick<ReplicaRow, 'id' | 'standards'>,
): Promise<number> {
  const [{ activation }] = await knex<ReplicaRow>('replicas')
    .insert({
      id,
      beat: 0,
      standards,
      activation: knex.raw(
        '(select coalesce(max(activation), 0) + 1 from replicas)',
      ),
    })
    .onConflict('id')
    .merge(['standards', 'activation'])
    .returning('activation');
  return activation;
}

/** The standards that were activated last, of those that a replica holds. */
export async function standardsInForce(
  knex: Knex,
): Promise<string | undefined> {
  const row = await knex<ReplicaRow>('replicas')
    .orderBy([
      { column: 'activation', order: 'desc' },
      { column: 'standards', order: 'desc' },
    ])
    .first('standards');
  return row?.standards;
}

/** Notes that a replica runs a task of all of the portal. */
export async function noteRun(
  knex: Knex,
  taskId: string,
  replica: string,
): Promise<void> {
  await knex('running_tasks')
    .insert({ task_id: taskId, replica })
    .onConflict('task_id')
    .merge();
}

/** Notes that it no longer does. */
export async function noteRunEnded(
  knex: Knex,
  taskId: string,
  replica: string,
): Promise<void> {
  await knex('running_tasks')
    .where({ task_id: taskId, replica })
    .update({ replica: null });
}
