/**
 * How the collection of one namespace of facts goes, over all shards.
 *
 * @public
 */
export interface CollectorStatus {
  /** Namespace of the facts, such as `repo`. */
  namespace: string;
  /** Entities whose facts it keeps. */
  entities: number;
  /** Of them, those that are due now. */
  queueDepth: number;
  /** Seconds that the longest due one has waited; 0 when none is due. */
  lagSeconds: number;
  /** Of them, those whose last attempt failed. */
  failing: number;
  /** Of them, those whose facts are stale. */
  stale: number;
  /** The latest failures, at most 20, of entities that the caller may read. */
  errors: CollectorError[];
  /** What the forges last said of their rate limits, by host, as this replica knows it. */
  rateLimits: RateLimitBudget[];
}

/**
 * A failure of a collector.
 *
 * @public
 */
export interface CollectorError {
  entityRef: string;
  message: string;
  /** Failed attempts since the last observation. */
  attempts: number;
  /** ISO 8601, UTC: when it is tried again. */
  nextAttemptAt: string;
}

/**
 * How much a host still lets us ask.
 *
 * @public
 */
export interface RateLimitBudget {
  host: string;
  /** Requests until it resets; absent when the host does not say. */
  remaining?: number;
  limit?: number;
  /** ISO 8601, UTC. */
  resetsAt?: string;
  /** ISO 8601, UTC: nothing is asked before; absent when it may be. */
  pausedUntil?: string;
}

/**
 * Answer of `GET /collectors`.
 *
 * @public
 */
export interface CollectorsResponse {
  items: CollectorStatus[];
}
