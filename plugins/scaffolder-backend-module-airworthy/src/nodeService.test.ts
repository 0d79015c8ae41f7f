import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { make } from './__testUtils__/make';
import { Portal } from './__testUtils__/Portal';
import { provenService } from './__testUtils__/provenService';
import { writeFiles } from './__testUtils__/writeFiles';

const template = resolve(__dirname, '../../../templates/node-service.yaml');
const directory = createMockDirectory();

// As long and as awkward as the form of the template lets them be.
const name = 'orders-with-a-name-of-forty-characters-x';
const description = `Takes *orders* & says "thanks": # 100 % of <them>, it's {good}`;

jest.setTimeout(300_000);

let portal: Portal;

beforeAll(async () => {
  portal = await Portal.start({ folder: directory.path, template });
});

afterAll(() => portal?.stop());

/** Pipeline and releases change no code, so there is one service for each. */
describe.each(['none', 'postgresql'])('a Node service, database %s', kind => {
  const folder = directory.resolve(kind);
  const withDatabase = kind === 'postgresql';
  const environment = {
    npm_config_audit: 'false',
    npm_config_update_notifier: 'false',
    ...(withDatabase && {
      DATABASE_URL:
        process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING!,
    }),
  };

  beforeAll(async () => {
    const { files } = await portal.render(template, {
      name,
      description,
      owner: 'group:default/team-with-quite-a-long-name-for-checkout',
      system: 'system:default/shop',
      ci: withDatabase ? 'gitlab' : 'github',
      rollout: 'canary',
      database: kind,
      publishing: 'local',
    });
    await writeFiles(folder, files);
    await make(folder, 'install', environment);
    await make(folder, 'build', environment);
  });

  it('names no registry in its lock file', async () => {
    const lock = JSON.parse(
      await readFile(join(folder, 'package-lock.json'), 'utf8'),
    );
    const packages: { resolved?: string; integrity?: string }[] = Object.values(
      lock.packages,
    );
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(({ resolved }) => resolved)).toEqual([]);
    expect(packages.filter(({ integrity }) => !integrity)).toHaveLength(1);
  });

  it('is formatted, lints, and passes its own tests', async () => {
    await make(folder, 'lint', environment);
    // Fails by itself below 80 % of lines, branches, functions and statements.
    const tested = await make(folder, 'coverage', environment);
    expect(tested).toMatch(/Tests .*passed/);
    expect(tested).toMatch(/Branches\s+: \d/);
  });

  provenService({
    folder,
    name,
    command: [process.execPath, 'dist/main.js'],
    profiles: true,
    ...(withDatabase && {
      migrate: {
        up: [process.execPath, 'dist/migrate.js', 'up'],
        down: [process.execPath, 'dist/migrate.js', 'down'],
        span: 'count greeting',
      },
    }),
  });
});
