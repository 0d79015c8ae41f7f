import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBackend } from '../backend/startBackend.mjs';
import { factNames, threshold } from '../catalog.mjs';
import { freePort } from '../../scripts/postgres.mjs';

const folder = dirname(fileURLToPath(import.meta.url));

/** Starts Tech Insights on the same PostgreSQL, in a process of its own. */
export async function startTechInsights({ database, services, facts }) {
  install();
  return startBackend({
    entry: join(folder, 'backend.mjs'),
    port: await freePort(),
    postgres: database,
    setup: { services, facts },
    config: {
      techInsights: {
        // Only when it is told to: once a year is the least.
        factRetrievers: { benchmark: { cadence: '0 0 1 1 *' } },
        factChecker: {
          checks: Object.fromEntries(
            factNames(facts).map((fact, index) => [
              fact,
              {
                type: 'json-rules-engine',
                name: `Fact ${index} is high enough`,
                description: `Fact ${index} is too low.`,
                factIds: ['benchmark'],
                rule: {
                  conditions: {
                    all: [
                      {
                        fact,
                        operator: 'greaterThanInclusive',
                        value: threshold(index),
                      },
                    ],
                  },
                },
              },
            ]),
          ),
        },
      },
    },
  });
}

/** In its own folder, as its versions of Backstage's packages differ from ours. */
function install() {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing Tech Insights; the first time takes a minute.');
  const { status } = spawnSync(
    'npm',
    [
      ...['ci', '--ignore-scripts', '--legacy-peer-deps'],
      ...['--no-audit', '--no-fund', '--loglevel', 'error'],
    ],
    { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error('Tech Insights could not be installed.');
  writeFileSync(stamp, lock);
}
