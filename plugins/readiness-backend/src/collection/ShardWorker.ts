import { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import { Knex } from 'knex';
import {
  CollectedFacts,
  Collector,
  CollectRequest,
} from '@airworthy/backstage-plugin-readiness-node';
import { Replica } from '../replicas/Replica';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { DueFacts, dueFacts, Shard } from '../store/facts/dueFacts';
import { saveFacts } from '../store/facts/saveFacts';
import { CollectedBatch, Telemetry } from '../telemetry/Telemetry';
import { evaluateDue, EvaluateDueOptions } from './evaluateDue';
import { hashOfCollector, judgeCollected } from './judgeCollected';
import { RetryOptions } from './retryDelay';

/** Seconds that a run takes up work; the next one goes on with the rest. */
export const runSeconds = 30;

/** Options of {@link ShardWorker}. */
export interface ShardWorkerOptions {
  knex: Knex;
  collectors: Collector[];
  library: ScorecardLibrary;
  logger: LoggerService;
  telemetry: Telemetry;
  replica: Pick<Replica, 'decidesWith'>;
  /** Repositories whose entities are given to a collector at a time. */
  batchSize: number;
  retry: RetryOptions;
  /** How long facts stay true where config says so, by namespace. */
  timesToLive: Record<string, HumanDuration>;
  now: () => Date;
  /** 0 to 1, as `Math.random`. */
  random: () => number;
}

/**
 * Does what is due in one shard. The scheduler sees to it that a shard has one
 * worker at a time in all of the portal. One that stood still meanwhile finds,
 * when it writes, that others were quicker.
 */
export class ShardWorker {
  readonly #options: ShardWorkerOptions;
  readonly #evaluation: EvaluateDueOptions;

  constructor(options: ShardWorkerOptions) {
    this.#options = options;
    this.#evaluation = {
      ...options,
      namespaces: new Set(options.collectors.map(({ namespace }) => namespace)),
    };
  }

  /** Works until nothing is due, or its time is up. */
  run(shard: Shard, signal: AbortSignal): Promise<void> {
    return this.#options.telemetry.shard(shard.index, () =>
      this.#run(shard, signal),
    );
  }

  async #run(shard: Shard, signal: AbortSignal): Promise<void> {
    const { now } = this.#options;
    const end = now().getTime() + runSeconds * 1_000;
    let done: number;
    do {
      signal.throwIfAborted();
      done = await evaluateDue(shard, this.#evaluation);
      for (const collector of this.#options.collectors) {
        done += await this.#collectDue(collector, shard, signal);
      }
    } while (done > 0 && now().getTime() < end);
  }

  async #collectDue(
    collector: Collector,
    shard: Shard,
    signal: AbortSignal,
  ): Promise<number> {
    signal.throwIfAborted();
    const { knex, now, batchSize, telemetry } = this.#options;
    const rows = await dueFacts(knex, {
      namespace: collector.namespace,
      shard,
      now: now().toISOString(),
      repositories: batchSize,
    });
    if (rows.length === 0) {
      return 0;
    }
    await telemetry.collection(collector.namespace, rows.length, () =>
      this.#collect(collector, rows, signal),
    );
    return rows.length;
  }

  async #collect(
    collector: Collector,
    rows: DueFacts[],
    signal: AbortSignal,
  ): Promise<CollectedBatch> {
    const { knex, now, random, retry, timesToLive, logger } = this.#options;
    const answers = await collectFrom(collector, rows, signal);
    // The shard may be another's by now.
    signal.throwIfAborted();
    const judged = judgeCollected(collector, rows, answers, {
      ...retry,
      timeToLive: timesToLive[collector.namespace] ?? collector.timeToLive,
      now: now(),
      random,
    });
    await saveFacts(knex, judged);
    for (const { entity_ref, error } of judged.failed) {
      logger.warn(
        `The ${collector.namespace} facts of ${entity_ref} could not be collected: ${error}`,
      );
    }
    return {
      changed: judged.changed.length,
      unchanged: judged.confirmed.length,
      errors: judged.failed.map(({ error }) => error),
    };
  }
}

async function collectFrom(
  collector: Collector,
  rows: DueFacts[],
  signal: AbortSignal,
): Promise<(CollectedFacts | 'unchanged' | Error)[]> {
  const collectorHash = hashOfCollector(collector);
  const requests = rows.map(
    (row): CollectRequest => ({
      entity: JSON.parse(row.entity),
      // What another version of the collector made is made anew.
      previousRevision:
        row.content_hash !== null && row.collector_hash === collectorHash
          ? row.revision ?? undefined
          : undefined,
      signal,
    }),
  );
  try {
    return await collector.collect(requests);
  } catch (error) {
    signal.throwIfAborted();
    assertError(error);
    return rows.map(() => error);
  }
}
