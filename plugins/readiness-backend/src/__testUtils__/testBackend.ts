import {
  SchedulerServiceTaskFunction,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import readinessPlugin from '../index';

/** Options of {@link startReadiness}. */
export interface TestBackendOptions {
  entities?: Entity[];
  /** Instead of one of the entities. */
  catalog?: ServiceFactory;
  /** Configuration below `readiness`. */
  readiness?: JsonObject;
  /** Configuration below `backend`. */
  backend?: JsonObject;
  /** Come last, so that they may take the place of what is there. */
  features?: Parameters<typeof startTestBackend>[0]['features'];
}

/** The plugin in a backend of its own, whose background work waits for the test. */
export async function startReadiness(options: TestBackendOptions) {
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ id, fn }) => {
      tasks.set(id, fn);
    },
  });
  const { server, stop } = await startTestBackend({
    features: [
      readinessPlugin,
      scheduler.factory,
      options.catalog ??
        catalogServiceMock.factory({ entities: options.entities }),
      mockServices.rootConfig.factory({
        data: {
          ...(options.backend && { backend: options.backend }),
          readiness: { shards: 1, ...options.readiness },
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const { signal } = new AbortController();
  return {
    server,
    stop,
    /** Does once what a task would do again and again. */
    run: async (task: string) => tasks.get(task)?.(signal),
    /** Follows the catalog and does all that is due. */
    async settle() {
      await tasks.get('readiness-reconcile')?.(signal);
      await tasks.get('readiness-collect-0')?.(signal);
    },
  };
}
