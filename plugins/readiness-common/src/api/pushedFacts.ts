import { JsonObject } from '@backstage/types';

/**
 * Facts of one namespace about one entity, as they are pushed.
 *
 * @public
 */
export interface PushedFact {
  entityRef: string;
  /** Such as `coverage`. */
  namespace: string;
  /** All that is known of the namespace; a member that is left out is unknown. */
  value: JsonObject;
}

/**
 * Body of `POST /facts`.
 *
 * @public
 */
export interface PushFactsRequest {
  /** At most 1,000; all of them are taken, or none. */
  facts: PushedFact[];
  /** The same request with the same key is taken once within a day. */
  idempotencyKey?: string;
}

/**
 * Answer of `POST /facts`.
 *
 * @public
 */
export interface PushFactsResponse {
  /** How many facts say something new. */
  changed: number;
  /** How many were known already. */
  unchanged: number;
}
