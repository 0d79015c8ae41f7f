import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { ScaffolderClient } from '../render/ScaffolderClient';

/** Starts a portal with nothing but a catalog and a scaffolder. */
export async function startScaffolder() {
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      scaffolderPlugin,
      mockServices.rootConfig.factory({
        data: { backend: { baseUrl: 'http://localhost' } },
      }),
    ],
  });
  const client = new ScaffolderClient({
    baseUrl: `http://localhost:${backend.server.port()}/api/scaffolder`,
    token: async () => mockCredentials.user.token(),
  });
  return { client, stop: () => backend.stop() };
}
