// What stands around Airworthy: a catalog that is generated, users, and a
// policy by which they see in the catalog what they own.
import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { answer } from '../backend/answer.mjs';
import { entities, service } from '../catalog.mjs';

const { services, sources } = JSON.parse(process.env.BENCHMARK_SETUP);

const generatedCatalog = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'benchmark',
  register(env) {
    env.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        const deferred = list =>
          list.map(entity => ({ entity, locationKey: 'benchmark' }));
        processing.addEntityProvider({
          getProviderName: () => 'benchmark',
          async connect(connection) {
            await connection.applyMutation({
              type: 'full',
              entities: deferred(entities(services, sources)),
            });
            answer('churn', ({ put, remove }) =>
              connection.applyMutation({
                type: 'delta',
                added: deferred(
                  put.map(({ index, version }) => service(index, version)),
                ),
                removed: deferred(remove.map(index => service(index))),
              }),
            );
          },
        });
      },
    });
  },
});

const ownerOnly = createBackendModule({
  pluginId: 'permission',
  moduleId: 'benchmark',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }, user) =>
            permission.resourceType === 'catalog-entity'
              ? createCatalogConditionalDecision(
                  permission,
                  catalogConditions.isEntityOwner({
                    claims: user?.info.ownershipEntityRefs ?? [],
                  }),
                )
              : { result: AuthorizeResult.ALLOW },
        });
      },
    });
  },
});

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(generatedCatalog);
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(ownerOnly);
backend.start();
