import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The `Readiness` page. */
export const rootRouteRef = createRouteRef({ id: 'readiness' });

/** The tab on an entity's page. */
export const entityContentRouteRef = createRouteRef({
  id: 'readiness:entity-content',
});

/** Where a template that mends a check is run. */
export const templateRouteRef = createExternalRouteRef({
  id: 'readiness:template',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
