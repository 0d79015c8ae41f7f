import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { ReadinessClient } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from './api';
import { willBeCreatedField } from './components/creating/willBeCreatedField';
import {
  entityContentRouteRef,
  rootRouteRef,
  templateRouteRef,
} from './routes';

/**
 * The readiness plugin for the legacy frontend system.
 *
 * @public
 */
export const readinessPlugin = createPlugin({
  id: 'readiness',
  apis: [
    createApiFactory({
      api: readinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ReadinessClient(deps),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { template: templateRouteRef },
});

/**
 * How ready an entity is, on its overview.
 *
 * @public
 */
export const EntityReadinessCard: () => JSX.Element = readinessPlugin.provide(
  createComponentExtension({
    name: 'EntityReadinessCard',
    component: {
      lazy: () =>
        import('./components/entity/EntityReadinessCard').then(
          m => m.EntityReadinessCard,
        ),
    },
  }),
);

/**
 * The whole report on an entity, as a tab of its page.
 *
 * @public
 */
export const EntityReadinessContent: () => JSX.Element =
  readinessPlugin.provide(
    createRoutableExtension({
      name: 'EntityReadinessContent',
      component: () =>
        import('./components/entity/EntityReadinessContent').then(
          m => m.EntityReadinessContent,
        ),
      mountPoint: entityContentRouteRef,
    }),
  );

/**
 * How ready all entities are, as a page.
 *
 * @public
 */
export const ReadinessPage: () => JSX.Element = readinessPlugin.provide(
  createRoutableExtension({
    name: 'ReadinessPage',
    component: () =>
      import('./components/page/ReadinessPage').then(m => m.ReadinessPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * What a template will create, as a field of its form: below
 * `ScaffolderFieldExtensions`, and then as `ui:field: WillBeCreated`.
 *
 * @public
 */
export const WillBeCreatedFieldExtension: () => null = readinessPlugin.provide(
  createScaffolderFieldExtension({
    ...willBeCreatedField,
    schema: willBeCreatedField.schema.schema,
  }),
);
