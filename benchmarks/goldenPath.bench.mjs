// The golden path on the real portal: from the request of somebody who wants a
// service until the service stands graded in the catalog.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleBackend } from './backend/bundleBackend.mjs';
import { Database } from './backend/Database.mjs';
import { startBackend } from './backend/startBackend.mjs';
import { root } from './loadSource.mjs';
import { middle } from './median.mjs';
import { until } from './until.mjs';
import { using } from './using.mjs';
import { freePort } from '../scripts/postgres.mjs';

export async function measure({ quick }) {
  // The whole portal takes longer to start than a quick run has left.
  if (quick) return [];
  const folder = mkdtempSync(join(tmpdir(), 'airworthy-bench-'));
  try {
    return await using(Database.start(), database =>
      using(startPortal(database, folder), async portal => {
        await until('the template is in the catalog', () =>
          isThere(portal, 'template/default/node-service'),
        );
        const times = [];
        for (let time = 0; time < 3; time += 1) {
          times.push(await createService(portal, `orders-${'abc'[time]}`));
        }
        return [
          {
            name: 'golden path: from submit to graded',
            value: middle(times) / 1_000,
            unit: 's',
            budget: 10,
            note: 'A task of the template node-service is submitted over HTTP, renders, is graded, published to a local repository and registered; the catalog takes it in, and Airworthy collects its facts and grades it. The portal is as it starts, on PostgreSQL.',
          },
        ];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startPortal(database, folder) {
  const repositories = join(folder, 'repositories');
  mkdirSync(repositories);
  const locations = join(folder, 'locations.yaml');
  writeFileSync(
    locations,
    JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Location',
      metadata: { name: 'local-repositories' },
      spec: {
        type: 'file',
        presence: 'optional',
        targets: ['./repositories/*/catalog-info.yaml'],
      },
    }),
  );
  return startBackend({
    entry: await bundleBackend(join(root, 'benchmarks/goldenPath/backend.mjs')),
    port: await freePort(),
    postgres: database,
    config: {
      airworthy: { localGit: { folder: repositories } },
      permission: { enabled: true },
      auth: {
        providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
      },
      catalog: {
        rules: [
          {
            allow: [
              ...['Component', 'Group', 'Location'],
              ...['Resource', 'System', 'Template'],
            ],
          },
        ],
        locations: [
          { type: 'file', target: locations },
          {
            type: 'file',
            target: join(root, 'templates/node-service.yaml'),
          },
        ],
      },
      readiness: {
        scorecards: [{ builtIn: 'production-readiness' }],
        collectors: { repo: { allowedFolders: [folder] } },
      },
    },
  });
}

/** Answers the milliseconds until the service is graded. */
async function createService(portal, name) {
  const started = performance.now();
  const { id } = await portal.request('scaffolder/v2/tasks', {
    templateRef: 'template:default/node-service',
    values: {
      name,
      description: 'Takes orders and hands them on',
      owner: 'group:default/platform',
      system: 'system:default/shop',
      lifecycle: 'production',
      ci: 'github',
      rollout: 'canary',
      database: 'none',
      publishing: 'local',
      organisation: 'example-org',
    },
  });
  await until(`${name} is graded`, async () => {
    const { status } = await portal.request(`scaffolder/v2/tasks/${id}`);
    if (['failed', 'cancelled'].includes(status)) {
      throw new Error(`${status}: ${portal.log()}`);
    }
    const path = `readiness/entities/by-name/component/default/${name}`;
    const readiness = await portal.request(path).catch(() => undefined);
    return readiness?.reports.length > 0 && !readiness.pending;
  });
  return performance.now() - started;
}

function isThere(portal, path) {
  return portal.request(`catalog/entities/by-name/${path}`).then(
    () => true,
    () => false,
  );
}
