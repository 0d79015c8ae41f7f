import { createApiRef } from '@backstage/core-plugin-api';
import { ReadinessApi } from '@airworthy/backstage-plugin-readiness-common';

/**
 * Where the frontend reaches the readiness backend.
 *
 * @public
 */
export const readinessApiRef = createApiRef<ReadinessApi>({
  id: 'plugin.readiness.service',
});
