/** What a test tells a replica. */
export interface ReplicaOrders {
  /** Number of entities in the catalog from now on. */
  entities: number;
}

/** What a replica tells the test. Moments in nanoseconds of the machine's uptime. */
export type ReplicaReport =
  | { event: 'ready' }
  | { event: 'begun' | 'ended' | 'aborted'; entity: string; at: string };
