import { Entity } from '@backstage/catalog-model';
import { HumanDuration, JsonObject } from '@backstage/types';
import {
  FactProblem,
  FactSchema,
  RateLimitBudget,
} from '@airworthy/backstage-plugin-readiness-common';

/**
 * What a collector is asked.
 *
 * @public
 */
export interface CollectRequest {
  entity: Entity;
  /** Revision of the last observation, to be compared with the source's present one. */
  previousRevision?: string;
  signal: AbortSignal;
}

/**
 * What a collector observed about an entity.
 *
 * @public
 */
export interface CollectedFacts {
  value: JsonObject;
  /** Facts that could not be observed; paths start with the namespace. */
  problems: FactProblem[];
  /** Revision of the source, where there is one. */
  revision?: string;
}

/**
 * Produces the facts of one namespace.
 *
 * @public
 */
export interface Collector {
  /** First part of the path of its facts, such as `repo`. Unique. */
  readonly namespace: string;
  readonly schema: FactSchema;
  /**
   * Another value means that the same source may now give other facts; nothing
   * that was observed before is taken for `unchanged` then.
   */
  readonly version?: string;
  /** How long an observation stays true. */
  readonly timeToLive: HumanDuration;
  /**
   * Observes each of the given entities, and answers in their order; an
   * `unchanged` one keeps its facts. Entities of one repository come together
   * so that it is fetched once.
   *
   * A failure for one entity is an `Error` in its place and leaves the others
   * alone; a rejected promise is a failure for all. A {@link PostponedError}
   * puts an entity off until the moment that it names.
   */
  collect(
    requests: CollectRequest[],
  ): Promise<(CollectedFacts | 'unchanged' | Error)[]>;
  /** What the hosts it asks last said of their limits; absent when it asks none. */
  rateLimits?(): RateLimitBudget[];
}
