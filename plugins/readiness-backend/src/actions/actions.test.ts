import { mkdtemp, rm } from 'node:fs/promises';
import { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ActionsServiceAction } from '@backstage/backend-plugin-api/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import Ajv from 'ajv';
import request from 'supertest';
import { component, group } from '../__testUtils__/entities';
import {
  startReadiness,
  TestBackendOptions,
} from '../__testUtils__/testBackend';

const names = [
  'get-entity-report',
  'get-next-steps',
  'list-failing-entities',
  'preview-scorecard',
  'refresh-entity',
  'request-exemption',
];

const path = '/api/readiness/.backstage/actions/v1/actions';

/** Who may read all, and do nothing else. */
const reader = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.DENY })),
  authorizeConditional: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
});

/** Who may do all, but sees no entity. */
const blind = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async requests =>
    requests.map(() => ({ result: AuthorizeResult.DENY })),
});

describe('actions', () => {
  let folder: string;
  let server: Server;
  let actions: ActionsServiceAction[];

  async function start(features?: TestBackendOptions['features']) {
    const backend = await startReadiness({
      entities: [
        component('basket', { folder, spec: { owner: 'platform' } }),
        group('platform'),
      ],
      readiness: {
        scorecards: [
          { builtIn: 'production-readiness' },
          { builtIn: 'ownership' },
        ],
        collectors: { repo: { allowedFolders: [folder] } },
      },
      features,
    });
    await backend.settle();
    return backend.server;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-actions-'));
    server = await start();
    actions = (await request(server).get(path)).body.actions;
  });

  afterAll(() => rm(folder, { recursive: true }));

  const invoke = (name: string, input: object, on = server) =>
    request(on).post(`${path}/readiness:${name}/invoke`).send(input);

  const actionOf = (name: string) =>
    actions.find(action => action.name === name) ?? { examples: [] };

  it('are registered, and say truly what they do', () => {
    expect(
      actions
        .map(({ name, attributes }) => [
          name,
          ...Object.entries(attributes).flatMap(([key, is]) => (is ? key : [])),
        ])
        .sort(),
    ).toEqual([
      ['get-entity-report', 'idempotent', 'readOnly'],
      ['get-next-steps', 'idempotent', 'readOnly'],
      ['list-failing-entities', 'idempotent', 'readOnly'],
      ['preview-scorecard', 'idempotent', 'readOnly'],
      ['refresh-entity', 'idempotent'],
      ['request-exemption'],
    ]);
  });

  it.each(names)('%s: each example runs as it stands', async name => {
    const { examples = [], schema } = actionOf(name) as ActionsServiceAction;
    expect(examples.length).toBeGreaterThan(0);
    for (const { input } of examples) {
      const { status, body } = await invoke(name, input);
      expect({ status, body }).toEqual({
        status: 200,
        body: { output: expect.any(Object) },
      });
      const validate = new Ajv({ strict: false }).compile(schema.output);
      validate(body.output);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('answer what the API answers', async () => {
    const { body: report } = await invoke('get-entity-report', {
      entityRef: 'component:default/basket',
      scorecard: 'production-readiness',
    });
    expect(report.output).toMatchObject({
      entityRef: 'component:default/basket',
      pending: expect.any(Boolean),
      reports: [{ scorecard: 'production-readiness', level: null }],
    });
    const { results } = report.output.reports[0];
    expect(results).toContainEqual(
      expect.objectContaining({ check: 'readme-exists', status: 'fail' }),
    );

    const { body: steps } = await invoke('get-next-steps', {
      entityRef: 'component:default/basket',
      scorecard: 'production-readiness',
      limit: 2,
    });
    expect(steps.output.steps).toHaveLength(2);
    expect(steps.output.steps[0]).toMatchObject({
      scorecard: 'production-readiness',
      message: expect.any(String),
      guide: expect.any(String),
    });

    const { body: failing } = await invoke('list-failing-entities', {
      scorecard: 'production-readiness',
      check: 'readme-exists',
    });
    expect(failing.output).toMatchObject({
      totalItems: 1,
      items: [{ entityRef: 'component:default/basket' }],
    });

    const { body: none } = await invoke('list-failing-entities', {
      scorecard: 'production-readiness',
      owner: 'group:default/others',
    });
    expect(none.output).toEqual({ totalItems: 0, items: [] });
  });

  it.each<[string, object, number, string]>([
    ['get-entity-report', { entityRef: 'basket' }, 400, 'no entity ref'],
    [
      'get-entity-report',
      { entityRef: 'component:default/basket', scorecard: 'other' },
      404,
      'by a scorecard other',
    ],
    ['get-next-steps', { entityRef: 'component:default/x' }, 404, 'no entity'],
    ['list-failing-entities', { scorecard: 'other' }, 404, 'no scorecard'],
    [
      'preview-scorecard',
      {
        document: 'kind: Scorecard\nspec: 1',
        owner: 'group:default/platform',
      },
      400,
      'document:2:7: ',
    ],
  ])('%s %j is refused with %d', async (name, input, status, message) => {
    const response = await invoke(name, input);
    expect(response.status).toBe(status);
    expect(response.body.error.message).toContain(message);
  });

  it('need the permissions that the API needs', async () => {
    const on = await start([reader.factory]);
    for (const [name, status] of [
      ['get-entity-report', 200],
      ['refresh-entity', 403],
      ['request-exemption', 403],
    ] as const) {
      const [{ input }] = actionOf(name).examples ?? [];
      expect([name, (await invoke(name, input, on)).status]).toEqual([
        name,
        status,
      ]);
    }
  });

  it('show no entity that the caller may not read', async () => {
    const on = await start([blind.factory]);
    const entityRef = 'component:default/basket';
    for (const name of [
      'get-entity-report',
      'get-next-steps',
      'refresh-entity',
    ]) {
      const { status, body } = await invoke(name, { entityRef }, on);
      expect([name, status]).toEqual([name, 404]);
      expect(body.error.message).toBe(`There is no entity ${entityRef}`);
    }
    const { examples = [] } = actionOf('request-exemption');
    const exemption = await invoke('request-exemption', examples[0].input, on);
    expect(exemption.status).toBe(404);
    const list = await invoke(
      'list-failing-entities',
      { scorecard: 'production-readiness' },
      on,
    );
    expect(list.body.output).toEqual({ totalItems: 0, items: [] });
    const preview = await invoke(
      'preview-scorecard',
      {
        scorecard: 'ownership',
        insteadOf: 'production-readiness',
        owner: 'group:default/platform',
      },
      on,
    );
    expect(preview.body.output).toMatchObject({ totalItems: 0, items: [] });
  });

  it('leave it on the audit who requests an exemption', async () => {
    const auditor = mockServices.auditor.mock();
    auditor.createEvent.mockResolvedValue({
      success: jest.fn(),
      fail: jest.fn(),
    });
    const on = await start([auditor.factory]);
    const [{ input }] = actionOf('request-exemption').examples ?? [];
    await invoke('request-exemption', input, on);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'exemption-request',
        meta: expect.objectContaining({ requestedBy: 'user:default/mock' }),
      }),
    );
  });

  it('are for nobody without credentials', async () => {
    const { status } = await invoke('get-entity-report', {
      entityRef: 'component:default/basket',
    }).set('Authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });
});
