import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Knex } from 'knex';
import { Reconciler } from '../catalog/Reconciler';
import { makeEntitiesDue } from '../store/entities/makeDue';
import { dueAheadOfOthers } from '../store/facts/overtaking';
import { shardOf } from '../store/entities/shardOf';

/** Name of the scheduled task that works through a shard. */
export function shardTaskId(shard: number): string {
  return `readiness-collect-${shard}`;
}

/** Milliseconds that the catalog has to answer. */
const followTimeout = 10_000;

/** Has facts collected again at once, at the wish of a person. */
export class Refresher {
  readonly #knex: Knex;
  readonly #reconciler: Reconciler;
  readonly #scheduler: SchedulerService;
  readonly #logger: LoggerService;
  readonly #shards: number;
  readonly #now: () => Date;

  constructor(options: {
    knex: Knex;
    reconciler: Reconciler;
    scheduler: SchedulerService;
    logger: LoggerService;
    shards: number;
    now: () => Date;
  }) {
    this.#knex = options.knex;
    this.#reconciler = options.reconciler;
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#shards = options.shards;
    this.#now = options.now;
  }

  /** Answers the moment at which it was asked for. */
  async refresh(ref: string): Promise<string> {
    const now = this.#now();
    // Facts are collected from our projection, which may be a minute old.
    await this.#reconciler.follow(ref, AbortSignal.timeout(followTimeout));
    await makeEntitiesDue(this.#knex, [ref], dueAheadOfOthers('refresh', now));
    const shard = await shardOf(this.#knex, ref, this.#shards);
    if (shard !== undefined) {
      await this.#wake(shard);
    }
    return now.toISOString();
  }

  async #wake(shard: number): Promise<void> {
    try {
      await this.#scheduler.triggerTask(shardTaskId(shard));
    } catch (error) {
      // It is running, and takes up what has become due before it ends; or
      // the next run of its schedule does, seconds from now.
      if (!isError(error) || error.name !== 'ConflictError') {
        this.#logger.warn(`The shard ${shard} could not be woken: ${error}`);
      }
    }
  }
}
