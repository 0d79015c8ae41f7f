import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  createBackendModule,
  SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@airworthy/backstage-plugin-readiness-node';
import request from 'supertest';
import { component, group } from './__testUtils__/entities';
import { basics } from './__testUtils__/testPortal';
import readinessPlugin from './index';

const entity = '/api/readiness/entities/by-name/component/default/one';

describe('readinessPlugin', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-plugin-'));
    await writeFile(join(folder, 'basics.yaml'), basics);
    await writeFile(join(folder, 'README.md'), '# One\n');
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function start(
    options: {
      features?: Parameters<typeof startTestBackend>[0]['features'];
      readiness?: JsonObject;
      backend?: JsonObject;
    } = {},
  ) {
    const { server } = await startTestBackend({
      features: [
        readinessPlugin,
        catalogServiceMock.factory({
          entities: [component('one', { folder }), group('crew')],
        }),
        mockServices.rootConfig.factory({
          data: {
            ...(options.backend && { backend: options.backend }),
            readiness: {
              scorecards: [{ file: join(folder, 'basics.yaml') }],
              collectors: { repo: { allowedFolders: [folder] } },
              ...options.readiness,
            },
          },
        }),
        ...(options.features ?? []),
      ],
    });
    return server;
  }

  it('grades an entity of the catalog and serves it', async () => {
    const tasks = new Map<string, SchedulerServiceTaskFunction>();
    const scheduler = mockServices.scheduler.mock({
      scheduleTask: async ({ id, fn }) => {
        tasks.set(id, fn);
      },
    });
    const server = await start({ features: [scheduler.factory] });
    const { signal } = new AbortController();
    await tasks.get('readiness-reconcile')?.(signal);
    for (const shard of [0, 1, 2, 3]) {
      await tasks.get(`readiness-collect-${shard}`)?.(signal);
    }

    const { body } = await request(server).get(entity);
    expect(body).toMatchObject({
      pending: false,
      entityRef: 'component:default/one',
      sourceLocation: `file:${folder}`,
      reports: [{ scorecard: 'basics', level: 'L2', score: 100 }],
    });

    const list = await request(server).get(
      '/api/readiness/entities?scorecard=basics&level=L2&level=L1&limit=10',
    );
    expect(list.status).toBe(200);
    expect(list.body).toMatchObject({
      totalItems: 1,
      items: [{ entityRef: 'component:default/one' }],
    });

    const byRefs = await request(server)
      .post('/api/readiness/entities/by-refs')
      .send({ scorecard: 'basics', entityRefs: ['component:default/one'] });
    expect(byRefs.body).toMatchObject({ items: [{ level: 'L2' }] });

    const summary = await request(server).get(
      '/api/readiness/summary?scorecard=basics&groupBy=level',
    );
    expect(summary.body).toMatchObject({ totalItems: 1 });

    const trend = await request(server).get(
      '/api/readiness/trends?scorecard=basics',
    );
    expect(trend.body).toMatchObject({
      points: [
        { entities: 1, levels: { L2: 1 }, moves: { catalog: { risen: 1 } } },
      ],
    });

    const history = await request(server).get(`${entity}/history`);
    expect(history.body).toEqual({ items: [] });

    const refresh = await request(server).post(`${entity}/refresh`);
    expect(refresh.status).toBe(202);
    expect(scheduler.triggerTask).toHaveBeenCalledWith(
      expect.stringMatching(/^readiness-collect-[0-3]$/),
    );
    expect(refresh.body).toEqual({
      entityRef: 'component:default/one',
      requestedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it('serves scorecards with their checks', async () => {
    const server = await start();
    const all = await request(server).get('/api/readiness/scorecards');
    expect(all.body).toMatchObject({
      items: [{ name: 'basics', title: 'Basics', checks: 2 }],
      problems: [],
    });
    const one = await request(server).get('/api/readiness/scorecards/basics');
    expect(one.body).toMatchObject({
      name: 'basics',
      levels: [{ id: 'L1' }, { id: 'L2' }],
      checkList: [
        { id: 'owner-exists', weight: 1, pass: 'catalog.owner.exists' },
        { id: 'has-readme', weight: 3 },
      ],
    });
  });

  it('describes itself to anybody', async () => {
    const server = await start();
    const { body, status } = await request(server)
      .get('/api/readiness/openapi.json')
      .set('Authorization', mockCredentials.none.header());
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    expect(
      body.paths['/entities'].get.parameters.find(
        ({ name }: { name: string }) => name === 'status',
      ).schema,
    ).toMatchObject({ type: 'array', items: { enum: expect.any(Array) } });
  });

  it.each<[string, string]>([
    ['/entities', 'scorecard: '],
    ['/entities?scorecard=basics&limit=0', 'limit: '],
    ['/entities?scorecard=basics&limit=501', 'limit: '],
    ['/entities?scorecard=basics&limit=many', 'limit: '],
    ['/entities?scorecard=basics&sort=age', 'sort: '],
    ['/entities?scorecard=basics&owner=crew', 'owner.0: '],
    ['/entities?scorecard=basics&status=bad', 'status.0: '],
    ['/entities?scorecard=basics&check=a&status=bad', 'status.0: '],
    ['/entities?scorecard=basics&cursor=abc', 'cursor: '],
    ['/entities?scorecard=basics&search=%00', 'search: '],
    ['/entities?scorecard=basics&owner=group:%00', 'owner.0: '],
    ['/entities?scorecard=basics&colour=red', '"colour"'],
    ['/entities/by-name/component/default/one/history?cursor=x', 'cursor: '],
    ['/entities/by-name/component/default/one/history?limit=501', 'limit: '],
    ['/summary?scorecard=basics', 'groupBy: '],
    ['/summary?scorecard=basics&groupBy=mood', 'groupBy: '],
    ['/trends', 'scorecard: '],
    ['/trends?scorecard=basics&days=0', 'days: '],
    ['/trends?scorecard=basics&days=731', 'days: '],
    ['/trends?scorecard=basics&owner=crew', 'owner: '],
    [
      '/trends?scorecard=basics&owner=group:default/a&system=system:default/a',
      'one owner or one system',
    ],
  ])('refuses GET %s with 400 and the place', async (path, place) => {
    const server = await start();
    const { status, body } = await request(server).get(`/api/readiness${path}`);
    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
    expect(body.error.message).toContain(place);
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'entityRefs: '],
    ['no ref', { scorecard: 'basics', entityRefs: [] }, 'entityRefs: '],
    [
      'too many refs',
      {
        scorecard: 'basics',
        entityRefs: Array.from(
          { length: 1_001 },
          (_, n) => `component:x/c${n}`,
        ),
      },
      'entityRefs: ',
    ],
    [
      'a ref that is none',
      { scorecard: 'basics', entityRefs: ['component:a/b', 'what'] },
      'entityRefs.1: ',
    ],
  ])('refuses by-refs with %s', async (_, sent, place) => {
    const server = await start();
    const { status, body } = await request(server)
      .post('/api/readiness/entities/by-refs')
      .send(sent);
    expect(status).toBe(400);
    expect(body.error.message).toContain(place);
  });

  it.each([
    ['get', '/scorecards'],
    ['get', '/scorecards/basics'],
    ['post', '/scorecards/preview'],
    ['get', '/entities?scorecard=basics'],
    ['post', '/entities/by-refs'],
    ['get', '/entities/by-name/component/default/one'],
    ['get', '/entities/by-name/component/default/one/history'],
    ['post', '/entities/by-name/component/default/one/refresh'],
    ['get', '/summary?scorecard=basics&groupBy=owner'],
    ['get', '/trends?scorecard=basics'],
    ['post', '/facts'],
    ['get', '/collectors'],
  ] as const)('answers %s %s with 401 to strangers', async (method, path) => {
    const server = await start();
    const { status } = await request(server)
      [method](`/api/readiness${path}`)
      .set('Authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it('refuses a refresh without the permission, but not the reading', async () => {
    const server = await start({
      features: [
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({ result: AuthorizeResult.DENY })),
          authorizeConditional: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }).factory,
      ],
    });
    expect((await request(server).post(`${entity}/refresh`)).status).toBe(403);
    expect((await request(server).get(entity)).status).toBe(200);
  });

  describe('GET /collectors', () => {
    const collectors = '/api/readiness/collectors';

    it('tells those with the permission', async () => {
      const server = await start();
      const { status, body } = await request(server).get(collectors);
      expect(status).toBe(200);
      expect(body.items).toMatchObject([
        { namespace: 'catalog', queueDepth: 0, errors: [], rateLimits: [] },
        { namespace: 'repo', queueDepth: 0, errors: [], rateLimits: [] },
      ]);
    });

    it('tells nobody else', async () => {
      const server = await start({
        features: [
          mockServices.permissions.mock({
            authorize: async requests =>
              requests.map(() => ({ result: AuthorizeResult.DENY })),
          }).factory,
        ],
      });
      const { status, body } = await request(server).get(collectors);
      expect(status).toBe(403);
      expect(body.error.name).toBe('NotAllowedError');
    });
  });

  describe('POST /facts', () => {
    const facts = [
      {
        entityRef: 'component:default/one',
        namespace: 'coverage',
        value: { percent: 85 },
      },
    ];

    /** A scheduler that runs nothing by itself. */
    function heldTasks() {
      const tasks = new Map<string, SchedulerServiceTaskFunction>();
      const { factory: scheduler } = mockServices.scheduler.mock({
        scheduleTask: async ({ id, fn }) => {
          tasks.set(id, fn);
        },
      });
      const reconcile = () =>
        tasks.get('readiness-reconcile')?.(new AbortController().signal);
      return { scheduler, reconcile };
    }

    it('refuses who may not push, before it looks at anything', async () => {
      const server = await start({
        features: [
          mockServices.permissions.mock({
            authorize: async requests =>
              requests.map(() => ({ result: AuthorizeResult.DENY })),
          }).factory,
        ],
      });
      const { status } = await request(server)
        .post('/api/readiness/facts')
        .send({ facts: 'hostile' });
      expect(status).toBe(403);
    });

    it('tells of mistakes, and of entities that do not exist', async () => {
      const server = await start();
      const push = (body: object) =>
        request(server).post('/api/readiness/facts').send(body);

      const wrong = await push({
        facts: [{ ...facts[0], value: { percent: '85' } }],
      });
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.message).toMatch(/^facts\.0\.value\.percent: /);

      const unknown = await push({
        facts: [{ ...facts[0], entityRef: 'component:default/gone' }],
      });
      expect(unknown.status).toBe(404);
      expect(unknown.body.error.message).toContain('component:default/gone');
    });

    it('refuses a body that is too large or no JSON', async () => {
      const server = await start();
      const push = (body: string) =>
        request(server)
          .post('/api/readiness/facts')
          .set('Content-Type', 'application/json')
          .send(body);
      expect((await push(`"${'x'.repeat(1024 * 1024)}"`)).status).toBe(413);
      expect((await push('{"facts": [')).status).toBe(400);
    });

    it('takes a token that is limited to pushing, which can do nothing else', async () => {
      const { scheduler, reconcile } = heldTasks();
      const server = await start({
        features: [
          scheduler,
          authServiceFactory,
          httpAuthServiceFactory,
          permissionsServiceFactory,
        ],
        backend: {
          auth: {
            externalAccess: [
              {
                type: 'static',
                options: { token: 'only-for-this-test', subject: 'ci' },
                accessRestrictions: [
                  { plugin: 'readiness', permission: 'readiness.facts.push' },
                ],
              },
            ],
          },
        },
      });
      await reconcile();
      const authorization = 'Bearer only-for-this-test';

      const pushed = await request(server)
        .post('/api/readiness/facts')
        .set('Authorization', authorization)
        .send({ facts });
      expect(pushed.body).toEqual({ changed: 1, unchanged: 0 });
      expect(pushed.status).toBe(200);

      const read = await request(server)
        .get(entity)
        .set('Authorization', authorization);
      expect(read.status).toBe(404);
      const list = await request(server)
        .get('/api/readiness/entities?scorecard=basics')
        .set('Authorization', authorization);
      expect(list.body).toMatchObject({ items: [], totalItems: 0 });
      const refresh = await request(server)
        .post(`${entity}/refresh`)
        .set('Authorization', authorization);
      expect(refresh.status).toBe(404);
    });

    it('takes facts that a module tells of, for as long as config says', async () => {
      const tides = createBackendModule({
        pluginId: 'readiness',
        moduleId: 'tides',
        register: env =>
          env.registerInit({
            deps: { facts: readinessCollectorsExtensionPoint },
            init: async ({ facts: all }) =>
              all.addPushedFacts({
                namespace: 'tides',
                schema: {
                  type: 'object',
                  properties: { high: { type: 'boolean' } },
                },
                timeToLive: { hours: 6 },
              }),
          }),
      });
      const { scheduler, reconcile } = heldTasks();
      const server = await start({
        features: [tides, scheduler],
        readiness: { facts: { tides: { timeToLive: '12h' } } },
      });
      await reconcile();
      const pushed = await request(server)
        .post('/api/readiness/facts')
        .send({ facts: [{ ...facts[0], namespace: 'tides', value: {} }] });
      expect(pushed.body).toEqual({ changed: 1, unchanged: 0 });

      const { body } = await request(server).get(entity);
      const [{ observedAt, expiresAt }] = body.collections;
      expect(Date.parse(expiresAt) - Date.parse(observedAt)).toBe(
        12 * 60 * 60 * 1_000,
      );
    });

    it('does not start with a time to live of facts that nobody knows', async () => {
      await expect(
        start({ readiness: { facts: { coverrage: { timeToLive: '1d' } } } }),
      ).rejects.toThrow('readiness.facts.coverrage');
    });
  });

  it.each([
    ['get', '/scorecards/other'],
    ['get', '/entities?scorecard=other'],
    ['get', '/summary?scorecard=other&groupBy=owner'],
    ['get', '/trends?scorecard=other'],
    ['get', '/trends?scorecard=basics&entityRef=component:default/other'],
    ['get', '/entities/by-name/component/default/other'],
    ['get', '/entities/by-name/component/default/other/history'],
    ['post', '/entities/by-name/component/default/other/refresh'],
  ] as const)('answers %s %s with 404', async (method, path) => {
    const server = await start();
    const { status, body } = await request(server)[method](
      `/api/readiness${path}`,
    );
    expect(status).toBe(404);
    expect(body.error.name).toBe('NotFoundError');
  });

  it('takes collectors from modules, and checks scorecards against them', async () => {
    const collector: Collector = {
      namespace: 'weather',
      schema: { type: 'object', properties: { fair: { type: 'boolean' } } },
      timeToLive: { hours: 1 },
      collect: async requests =>
        requests.map(() => ({ value: { fair: true }, problems: [] })),
    };
    const file = join(folder, 'weather.yaml');
    await writeFile(
      file,
      basics.replace('catalog.owner.exists', 'weather.fair'),
    );
    const server = await start({
      readiness: { scorecards: [{ file }] },
      features: [
        createBackendModule({
          pluginId: 'readiness',
          moduleId: 'weather',
          register: env =>
            env.registerInit({
              deps: { collectors: readinessCollectorsExtensionPoint },
              init: async ({ collectors }) =>
                collectors.addCollector(collector),
            }),
        }),
      ],
    });
    const { body } = await request(server).get('/api/readiness/scorecards');
    expect(body).toMatchObject({ items: [{ name: 'basics' }], problems: [] });
  });

  it('lets a scorecard use checks of built-in ones that are not in force', async () => {
    const file = join(folder, 'ours.yaml');
    await writeFile(
      file,
      `${basics}    - { use: production-readiness/readme-exists, level: L2 }\n`,
    );
    const server = await start({ readiness: { scorecards: [{ file }] } });
    const { body } = await request(server).get(
      '/api/readiness/scorecards/basics',
    );
    expect(body.checkList).toMatchObject([
      { id: 'owner-exists' },
      { id: 'has-readme' },
      { id: 'readme-exists', title: 'There is a README', level: 'L2' },
    ]);
  });

  it('does not start with a wrong configuration', async () => {
    await expect(start({ readiness: { shards: 0 } })).rejects.toThrow(
      'readiness.shards',
    );
  });
});
