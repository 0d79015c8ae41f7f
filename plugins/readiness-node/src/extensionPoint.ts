import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Collector } from './Collector';
import { PushedFacts } from './pushedFacts';

/**
 * Where modules tell the readiness backend of more facts.
 *
 * @public
 */
export interface ReadinessCollectorsExtensionPoint {
  /** @throws ConflictError when the namespace is taken. */
  addCollector(collector: Collector): void;
  /**
   * From now on `POST /facts` takes facts of this namespace.
   *
   * @throws ConflictError when the namespace is taken.
   */
  addPushedFacts(facts: PushedFacts): void;
}

/**
 * The extension point for {@link Collector | collectors} and {@link PushedFacts | pushed facts}.
 *
 * @public
 */
export const readinessCollectorsExtensionPoint =
  createExtensionPoint<ReadinessCollectorsExtensionPoint>({
    id: 'readiness.collectors',
  });
