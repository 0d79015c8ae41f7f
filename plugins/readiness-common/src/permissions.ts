import { createPermission } from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';

/**
 * Allows to have the facts of an entity collected again now. What a caller may
 * read follows the catalog's own read permission.
 *
 * @public
 */
export const readinessEntityRefreshPermission = createPermission({
  name: 'readiness.entity.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Allows to push facts about entities, as CI does. A user may do so for those
 * entities that they may read, a service for all.
 *
 * @public
 */
export const readinessFactsPushPermission = createPermission({
  name: 'readiness.facts.push',
  attributes: { action: 'create' },
});

/**
 * Allows to request exemptions for what the caller may read in the catalog.
 *
 * @public
 */
export const readinessExemptionRequestPermission = createPermission({
  name: 'readiness.exemption.request',
  attributes: { action: 'create' },
});

/**
 * Allows to approve, reject, revoke and restore exemptions.
 *
 * @public
 */
export const readinessExemptionDecidePermission = createPermission({
  name: 'readiness.exemption.decide',
  attributes: { action: 'update' },
});

/**
 * Allows to see how the collectors fare.
 *
 * @public
 */
export const readinessCollectorsReadPermission = createPermission({
  name: 'readiness.collectors.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of the readiness plugin.
 *
 * @public
 */
export const readinessPermissions = [
  readinessEntityRefreshPermission,
  readinessFactsPushPermission,
  readinessExemptionRequestPermission,
  readinessExemptionDecidePermission,
  readinessCollectorsReadPermission,
];
