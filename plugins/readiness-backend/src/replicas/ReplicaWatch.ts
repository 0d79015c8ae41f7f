import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Knex } from 'knex';
import { removeReplica, replicasOnRecord } from '../store/replicas';

/** Options of {@link ReplicaWatch}. */
export interface ReplicaWatchOptions {
  knex: Knex;
  scheduler: SchedulerService;
  logger: LoggerService;
  /** Milliseconds without a sign of life after which a replica is dead. */
  deadAfterMs: number;
  /** Milliseconds of a clock that is never set. */
  elapsed?: () => number;
}

/** Sees which replicas have died, and frees the tasks that they were at. */
export class ReplicaWatch {
  readonly #options: ReplicaWatchOptions;
  readonly #elapsed: () => number;
  #seen = new Map<string, { beat: number; since: number }>();

  constructor(options: ReplicaWatchOptions) {
    this.#options = options;
    this.#elapsed = options.elapsed ?? (() => performance.now());
  }

  /** Looks once; to be done several times in the time that makes one dead. */
  async look(): Promise<void> {
    const now = this.#elapsed();
    const before = this.#seen;
    this.#seen = new Map();
    for (const { id, beat } of await replicasOnRecord(this.#options.knex)) {
      const last = before.get(id);
      const since = last?.beat === beat ? last.since : now;
      if (now - since >= this.#options.deadAfterMs) {
        await this.#free(id, beat);
      } else {
        this.#seen.set(id, { beat, since });
      }
    }
  }

  async #free(id: string, beat: number): Promise<void> {
    const { knex, logger } = this.#options;
    const tasks = await removeReplica(knex, { id, beat });
    for (const task of tasks) {
      logger.warn(`${task} goes on without the replica that died at it`);
      await this.#cancel(task);
    }
  }

  async #cancel(task: string): Promise<void> {
    try {
      await this.#options.scheduler.cancelTask(task);
    } catch (error) {
      // It timed out in the meantime, or no longer exists.
      const name = isError(error) ? error.name : '';
      if (name !== 'ConflictError' && name !== 'NotFoundError') {
        throw error;
      }
    }
  }
}
