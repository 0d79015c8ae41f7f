import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import createKnex, { Knex } from 'knex';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { component, group } from './__testUtils__/entities';
import { LoopbackForge } from './__testUtils__/forges/LoopbackForge';
import { LoopbackGithub } from './__testUtils__/forges/LoopbackGithub';
import { LoopbackGitlab } from './__testUtils__/forges/LoopbackGitlab';
import { basics } from './__testUtils__/testPortal';
import readinessPlugin from './index';

const minute = 60_000;
const readme = { 'README.md': '# Good' };

/** A component that lives in a folder of a repository. */
interface Home {
  forge: LoopbackForge;
  repository: string;
  folder?: string;
}

/** A whole portal, of which only the forge, the catalog and the clock are the test's. */
async function startPortal(homes: Record<string, Home>, repo: JsonObject = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'readiness-forges-'));
  await writeFile(join(folder, 'basics.yaml'), basics);
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const forges = [...new Set(Object.values(homes).map(({ forge }) => forge))];
  const { server } = await startTestBackend({
    features: [
      readinessPlugin,
      catalogServiceMock.factory({
        entities: [
          group('crew'),
          ...Object.entries(homes).map(([name, home]) =>
            component(name, {
              annotations: {
                'backstage.io/source-location': `url:${home.forge.urlOf(
                  home.repository,
                  home.folder,
                )}`,
              },
            }),
          ),
        ],
      }),
      mockServices.database.mock({ getClient: async () => knex }).factory,
      mockServices.scheduler.mock({
        scheduleTask: async ({ id, fn }) => {
          tasks.set(id, fn);
        },
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          integrations: Object.assign(
            {},
            ...forges.map(({ integration }) => integration),
          ),
          readiness: {
            scorecards: [{ file: join(folder, 'basics.yaml') }],
            collectors: { repo },
          },
        },
      }),
    ],
  });
  const { signal } = new AbortController();
  const path = (name: string) =>
    `/api/readiness/entities/by-name/component/default/${name}`;

  return {
    knex,
    async settle() {
      await tasks.get('readiness-reconcile')?.(signal);
      for (const shard of [0, 1, 2, 3]) {
        await tasks.get(`readiness-collect-${shard}`)?.(signal);
      }
    },
    refresh: (name: string) => request(server).post(`${path(name)}/refresh`),
    /** The result of `has-readme`, and how the facts from the repository stand. */
    async stateOf(name: string) {
      const { body } = await request(server).get(path(name));
      const [repo_] = body.collections.filter(
        ({ namespace }: { namespace: string }) => namespace === 'repo',
      );
      const [result] = (body.reports[0]?.results ?? []).filter(
        ({ check }: { check: string }) => check === 'has-readme',
      );
      return {
        status: result?.status,
        detail: result?.detail,
        observedAt: repo_?.observedAt,
        revision: repo_?.revision,
        problems: (repo_?.problems ?? []).map(
          ({ reason }: { reason: string }) => reason,
        ),
      };
    },
    async rateLimits() {
      const { body } = await request(server).get('/api/readiness/collectors');
      return body.items.find(
        ({ namespace }: { namespace: string }) => namespace === 'repo',
      ).rateLimits;
    },
    stop: () => rm(folder, { recursive: true }),
  };
}

async function rowsOf(knex: Knex) {
  const tables = ['facts', 'fact_changes', 'reports', 'results'];
  const counts = await Promise.all(
    [...tables, 'result_changes'].map(
      async table => (await knex(table)).length,
    ),
  );
  return counts;
}

const forges = {
  GitHub: {
    create: () => new LoopbackGithub(),
    // The reader of Backstage asks for the revision again before the archive.
    fetched: { commits: 1, status: 1, archive: 1 },
    // A true 304 is free.
    costOfUnchanged: 0,
  },
  GitLab: {
    create: () => new LoopbackGitlab(),
    fetched: { commits: 2, project: 1, archive: 1 },
    costOfUnchanged: 1,
  },
};

