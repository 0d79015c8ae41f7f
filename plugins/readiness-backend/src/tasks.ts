import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Reconciler } from './catalog/Reconciler';
import { shardTaskId } from './collection/Refresher';
import { runSeconds, ShardWorker } from './collection/ShardWorker';
import { observeSeconds } from './collectors/RepoCollector';
import { ReadinessConfig } from './config';
import { Notifier } from './notices/Notifier';
import { Replica } from './replicas/Replica';
import { ReplicaWatch } from './replicas/ReplicaWatch';
import { ScorecardLibrary } from './scorecards/ScorecardLibrary';
import { forgetHistory } from './store/history/forgetHistory';
import { forgetMoves } from './store/trends/forgetMoves';
import { rollUpDays } from './store/trends/rollUpDays';
import { Telemetry } from './telemetry/Telemetry';

/** What the tasks do, and how often. */
export interface TasksOptions {
  scheduler: SchedulerService;
  config: ReadinessConfig;
  knex: Knex;
  now: () => Date;
  library: ScorecardLibrary;
  reconciler: Reconciler;
  worker: ShardWorker;
  telemetry: Telemetry;
  replica: Replica;
  replicaWatch: ReplicaWatch;
  /** Absent where nobody is to be notified. */
  notifier?: Notifier;
}

type SharedTask = Omit<
  Parameters<SchedulerService['scheduleTask']>[0],
  'scope'
>;

/** Hands all that is done in the background to the scheduler. */
export async function scheduleTasks(options: TasksOptions): Promise<void> {
  const { scheduler, config, knex, now, replica } = options;
  /** A task that one replica at a time runs, and another when that dies. */
  const scheduleShared = (task: SharedTask) =>
    scheduler.scheduleTask({
      ...task,
      scope: 'global',
      fn: replica.guard(task.id, task.fn),
    });

  await scheduler.scheduleTask({
    id: 'readiness-replica',
    frequency: { milliseconds: config.replicas.deadAfterMs / 4 },
    timeout: { milliseconds: config.replicas.deadAfterMs },
    scope: 'local',
    fn: async () => {
      await replica.beat();
      await options.replicaWatch.look();
    },
  });

  await scheduleShared({
    id: 'readiness-reconcile',
    frequency: config.catalog.pollFrequency,
    timeout: { minutes: 3 },
    fn: signal =>
      options.telemetry.reconciliation(() =>
        options.reconciler.reconcile(signal),
      ),
  });

  const { batchSize, concurrency } = config.collection;
  const rounds = Math.ceil(batchSize / concurrency);
  const roundSeconds = config.fetchTimeoutMs / 1_000 + observeSeconds + 10;
  const timeout = {
    seconds: runSeconds + rounds * roundSeconds,
  };
  for (let index = 0; index < config.shards; index += 1) {
    await scheduleShared({
      id: shardTaskId(index),
      frequency: config.collection.frequency,
      timeout,
      fn: signal => options.worker.run({ index, of: config.shards }, signal),
    });
  }

  await scheduler.scheduleTask({
    id: 'readiness-scorecards',
    frequency: config.scorecardRefresh,
    timeout: { minutes: 5 },
    // Each replica holds the scorecards in force in its memory.
    scope: 'local',
    initialDelay: config.scorecardRefresh,
    fn: signal => options.library.reload(signal),
  });

  await scheduleShared({
    id: 'readiness-trends',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
    fn: () => rollUpDays(knex, now()),
  });

  const { notifier } = options;
  if (notifier) {
    await scheduleShared({
      id: 'readiness-notifications',
      frequency: { seconds: 20 },
      timeout: { minutes: 5 },
      fn: signal => notifier.run(signal),
    });
  }

  if (Object.values(config.retention).some(kept => kept !== undefined)) {
    await scheduleShared({
      id: 'readiness-retention',
      frequency: { hours: 12 },
      timeout: { minutes: 30 },
      initialDelay: { minutes: 10 },
      fn: async signal => {
        await forgetHistory(knex, config.retention, now(), signal);
        await forgetMoves(knex, config.retention.trendsMs, now(), signal);
      },
    });
  }
}
