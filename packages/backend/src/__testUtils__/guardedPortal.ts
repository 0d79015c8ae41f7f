import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  readinessEntityRefreshPermission,
  readinessExemptionRequestPermission,
} from '@airworthy/backstage-plugin-readiness-common';
import readinessPlugin from '@airworthy/backstage-plugin-readiness-backend';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';

/** Who may do everything. */
export const administrator = 'user:default/admin';
/** Sees and refreshes what is theirs, and asks for exemptions. */
export const owner = 'user:default/olga';
/** Sees what is theirs, and may do nothing else. */
export const reader = 'user:default/conrad';
/** May do nothing. */
export const outsider = 'user:default/ivy';

const scorecard = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: basics, title: Basics }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: Placed }]
  checks:
    - id: has-system
      title: It is part of a system
      level: L1
      category: Ownership
      pass: catalog.system != ""
      message: It is part of no system.
`;

/** Decides by who asks, and for owners by what is theirs. */
const policy: PermissionPolicy = {
  async handle({ permission }, user): Promise<PolicyDecision> {
    const { userEntityRef, ownershipEntityRefs = [] } = user?.info ?? {};
    if (userEntityRef === administrator) {
      return { result: AuthorizeResult.ALLOW };
    }
    const sees = userEntityRef === owner || userEntityRef === reader;
    const mayAct = userEntityRef === owner;
    if (
      isResourcePermission(permission, 'catalog-entity') &&
      ((sees && isPermission(permission, catalogEntityReadPermission)) ||
        (mayAct && isPermission(permission, readinessEntityRefreshPermission)))
    ) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
      );
    }
    return {
      result:
        mayAct && isPermission(permission, readinessExemptionRequestPermission)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    };
  },
};

/** Tells plugins, as the real one does, that another plugin asks for a user. */
const authOfPlugins = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({
      pluginId,
      disableDefaultAuthPolicy: false,
    });
    const tokenOf = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async request => {
      const { onBehalfOf } = request;
      return auth.isPrincipal(onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${pluginId}` } },
            ),
          }
        : tokenOf(request);
    };
    return auth;
  },
});

/** A catalog of a component of each, and their owners. */
const entities: Entity[] = [
  ...[administrator, owner, reader, outsider].map(ref => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: located(ref.split('/')[1]),
    spec: { memberOf: [] },
  })),
  ...[
    { name: 'olgas', owner },
    { name: 'conrads', owner: reader },
  ].map(each => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: located(each.name),
    spec: { type: 'service', lifecycle: 'production', owner: each.owner },
  })),
];

function located(name: string): Entity['metadata'] {
  const location = 'url:https://catalog.example/all.yaml';
  return {
    name,
    annotations: {
      'backstage.io/managed-by-location': location,
      'backstage.io/managed-by-origin-location': location,
    },
  };
}

function limitedToPushing(token = 'unused'): JsonObject {
  return {
    type: 'static',
    options: { token, subject: 'ci' },
    accessRestrictions: [
      { plugin: 'readiness', permission: 'readiness.facts.push' },
    ],
  };
}

/** The real catalog, the real permissions and the real plugin, with {@link policy}. */
export async function startGuardedPortal(options: {
  folder: string;
  /** With it tokens are real; without it they are those of `mockCredentials`. */
  pushToken?: string;
}) {
  const file = join(options.folder, 'basics.yaml');
  await writeFile(file, scorecard);
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ id, fn }) => {
      tasks.set(id, fn);
    },
  });
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'some-entities',
        register: env =>
          env.registerInit({
            deps: { catalog: catalogProcessingExtensionPoint },
            init: async ({ catalog }) =>
              catalog.addEntityProvider({
                getProviderName: () => 'some-entities',
                connect: connection =>
                  connection.applyMutation({
                    type: 'full',
                    entities: entities.map(entity => ({ entity })),
                  }),
              }),
          }),
      }),
      permissionPlugin,
      createBackendModule({
        pluginId: 'permission',
        moduleId: 'by-user',
        register: env =>
          env.registerInit({
            deps: { policies: policyExtensionPoint },
            init: async ({ policies }) => policies.setPolicy(policy),
          }),
      }),
      readinessPlugin,
      ...(options.pushToken
        ? [authServiceFactory, httpAuthServiceFactory]
        : [authOfPlugins]),
      scheduler.factory,
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          backend: {
            auth: { externalAccess: [limitedToPushing(options.pushToken)] },
          },
          readiness: { shards: 1, scorecards: [{ file }] },
        },
      }),
    ],
  });
  const { signal } = new AbortController();
  return {
    url: `http://localhost:${server.port()}/api/readiness`,
    /** Follows the catalog and grades what is there. */
    async settle() {
      await tasks.get('readiness-reconcile')?.(signal);
      await tasks.get('readiness-collect-0')?.(signal);
    },
  };
}