describe.each(Object.entries(forges))('with %s', (_, kind) => {
  let forge: LoopbackForge;
  const portals: Awaited<ReturnType<typeof startPortal>>[] = [];

  beforeEach(async () => {
    // The clock is the test's; whatever waits, waits for real.
    jest.useFakeTimers({
      now: new Date('2030-01-01T12:00:00.000Z'),
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
    forge = await kind.create().start();
    forge.resetsAt = new Date(Date.now() + 40 * minute);
  });

  afterEach(async () => {
    await Promise.all(portals.splice(0).map(portal => portal.stop()));
    await forge.stop();
    jest.useRealTimers();
  });

  function pass(ms: number) {
    jest.setSystemTime(Date.now() + ms);
  }

  async function portalWith(...args: Parameters<typeof startPortal>) {
    const portal = await startPortal(...args);
    portals.push(portal);
    return portal;
  }

  const times = (count: number) =>
    Object.fromEntries(
      Object.entries(kind.fetched).map(([name, each]) => [name, each * count]),
    );

  /** A portal with a number of repositories, each of one entity. */
  async function withRepositories(count: number, repo?: JsonObject) {
    const names = Array.from({ length: count }, (__, n) => `service-${n}`);
    names.forEach(name => forge.push(`org/${name}`, 1, readme));
    const portal = await portalWith(
      Object.fromEntries(
        names.map(name => [name, { forge, repository: `org/${name}` }]),
      ),
      repo,
    );
    const statuses = async () =>
      new Set(
        await Promise.all(
          names.map(async name => (await portal.stateOf(name)).status),
        ),
      );
    return { ...portal, names, statuses };
  }

  it('fetches a repository once per revision, whatever number of entities live in it', async () => {
    const folders = Array.from({ length: 30 }, (__, n) => `services/s${n}`);
    const files = Object.fromEntries(
      folders.map(folder => [`${folder}/README.md`, '# One of many']),
    );
    forge.push('org/mono', 1, files);
    const portal = await portalWith(
      Object.fromEntries(
        folders.map((folder, n) => [
          `s${n}`,
          { forge, repository: 'org/mono', folder: `${folder}/` },
        ]),
      ),
    );

    await portal.settle();
    expect(forge.counts()).toEqual(times(1));
    expect((await portal.stateOf('s29')).status).toBe('pass');

    // One that is due takes the others along.
    pass(minute);
    await portal.refresh('s7');
    await portal.settle();
    expect(forge.counts()).toEqual({ commits: 1 });
    expect((await portal.stateOf('s29')).observedAt).toBe(
      '2030-01-01T12:01:00.000Z',
    );

    const rows = await rowsOf(portal.knex);
    const { remaining } = forge;
    pass(45 * minute);
    await portal.settle();
    expect(forge.counts()).toEqual({ commits: 1 });
    expect(remaining - forge.remaining).toBe(kind.costOfUnchanged);
    expect(await rowsOf(portal.knex)).toEqual(rows);
    expect((await portal.stateOf('s29')).observedAt).toBe(
      '2030-01-01T12:46:00.000Z',
    );

    const { 'services/s29/README.md': gone, ...others } = files;
    forge.push('org/mono', 2, { ...others, 'services/s29/main.js': '' });
    pass(45 * minute);
    await portal.settle();
    expect(forge.counts()).toEqual(times(1));
    expect((await portal.stateOf('s29')).status).toBe('fail');
    expect((await portal.stateOf('s28')).status).toBe('pass');
  });

  it('asks nothing of a host that said until when, and keeps the facts', async () => {
    const { settle, statuses, stateOf, rateLimits } = await withRepositories(6);
    await settle();
    expect(forge.counts()).toEqual(times(6));

    pass(39 * minute);
    forge.remaining = 0;
    forge.resetsAt = new Date(Date.now() + 15 * minute);
    if (forge instanceof LoopbackGitlab) {
      forge.retryAfter = 15 * 60;
    }
    await settle();
    const { commits = 0, ...others } = forge.counts();
    expect(others).toEqual({});
    // Those that were asked at the same time, at most.
    expect(commits).toBeLessThanOrEqual(4);
    expect(await rateLimits()).toMatchObject([
      {
        host: forge.host,
        limit: 5_000,
        remaining: 0,
        pausedUntil: '2030-01-01T12:54:00.000Z',
      },
    ]);

    pass(14 * minute);
    await settle();
    expect(forge.counts()).toEqual({});
    expect(await statuses()).toEqual(new Set(['pass']));
    expect((await stateOf('service-0')).problems).toEqual([]);

    pass(2 * minute);
    forge.remaining = 5_000;
    await settle();
    await settle();
    expect(forge.counts()).toEqual({ commits: 6 });
    expect((await stateOf('service-0')).observedAt).toBe(
      '2030-01-01T12:55:00.000Z',
    );
  });

  it('says why nothing is known where a host refuses from the start', async () => {
    const { settle, stateOf } = await withRepositories(1);
    forge.remaining = 0;
    await settle();
    expect(await stateOf('service-0')).toMatchObject({
      status: 'unknown',
      detail: expect.stringContaining(
        `${forge.host} asks to be asked later and is left alone for now`,
      ),
    });
    expect(forge.counts()).toEqual({ commits: 1 });
  });

  it('heeds a refusal that a reader meets in the middle of a fetch', async () => {
    const { settle, stateOf } = await withRepositories(1);
    forge.remaining = 1;
    await settle();
    expect(await stateOf('service-0')).toMatchObject({ status: 'unknown' });
    forge.counts();
    forge.remaining = 5_000;
    await settle();
    expect(forge.counts()).toEqual({});

    pass(41 * minute);
    await settle();
    expect((await stateOf('service-0')).status).toBe('pass');
    expect(forge.counts()).toEqual(times(1));
  });

  it('leaves the last of a budget to others, and comes back for more', async () => {
    const { settle, statuses, rateLimits } = await withRepositories(20);
    forge.remaining = 400;
    await settle();
    expect((await rateLimits())[0].pausedUntil).toBeDefined();
    const { archive } = forge.counts();
    expect(archive).toBeLessThan(20);

    pass(41 * minute);
    forge.remaining = 5_000;
    forge.resetsAt = new Date(Date.now() + 60 * minute);
    await settle();
    const { commits, ...others } = times(20 - archive);
    expect(forge.counts()).toEqual({ ...others, commits: commits + archive });
    expect(await statuses()).toEqual(new Set(['pass']));
  });

  it('keeps facts through outages until they are stale, and takes up again', async () => {
    const { settle, stateOf } = await withRepositories(1);
    await settle();
    forge.counts();
    forge.conduct = 'broken';

    pass(40 * minute);
    await settle();
    expect(forge.counts()).toEqual({ commits: 3 });
    expect(await stateOf('service-0')).toMatchObject({
      status: 'pass',
      problems: [expect.stringContaining(`${forge.host} answered 500`)],
    });
    await settle();
    expect(forge.counts()).toEqual({});

    pass(30 * minute);
    await settle();
    expect(await stateOf('service-0')).toMatchObject({
      status: 'unknown',
      detail: expect.stringContaining('answered 500'),
    });

    forge.conduct = 'well';
    forge.counts();
    pass(30 * minute);
    await settle();
    expect(forge.counts()).toEqual({ commits: 1 });
    expect(await stateOf('service-0')).toMatchObject({
      status: 'pass',
      problems: [],
    });
  });

  it('leaves a broken host alone, and no other, until it works again', async () => {
    const other = await new (forge instanceof LoopbackGithub
      ? LoopbackGitlab
      : LoopbackGithub)().start();
    const homes: Record<string, Home> = {};
    for (let n = 0; n < 12; n += 1) {
      forge.push(`org/a${n}`, 1, readme);
      other.push(`org/b${n}`, 1, readme);
      homes[`a${n}`] = { forge, repository: `org/a${n}` };
      homes[`b${n}`] = { forge: other, repository: `org/b${n}` };
    }
    try {
      const { settle, stateOf, rateLimits } = await portalWith(homes);
      forge.conduct = 'broken';
      await settle();
      const asked = forge.counts().commits;
      expect(asked).toBeLessThan(12);
      expect(other.counts().archive).toBe(12);
      expect((await stateOf('b0')).status).toBe('pass');
      expect((await stateOf('a0')).detail).toContain('answered 500');
      expect(await rateLimits()).toContainEqual({
        host: forge.host,
        pausedUntil: expect.any(String),
      });

      forge.conduct = 'well';
      pass(minute);
      await settle();
      expect((await stateOf('a0')).status).toBe('pass');
      expect((await stateOf('a11')).status).toBe('pass');
      expect(forge.counts()).toEqual(times(12));
    } finally {
      await other.stop();
    }
  });

  it('does not wait for a host that gives no answer', async () => {
    const { settle, stateOf } = await withRepositories(1, {
      fetchTimeout: { milliseconds: 500 },
    });
    await settle();
    forge.conduct = 'silent';
    pass(40 * minute);
    await settle();
    expect(await stateOf('service-0')).toMatchObject({
      status: 'pass',
      problems: [
        expect.stringContaining(
          `${forge.urlOf('org/service-0')} was not read within 0.5 seconds`,
        ),
      ],
    });
    forge.conduct = 'well';
    pass(minute);
    await settle();
    expect((await stateOf('service-0')).problems).toEqual([]);
  });

  it('takes no half of an archive for a repository', async () => {
    const { settle, stateOf } = await withRepositories(1);
    await settle();
    forge.counts();
    forge.push('org/service-0', 2, { 'main.js': '' });
    forge.conduct = 'truncating';
    pass(40 * minute);
    await settle();
    expect(forge.counts()).toEqual(times(1));
    const place = forge.urlOf('org/service-0');
    expect(await stateOf('service-0')).toMatchObject({
      status: 'pass',
      revision: '1'.padStart(40, '0'),
      problems: [
        expect.stringContaining(
          `The archive of ${place} could not be unpacked`,
        ),
      ],
    });

    // Half a minute after the first failure, a minute after the second, or less.
    pass(30_000);
    await settle();
    expect(forge.counts()).toEqual(times(1));
    pass(29_000);
    await settle();
    expect(forge.counts()).toEqual({});

    forge.conduct = 'well';
    pass(31_000);
    await settle();
    expect(await stateOf('service-0')).toMatchObject({
      status: 'fail',
      revision: '2'.padStart(40, '0'),
      problems: [],
    });
  });

  it('says what is wrong with a repository that is not there', async () => {
    const { settle, stateOf } = await portalWith({
      lost: { forge, repository: 'org/lost' },
    });
    await settle();
    expect(forge.counts()).toEqual({ commits: 1 });
    expect(await stateOf('lost')).toMatchObject({
      status: 'unknown',
      detail: expect.stringContaining(
        'the repository or branch does not exist, or the token of the integration may not see it',
      ),
    });
  });

  it('unpacks no more than it should of an archive that explodes', async () => {
    const { settle, stateOf, knex } = await withRepositories(1);
    const numbers = Array.from({ length: 400_000 }, (__, n) => n).join('\n');
    forge.push('org/service-0', 2, { ...readme, 'numbers.txt': numbers });
    await settle();
    const [{ value }] = await knex('facts').where('namespace', 'repo');
    expect(value).not.toContain('numbers');
    expect((await stateOf('service-0')).status).toBe('pass');

    const zeros = '\0'.repeat(24 * 1024 * 1024);
    forge.push('org/service-0', 3, { 'zeros.bin': zeros });
    pass(40 * minute);
    await settle();
    expect(await stateOf('service-0')).toMatchObject({
      status: 'pass',
      revision: '2'.padStart(40, '0'),
      problems: [
        expect.stringMatching(/ could not be unpacked: .*decompression ratio/),
      ],
    });
  });
});
