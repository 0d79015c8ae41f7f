import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  CollectorError,
  CollectorsResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { Collector } from '@airworthy/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { ReadableEntities } from '../access/ReadableEntities';
import {
  CollectorFailure,
  collectorFailures,
} from '../store/facts/collectorFailures';
import { collectorStates, noFacts } from '../store/facts/collectorStates';
import { dueSince } from '../store/facts/overtaking';

/** Failures that are shown of each collector. */
const shownFailures = 20;

/** Characters of an error: some tell all that a host answered. */
const longestMessage = 1_000;

/** Tells how the collectors fare, over all shards and replicas. */
export class CollectorOverview {
  readonly #knex: Knex;
  readonly #collectors: Collector[];
  readonly #readable: ReadableEntities;
  readonly #now: () => Date;

  constructor(options: {
    knex: Knex;
    collectors: Collector[];
    readable: ReadableEntities;
    now: () => Date;
  }) {
    this.#knex = options.knex;
    this.#collectors = options.collectors;
    this.#readable = options.readable;
    this.#now = options.now;
  }

  /** Counts all entities, and names those that the caller may read. */
  async read(credentials: BackstageCredentials): Promise<CollectorsResponse> {
    const now = this.#now();
    const states = await collectorStates(this.#knex, now);
    const failures = await collectorFailures(this.#knex, {
      readable: await this.#readable.of(credentials),
      limit: shownFailures,
    });
    return {
      items: this.#collectors.map(collector => {
        const { namespace } = collector;
        const state = states.get(namespace) ?? noFacts;
        return {
          namespace,
          entities: state.entities,
          queueDepth: state.due,
          lagSeconds: state.lagSeconds,
          failing: state.failing,
          stale: state.stale,
          errors: failures
            .filter(failure => failure.namespace === namespace)
            .map(failure => presentFailure(failure, now)),
          rateLimits: collector.rateLimits?.() ?? [],
        };
      }),
    };
  }
}

function presentFailure(failure: CollectorFailure, now: Date): CollectorError {
  return {
    entityRef: failure.entity_ref,
    message: failure.error.slice(0, longestMessage),
    attempts: failure.failures,
    nextAttemptAt: dueSince(failure.due_at, now),
  };
}
