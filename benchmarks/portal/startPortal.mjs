import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleBackend } from '../backend/bundleBackend.mjs';
import { startBackend } from '../backend/startBackend.mjs';
import { freePort } from '../../scripts/postgres.mjs';

const folder = dirname(fileURLToPath(import.meta.url));

/**
 * Starts a portal of two processes on one PostgreSQL: a generated catalog, and
 * Airworthy, which may be started again without the catalog noticing.
 *
 * @param services - number of services in the catalog
 * @param sources - URLs of their sources, if they have any
 */
export async function startPortal({ database, services, sources }) {
  const ports = { catalog: await freePort(), readiness: await freePort() };
  const endpoint = (process, plugins) => ({
    target: `http://127.0.0.1:${ports[process]}/api/{{pluginId}}`,
    plugins,
  });
  const shared = {
    permission: { enabled: true },
    discovery: {
      endpoints: [
        endpoint('catalog', ['auth', 'catalog', 'permission']),
        endpoint('readiness', ['readiness']),
      ],
    },
  };
  const catalog = await startBackend({
    entry: await bundleBackend(join(folder, 'catalogBackend.mjs')),
    port: ports.catalog,
    postgres: database,
    setup: { services, sources },
    config: {
      ...shared,
      auth: {
        environment: 'production',
        providers: {
          guest: {
            userEntityRef: 'user:default/guest',
            dangerouslyAllowOutsideDevelopment: true,
          },
        },
      },
      catalog: {
        processingInterval: { hours: 12 },
        rules: [{ allow: ['Component', 'Group', 'User'] }],
      },
    },
  });
  return {
    catalog,
    stop: catalog.stop,
    /** Headers of a user, who may read what they own. */
    async asGuest() {
      const { backstageIdentity } = await catalog.request(
        'auth/guest/refresh',
        {},
        { authorization: '' },
      );
      return { authorization: `Bearer ${backstageIdentity.token}` };
    },
    /**
     * @param scorecard - its text
     * @param facts - that are made up for each entity
     * @param config - of all that is not as it is by default
     * @param nodeArguments - of its process
     */
    startReadiness: ({ config = {}, ...options }) =>
      startReadiness({
        ...options,
        ports,
        database,
        config: { ...shared, ...config },
      }),
  };
}

async function startReadiness(options) {
  const { ports, database, scorecard, facts = 0, config } = options;
  const scorecards = mkdtempSync(join(tmpdir(), 'airworthy-bench-'));
  const file = join(scorecards, 'scorecard.yaml');
  writeFileSync(file, scorecard);
  const readiness = await startBackend({
    entry: await bundleBackend(join(folder, 'readinessBackend.mjs')),
    port: ports.readiness,
    postgres: database,
    setup: { facts },
    nodeArguments: options.nodeArguments,
    config: {
      ...config,
      readiness: { ...config.readiness, scorecards: [{ file }] },
    },
  });
  return {
    ...readiness,
    stop: async () => {
      await readiness.stop();
      rmSync(scorecards, { recursive: true });
    },
  };
}
