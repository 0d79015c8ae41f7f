import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import readinessPlugin from '../src';
import { component, group } from '../src/__testUtils__/entities';

// The plugin alone, with a small catalog, open to everybody on this machine:
// `yarn start`, then curl http://localhost:7007/api/readiness/scorecards
const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  mockServices.rootConfig.factory({
    data: {
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: { port: 7007, host: '127.0.0.1' },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      readiness: { collectors: { repo: { allowedFolders: ['..'] } } },
    },
  }),
);
backend.add(
  catalogServiceMock.factory({
    entities: [
      component('readiness-backend', { folder: '.' }),
      component('readiness-node', { folder: '../readiness-node' }),
      group('crew'),
    ],
  }),
);
backend.add(readinessPlugin);

backend.start();
