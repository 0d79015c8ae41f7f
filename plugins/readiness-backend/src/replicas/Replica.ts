import { randomUUID } from 'node:crypto';
import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import {
  activateStandards,
  beatReplica,
  noteRun,
  noteRunEnded,
  removeReplica,
  returnReplica,
  standardsInForce,
} from '../store/replicas';

/**
 * This process among those that share the work. It shows the others that it
 * lives and which standards it holds, and stops what it does once they may
 * think it dead and do the same.
 */
export class Replica {
  readonly id = randomUUID();
  readonly #knex: Knex;
  readonly #believedForMs: number;
  readonly #runs = new Map<AbortController, Promise<void>>();
  #beat = 0;
  #held?: { standards: string; activation: number };
  #left = false;
  #lapse?: NodeJS.Timeout;

  constructor(options: {
    knex: Knex;
    /** Milliseconds without a sign of life after which others take over. */
    deadAfterMs: number;
  }) {
    this.#knex = options.knex;
    // Stops before the others begin.
    this.#believedForMs = options.deadAfterMs * 0.75;
  }

  /** Makes standards those that decide, until others are activated anywhere. */
  async hold(standards: string): Promise<void> {
    if (this.#held?.standards === standards) {
      return;
    }
    const asked = performance.now();
    const activation = await activateStandards(this.#knex, {
      id: this.id,
      standards,
    });
    this.#held = { standards, activation };
    this.#believedSince(asked);
  }

  /**
   * Whether reports are to be made with the given standards. While replicas
   * hold different ones, those with the others leave grading to them.
   */
  async decidesWith(standards: string): Promise<boolean> {
    return (await standardsInForce(this.#knex)) === standards;
  }

  /** Shows the others that it lives. */
  async beat(): Promise<void> {
    if (!this.#held || this.#left) {
      return;
    }
    const asked = performance.now();
    this.#beat += 1;
    if (!(await beatReplica(this.#knex, this.id))) {
      // Others may be at its work already.
      this.#stopRuns('Others took this replica for dead');
      const { id } = this;
      await returnReplica(this.#knex, { id, beat: this.#beat, ...this.#held });
    }
    this.#believedSince(asked);
  }

  /**
   * Lets a task of all of the portal go on elsewhere soon after this process
   * died in the middle of it. The scheduler alone would wait for its timeout.
   */
  guard(
    taskId: string,
    fn: SchedulerServiceTaskFunction,
  ): SchedulerServiceTaskFunction {
    return async signal => {
      if (this.#left) {
        return;
      }
      const controller = new AbortController();
      const stop = () => controller.abort(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) {
        stop();
      }
      const run = this.#run(taskId, () => fn(controller.signal));
      this.#runs.set(controller, run);
      try {
        await run;
      } catch (error) {
        if (!this.#left) {
          throw error;
        }
      } finally {
        this.#runs.delete(controller);
        signal.removeEventListener('abort', stop);
      }
    };
  }

  /** Stops what it does and lets the others go on at once. */
  async leave(): Promise<void> {
    this.#left = true;
    clearTimeout(this.#lapse);
    const runs = [...this.#runs.values()];
    this.#stopRuns('This replica is shutting down');
    await Promise.allSettled(runs);
    await removeReplica(this.#knex, { id: this.id });
  }

  async #run(taskId: string, work: () => void | Promise<void>): Promise<void> {
    await noteRun(this.#knex, taskId, this.id);
    try {
      await work();
    } finally {
      await noteRunEnded(this.#knex, taskId, this.id);
    }
  }

  #believedSince(start: number): void {
    clearTimeout(this.#lapse);
    this.#lapse = setTimeout(
      () => this.#stopRuns('This replica could not show that it lives'),
      this.#believedForMs - (performance.now() - start),
    ).unref();
  }

  #stopRuns(reason: string): void {
    for (const controller of this.#runs.keys()) {
      controller.abort(new Error(reason));
    }
  }
}
