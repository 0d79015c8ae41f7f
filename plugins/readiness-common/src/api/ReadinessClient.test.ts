import { ResponseError } from '@backstage/errors';
import { ReadinessClient } from './ReadinessClient';

function clientAnswering(body: unknown, status = 200) {
  const requests: { url: URL; init?: RequestInit }[] = [];
  const client = new ReadinessClient({
    discoveryApi: {
      getBaseUrl: async pluginId =>
        `http://backend.example.com/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        requests.push({ url: new URL(String(input)), init });
        init?.signal?.throwIfAborted();
        return new Response(JSON.stringify(body), {
          status,
          headers: { 'content-type': 'application/json' },
        });
      },
    },
  });
  return { client, requests };
}

describe('ReadinessClient', () => {
  it('lists scorecards', async () => {
    const answer = { items: [], problems: [] };
    const { client, requests } = clientAnswering(answer);
    await expect(client.getScorecards()).resolves.toEqual(answer);
    expect(requests[0].url.href).toBe(
      'http://backend.example.com/api/readiness/scorecards',
    );
  });

  it('asks what another scorecard would change', async () => {
    const { client, requests } = clientAnswering({ items: [] });
    const body = { scorecard: 'new', insteadOf: 'old', owner: 'group:crew' };
    await client.previewScorecard(body);
    const [{ url, init }] = requests;
    expect(url.pathname).toBe('/api/readiness/scorecards/preview');
    expect(init?.method).toBe('POST');
    expect(JSON.parse(String(init?.body))).toEqual(body);
  });

  it('asks how the collectors fare', async () => {
    const answer = { items: [] };
    const { client, requests } = clientAnswering(answer);
    await expect(client.getCollectors()).resolves.toEqual(answer);
    expect(requests[0].url.pathname).toBe('/api/readiness/collectors');
  });

  it('encodes what it puts into a path', async () => {
    const { client, requests } = clientAnswering({});
    await client.getScorecard('../entities?x=1');
    expect(requests[0].url.pathname).toBe(
      '/api/readiness/scorecards/..%2Fentities%3Fx%3D1',
    );
    expect(requests[0].url.search).toBe('');
  });

  it('repeats a parameter for each value and leaves out what is absent', async () => {
    const { client, requests } = clientAnswering({ items: [], totalItems: 0 });
    await client.getEntities({
      scorecard: 'production-readiness',
      level: ['none', 'L1'],
      owner: ['group:default/payments'],
      search: 'a&b = c',
      sort: '-score',
      system: [],
      cursor: undefined,
      limit: 50,
    });
    const { pathname, searchParams } = requests[0].url;
    expect(pathname).toBe('/api/readiness/entities');
    expect([...searchParams]).toEqual([
      ['scorecard', 'production-readiness'],
      ['level', 'none'],
      ['level', 'L1'],
      ['owner', 'group:default/payments'],
      ['search', 'a&b = c'],
      ['sort', '-score'],
      ['limit', '50'],
    ]);
  });

  it.each([
    'Component:Payments/Checkout',
    { kind: 'Component', namespace: 'Payments', name: 'Checkout' },
  ])('reads one entity by its ref, in lower case: %j', async entityRef => {
    const { client, requests } = clientAnswering({});
    await client.getEntity(entityRef);
    expect(requests[0].url.pathname).toBe(
      '/api/readiness/entities/by-name/component/payments/checkout',
    );
  });

  it('reads the history of an entity page by page', async () => {
    const { client, requests } = clientAnswering({ items: [] });
    await client.getHistory('component:default/checkout', { cursor: '7' });
    expect(requests[0].url.href).toBe(
      'http://backend.example.com/api/readiness/entities/by-name/component/default/checkout/history?cursor=7',
    );
  });

  it('asks for the report of a past moment', async () => {
    const { client, requests } = clientAnswering({ report: {} });
    await client.getReplay('component:default/checkout', {
      scorecard: 'ownership',
      at: '2030-01-01T00:00:00.000Z',
    });
    expect(requests[0].url.href).toBe(
      'http://backend.example.com/api/readiness/entities/by-name/component/default/checkout/replay?scorecard=ownership&at=2030-01-01T00%3A00%3A00.000Z',
    );
  });

  it('groups a summary', async () => {
    const { client, requests } = clientAnswering({ groups: [] });
    await client.getSummary({ scorecard: 'ownership', groupBy: 'owner' });
    expect(requests[0].url.href).toBe(
      'http://backend.example.com/api/readiness/summary?scorecard=ownership&groupBy=owner',
    );
  });

  it('reads the trend of an owner', async () => {
    const { client, requests } = clientAnswering({ points: [] });
    await client.getTrend({
      scorecard: 'ownership',
      owner: 'group:default/payments',
      days: 30,
    });
    expect(requests[0].url.href).toBe(
      'http://backend.example.com/api/readiness/trends?scorecard=ownership&owner=group%3Adefault%2Fpayments&days=30',
    );
  });

  it('reads what is behind its template', async () => {
    const { client, requests } = clientAnswering({ items: [] });
    await client.getLineage({
      template: 'template:default/node-service',
      show: 'behind',
    });
    expect(requests[0].url.href).toBe(
      'http://backend.example.com/api/readiness/lineage?template=template%3Adefault%2Fnode-service&show=behind',
    );
  });

  it('posts entity refs', async () => {
    const { client, requests } = clientAnswering({ items: [null] });
    const request = {
      entityRefs: ['component:default/checkout'],
      scorecard: 'ownership',
    };
    await client.getEntitiesByRefs(request);
    const { url, init } = requests[0];
    expect(url.pathname).toBe('/api/readiness/entities/by-refs');
    expect(init?.method).toBe('POST');
    expect(new Headers(init?.headers).get('content-type')).toBe(
      'application/json',
    );
    expect(JSON.parse(String(init?.body))).toEqual(request);
  });

  it('pushes facts', async () => {
    const { client, requests } = clientAnswering({ changed: 1, unchanged: 0 });
    const request = {
      facts: [
        {
          entityRef: 'component:default/checkout',
          namespace: 'coverage',
          value: { percent: 85 },
        },
      ],
    };
    expect(await client.pushFacts(request)).toEqual({
      changed: 1,
      unchanged: 0,
    });
    const [{ url, init }] = requests;
    expect(url.pathname).toBe('/api/readiness/facts');
    expect(init?.method).toBe('POST');
    expect(JSON.parse(String(init?.body))).toEqual(request);
  });

  it('asks for a refresh', async () => {
    const { client, requests } = clientAnswering({});
    await client.refreshEntity('component:default/checkout');
    expect(requests[0].init?.method).toBe('POST');
    expect(requests[0].url.pathname).toBe(
      '/api/readiness/entities/by-name/component/default/checkout/refresh',
    );
  });

  it('lists exemptions', async () => {
    const { client, requests } = clientAnswering({ items: [], totalItems: 0 });
    await client.getExemptions({
      state: ['requested', 'approved'],
      entityRef: 'component:default/checkout',
    });
    expect(requests[0].url.pathname).toBe('/api/readiness/exemptions');
    expect([...requests[0].url.searchParams]).toEqual([
      ['state', 'requested'],
      ['state', 'approved'],
      ['entityRef', 'component:default/checkout'],
    ]);
  });

  it('requests an exemption', async () => {
    const { client, requests } = clientAnswering({ id: '1' });
    const request = {
      scorecard: 'ownership',
      scope: 'entity',
      subjectRef: 'component:default/checkout',
      reason: 'It is retired in May.',
    } as const;
    expect(await client.requestExemption(request)).toEqual({ id: '1' });
    const [{ url, init }] = requests;
    expect(url.pathname).toBe('/api/readiness/exemptions');
    expect(JSON.parse(String(init?.body))).toEqual(request);
  });

  it.each<[string, (client: ReadinessClient) => Promise<unknown>, unknown]>([
    ['', client => client.getExemption('a/1'), undefined],
    [
      '/decision',
      client => client.decideExemption('a/1', { decision: 'reject' }),
      { decision: 'reject' },
    ],
    ['/revoke', client => client.revokeExemption('a/1'), {}],
    [
      '/restore',
      client => client.restoreExemption('a/1', { note: 'Again.' }),
      { note: 'Again.' },
    ],
  ])('names the exemption in /exemptions/:id%s', async (path, call, body) => {
    const { client, requests } = clientAnswering({});
    await call(client);
    const [{ url, init }] = requests;
    expect(url.pathname).toBe(`/api/readiness/exemptions/a%2F1${path}`);
    expect(init?.body && JSON.parse(String(init.body))).toEqual(body);
  });

  it('rejects with the error of the backend', async () => {
    const { client } = clientAnswering(
      {
        error: { name: 'NotFoundError', message: 'No such entity' },
        response: { statusCode: 404 },
      },
      404,
    );
    const error = await client
      .getEntity('component:default/nowhere')
      .catch(reason => reason);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error.statusCode).toBe(404);
    expect(error.cause.message).toBe('No such entity');
  });

  it('ends a request when its caller does', async () => {
    const { client } = clientAnswering({});
    const controller = new AbortController();
    controller.abort();
    await expect(
      client.getScorecards({ signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
