import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  readinessExemptionDecidePermission,
  readinessExemptionRequestPermission,
} from '@airworthy/backstage-plugin-readiness-common';
import request from 'supertest';
import { ChangingCatalog } from '../__testUtils__/ChangingCatalog';
import { component } from '../__testUtils__/entities';
import { startReadiness } from '../__testUtils__/testBackend';
import { basics } from '../__testUtils__/testPortal';

const path = '/api/readiness/exemptions';
const ann = mockCredentials.user.header('user:default/ann');
const bob = mockCredentials.user.header('user:default/bob');

const body = {
  scorecard: 'basics',
  check: 'has-readme',
  scope: 'entity',
  subjectRef: 'Component:default/One',
  reason: 'It is retired in May.',
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
};

describe('the API of exemptions', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-exemptions-'));
    await writeFile(join(folder, 'basics.yaml'), basics);
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** A portal where some permissions are withheld, and some entities hidden. */
  async function start(
    options: { withheld?: string[]; hidden?: string[] } = {},
  ) {
    const { withheld = [], hidden } = options;
    const catalog = new ChangingCatalog([component('one'), component('two')]);
    const auditor = mockServices.auditor.mock();
    const audit = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(audit);
    if (hidden) {
      catalog.hide(...hidden);
    }
    const { queryEntities, getEntityByRef, getEntitiesByRefs } =
      catalog.service;
    const mayRead: PolicyDecision = hidden
      ? {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: {
            rule: 'IS_ENTITY_OWNER',
            resourceType: 'catalog-entity',
            params: {},
          },
        }
      : { result: AuthorizeResult.ALLOW };
    const { server } = await startReadiness({
      catalog: catalogServiceMock.mock({
        queryEntities,
        getEntityByRef,
        getEntitiesByRefs,
      }).factory,
      readiness: { scorecards: [{ file: join(folder, 'basics.yaml') }] },
      features: [
        auditor.factory,
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result: withheld.includes(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async requests => requests.map(() => mayRead),
        }).factory,
      ],
    });
    const post = (to: string, sent: object, as = ann) =>
      request(server).post(`${path}${to}`).set('Authorization', as).send(sent);
    const get = (from: string, as = ann) =>
      request(server).get(`${path}${from}`).set('Authorization', as);
    return { server, auditor, audit, post, get };
  }

  it('requests, decides, revokes and restores, and tells the audit', async () => {
    const { post, get, auditor, audit } = await start();
    const requested = await post('', body);
    expect(requested.status).toBe(201);
    expect(requested.body).toMatchObject({
      subjectRef: 'component:default/one',
      state: 'requested',
      requestedBy: 'user:default/ann',
    });
    const { id } = requested.body;
    expect(auditor.createEvent).toHaveBeenLastCalledWith({
      eventId: 'exemption-request',
      severityLevel: 'medium',
      request: expect.anything(),
      meta: { ...body, subjectRef: 'component:default/one' },
    });
    expect(audit.success).toHaveBeenLastCalledWith({ meta: { id } });

    for (const [to, sent, action, severityLevel, state] of [
      ['decision', { decision: 'approve' }, 'approve', 'high', 'approved'],
      ['revoke', { note: 'No more.' }, 'revoke', 'medium', 'revoked'],
      ['restore', {}, 'restore', 'high', 'approved'],
    ] as const) {
      const done = await post(`/${id}/${to}`, sent, bob);
      expect(done.body).toMatchObject({ id, state });
      expect(done.status).toBe(200);
      expect(auditor.createEvent).toHaveBeenLastCalledWith({
        eventId: 'exemption-decision',
        severityLevel,
        request: expect.anything(),
        meta: expect.objectContaining({ queryType: action, id }),
      });
      expect(audit.success).toHaveBeenLastCalledWith({
        meta: {
          scorecard: 'basics',
          check: 'has-readme',
          scope: 'entity',
          subjectRef: 'component:default/one',
        },
      });
    }
    expect((await get(`/${id}`)).body.events).toHaveLength(4);
    expect((await get('?state=approved&limit=1')).body).toMatchObject({
      items: [{ id }],
      totalItems: 1,
    });
    expect(audit.fail).not.toHaveBeenCalled();
  });

  it.each([
    ['get', ''],
    ['get', '/some'],
    ['post', ''],
    ['post', '/some/decision'],
    ['post', '/some/revoke'],
    ['post', '/some/restore'],
  ] as const)(
    'answers %s /exemptions%s with 401 to strangers',
    async (method, to) => {
      const { server } = await start();
      const { status } = await request(server)
        [method](`${path}${to}`)
        .set('Authorization', mockCredentials.none.header());
      expect(status).toBe(401);
    },
  );

  it('refuses who may not request, and tells the audit', async () => {
    const { post, get, audit } = await start({
      withheld: [readinessExemptionRequestPermission.name],
    });
    expect((await post('', body)).status).toBe(403);
    expect(audit.fail).toHaveBeenCalledWith({
      error: expect.objectContaining({ name: 'NotAllowedError' }),
    });
    const { body: list } = await get('');
    expect(list).toMatchObject({
      totalItems: 0,
      rules: { mayRequest: false },
    });
  });

  it('refuses who may not decide, and tells the audit', async () => {
    const { post, audit } = await start({
      withheld: [readinessExemptionDecidePermission.name],
    });
    const { id, actions } = (await post('', body)).body;
    expect(actions).toEqual([]);
    const { status } = await post(
      `/${id}/decision`,
      { decision: 'approve' },
      bob,
    );
    expect(status).toBe(403);
    expect((await post(`/${id}/revoke`, {}, bob)).status).toBe(403);
    expect(audit.fail).toHaveBeenCalledTimes(2);
  });

  it('refuses who decides in their own cause, and tells the audit', async () => {
    const { post, audit } = await start();
    const { id } = (await post('', body)).body;
    const own = await post(`/${id}/decision`, { decision: 'approve' });
    expect(own.status).toBe(403);
    expect(own.body.error.message).toContain('somebody else');
    expect(audit.fail).toHaveBeenCalledTimes(1);
  });

  it('takes a service as one who decides', async () => {
    const { post } = await start();
    const { id } = (await post('', body)).body;
    const service = mockCredentials.service.header();
    const done = await post(`/${id}/decision`, { decision: 'reject' }, service);
    expect(done.body).toMatchObject({
      state: 'rejected',
      events: [{}, { action: 'rejected', by: 'external:test-service' }],
    });
  });

  it('shows people only what they may read, also in counts', async () => {
    const { post, get } = await start({ hidden: ['component:default/two'] });
    const subjectRef = 'component:default/two';
    const service = mockCredentials.service.header();
    const shown = await post('', body, service);
    const hidden = await post('', { ...body, subjectRef }, service);
    expect((await get('', service)).body.totalItems).toBe(2);

    expect((await get('')).body).toMatchObject({
      items: [{ id: shown.body.id }],
      totalItems: 1,
    });
    const { id } = hidden.body;
    for (const refused of [
      await get(`/${id}`),
      await post(`/${id}/decision`, { decision: 'approve' }),
      await post(`/${id}/revoke`, {}),
      await get(`?entityRef=${subjectRef}`),
      await post('', { ...body, subjectRef, check: 'owner-exists' }),
      await post('', { ...body, subjectRef: 'component:default/none' }),
      await get('/of-nobody'),
    ]) {
      expect(refused.status).toBe(404);
    }
  });

  it('answers the second decision with 409 and what happened', async () => {
    const { post } = await start();
    const { id } = (await post('', body)).body;
    await post(`/${id}/decision`, { decision: 'approve' }, bob);
    const second = await post(`/${id}/decision`, { decision: 'reject' }, bob);
    expect(second.status).toBe(409);
    expect(second.body.error.message).toContain(
      'it was approved by user:default/bob',
    );
    expect((await post('', body)).status).toBe(409);
  });

  it.each<[object, string]>([
    [{ reason: 'Because.' }, 'reason: '],
    [{ reason: `         ${'x'.repeat(9)}` }, 'reason: '],
    [{ reason: 'x'.repeat(2_001) }, 'reason: '],
    [{ reason: 'NUL in the\0middle' }, 'reason: '],
    [{ link: 'http://tickets.example.com/7' }, 'link: must be an https:'],
    [{ link: 'data:text/html,hello' }, 'link: must be an https:'],
    [{ expiresAt: 'soon' }, 'expiresAt: '],
    [{ subjectRef: 'one' }, 'subjectRef: '],
    [{ scope: 'world' }, 'scope: '],
    [{ approved: true }, 'approved'],
  ])('refuses a request with %j', async (changes, place) => {
    const { post } = await start();
    const { status, body: answer } = await post('', { ...body, ...changes });
    expect(status).toBe(400);
    expect(answer.error.message).toContain(place);
  });

  it.each([
    '?limit=201',
    '?state=open',
    '?cursor=abc',
    '?subjectRef=one',
    '?colour=red',
  ])('refuses GET /exemptions%s', async query => {
    const { get } = await start();
    expect((await get(query)).status).toBe(400);
  });

  it('refuses a decision that is none', async () => {
    const { post } = await start();
    expect((await post('/some/decision', { decision: 'maybe' })).status).toBe(
      400,
    );
    expect((await post('/some/revoke', { note: 7 })).status).toBe(400);
  });
});
