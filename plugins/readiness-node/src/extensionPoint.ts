import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Collector } from './Collector';

/**
 * Where modules add collectors of facts to the readiness backend.
 *
 * @public
 */
export interface ReadinessCollectorsExtensionPoint {
  /** @throws ConflictError when the namespace is taken. */
  addCollector(collector: Collector): void;
}

/**
 * The extension point for {@link Collector | collectors}.
 *
 * @public
 */
export const readinessCollectorsExtensionPoint =
  createExtensionPoint<ReadinessCollectorsExtensionPoint>({
    id: 'readiness.collectors',
  });
