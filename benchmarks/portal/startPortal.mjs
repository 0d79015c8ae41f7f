import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleBackend } from '../backend/bundleBackend.mjs';
import { startBackend } from '../backend/startBackend.mjs';
import { freePort } from '../../scripts/postgres.mjs';
import { scorecard } from './scorecard.mjs';

const folder = dirname(fileURLToPath(import.meta.url));

/**
 * Starts a portal of two processes on one PostgreSQL: a generated catalog, and
 * Airworthy, which may be started again without the catalog noticing.
 */
export async function startPortal({ database, services }) {
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
    setup: { services },
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
     * @param checks - number of checks: 10 or 60
     * @param raised - checks that ask for more than at first
     */
    startReadiness: ({ checks, raised, config = {} }) =>
      startReadiness({ ports, database, shared, checks, raised, config }),
  };
}

async function startReadiness(options) {
  const { ports, database, shared, checks, raised, config } = options;
  const scorecards = mkdtempSync(join(tmpdir(), 'airworthy-bench-'));
  const file = join(scorecards, 'scorecard.yaml');
  writeFileSync(file, scorecard(checks, raised));
  const readiness = await startBackend({
    entry: await bundleBackend(join(folder, 'readinessBackend.mjs')),
    port: ports.readiness,
    postgres: database,
    setup: { facts: checks },
    config: { ...shared, readiness: { ...config, scorecards: [{ file }] } },
  });
  return {
    ...readiness,
    stop: async () => {
      await readiness.stop();
      rmSync(scorecards, { recursive: true });
    },
  };
}
