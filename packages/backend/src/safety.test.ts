import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  administrator,
  outsider,
  owner,
  reader,
  startGuardedPortal,
} from './__testUtils__/guardedPortal';

/**
 * Who gets what of each endpoint: with the real catalog, the real permission
 * backend, and a policy that shows owners what is theirs.
 */

const callers = [
  'stranger',
  'outsider',
  'reader',
  'owner',
  'admin',
  'service',
  'push token',
] as const;

type Caller = (typeof callers)[number];

/** A status, or the names of the entities that an answer speaks of. */
type Answer = number | string;

interface Row {
  does: string;
  method?: 'POST';
  path: string;
  body?: object;
  /** Refs of the entities in an answer. */
  seen?: (body: any) => string[];
  /** In the order of the callers. */
  answers: Answer[];
}

const refsOf = (body: { items: { entityRef: string }[] }) =>
  body.items.map(({ entityRef }) => entityRef);

const both = 'conrads olgas';
const nothing = '';
const ofOlga = '/entities/by-name/component/default/olgas';
const ofOlgaRef = 'component:default/olgas';

const wish = {
  scorecard: 'basics',
  check: 'has-system',
  scope: 'entity',
  subjectRef: ofOlgaRef,
  reason: 'It stands for itself.',
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
};

const pushing: Row = {
  does: 'pushes facts',
  method: 'POST',
  path: '/facts',
  body: {
    facts: [ofOlgaRef, 'component:default/conrads'].map(entityRef => ({
      entityRef,
      namespace: 'coverage',
      value: { percent: 80 },
    })),
  },
  answers: [401, 403, 403, 403, 200, 200, 200],
};

const table: Row[] = [
  {
    does: 'lists scorecards',
    path: '/scorecards',
    answers: [401, 200, 200, 200, 200, 200, 200],
  },
  {
    does: 'reads a scorecard',
    path: '/scorecards/basics',
    answers: [401, 200, 200, 200, 200, 200, 200],
  },
  {
    does: 'reads the OpenAPI document',
    path: '/openapi.json',
    answers: [200, 200, 200, 200, 200, 200, 200],
  },
  {
    does: 'lists entities',
    path: '/entities?scorecard=basics',
    seen: refsOf,
    answers: [401, nothing, 'conrads', 'olgas', both, both, nothing],
  },
  {
    does: 'counts entities in a list',
    path: '/entities?scorecard=basics',
    seen: ({ totalItems }) => [`${totalItems}`],
    answers: [401, '0', '1', '1', '2', '2', '0'],
  },
  {
    does: 'asks for entities by refs',
    method: 'POST',
    path: '/entities/by-refs',
    body: {
      scorecard: 'basics',
      entityRefs: [ofOlgaRef, 'component:default/conrads'],
    },
    seen: ({ items }) =>
      items.flatMap((item: { entityRef: string } | null) =>
        item ? item.entityRef : [],
      ),
    answers: [401, nothing, 'conrads', 'olgas', both, both, nothing],
  },
  {
    does: 'reads an entity',
    path: ofOlga,
    answers: [401, 404, 404, 200, 200, 200, 404],
  },
  {
    does: 'reads the history of an entity',
    path: `${ofOlga}/history`,
    answers: [401, 404, 404, 200, 200, 200, 404],
  },
  {
    does: 'reads a past report',
    path: `${ofOlga}/replay?scorecard=basics&at=2999-12-31T00:00:00Z`,
    answers: [401, 404, 404, 200, 200, 200, 404],
  },
  {
    does: 'refreshes an entity',
    method: 'POST',
    path: `${ofOlga}/refresh`,
    answers: [401, 404, 404, 202, 202, 202, 404],
  },
  {
    does: 'refreshes what they may only read',
    method: 'POST',
    path: '/entities/by-name/component/default/conrads/refresh',
    answers: [401, 404, 403, 404, 202, 202, 404],
  },
  {
    does: 'counts by owner',
    path: '/summary?scorecard=basics&groupBy=owner',
    seen: ({ groups }) => groups.map(({ key }: { key: string }) => key),
    answers: [
      401,
      nothing,
      'conrad',
      'olga',
      'conrad olga',
      'conrad olga',
      nothing,
    ],
  },
  {
    does: 'counts by level',
    path: '/summary?scorecard=basics&groupBy=level',
    seen: ({ totalItems }) => [`${totalItems}`],
    answers: [401, '0', '1', '1', '2', '2', '0'],
  },
  {
    does: 'reads the trend of all',
    path: '/trends?scorecard=basics',
    seen: ({ points }) => [`${points.at(-1)?.entities ?? 0}`],
    answers: [401, '0', '1', '1', '2', '2', '0'],
  },
  {
    does: 'reads the trend of an entity',
    path: `/trends?scorecard=basics&entityRef=${ofOlgaRef}`,
    answers: [401, 404, 404, 200, 200, 200, 404],
  },
  {
    does: 'reads where an entity came from',
    path: `/lineage?entityRef=${ofOlgaRef}`,
    answers: [401, 404, 404, 200, 200, 200, 404],
  },
  {
    does: 'previews a scorecard for an owner',
    method: 'POST',
    path: '/scorecards/preview',
    body: { scorecard: 'basics', owner },
    seen: ({ totalItems }) => [`${totalItems}`],
    answers: [401, '0', '0', '1', '1', '1', '0'],
  },
  {
    does: 'previews a scorecard for an entity',
    method: 'POST',
    path: '/scorecards/preview',
    body: { scorecard: 'basics', entityRef: ofOlgaRef },
    answers: [401, 404, 404, 200, 200, 200, 404],
  },
  pushing,
  {
    does: 'requests an exemption',
    method: 'POST',
    path: '/exemptions',
    body: wish,
    answers: [401, 403, 403, 201, 409, 409, 403],
  },
  {
    does: 'lists exemptions',
    path: '/exemptions',
    seen: ({ items }) =>
      items.map(({ subjectRef }: { subjectRef: string }) => subjectRef),
    answers: [401, nothing, nothing, 'olgas', 'olgas', 'olgas', nothing],
  },
  {
    does: 'counts exemptions',
    path: '/exemptions',
    seen: ({ totalItems }) => [`${totalItems}`],
    answers: [401, '0', '0', '1', '1', '1', '0'],
  },
  {
    does: 'reads an exemption',
    path: '/exemptions/{exemption}',
    answers: [401, 404, 404, 200, 200, 200, 404],
  },
  {
    does: 'approves an exemption',
    method: 'POST',
    path: '/exemptions/{exemption}/decision',
    body: { decision: 'approve' },
    answers: [401, 403, 403, 403, 200, 409, 403],
  },
  {
    does: 'revokes an exemption',
    method: 'POST',
    path: '/exemptions/{exemption}/revoke',
    body: {},
    answers: [401, 403, 403, 403, 200, 409, 403],
  },
  {
    does: 'restores an exemption',
    method: 'POST',
    path: '/exemptions/{exemption}/restore',
    body: {},
    answers: [401, 403, 403, 403, 200, 409, 403],
  },
  {
    does: 'sees the collectors',
    path: '/collectors',
    answers: [401, 403, 403, 403, 200, 200, 403],
  },
];

const pushToken = 'only-for-this-test';

describe('what the API shows to whom', () => {
  let folder: string;
  let portal: Awaited<ReturnType<typeof startGuardedPortal>>;
  /** Where tokens are real, and limited as the configuration says. */
  let portalOfTokens: typeof portal;

  /** Of the exemption that was requested. */
  let id = '';

  const authorizations: Record<Caller, string> = {
    stranger: mockCredentials.none.header(),
    outsider: mockCredentials.user.header(outsider),
    reader: mockCredentials.user.header(reader),
    owner: mockCredentials.user.header(owner),
    admin: mockCredentials.user.header(administrator),
    service: mockCredentials.service.header(),
    'push token': `Bearer ${pushToken}`,
  };

  async function ask(caller: Caller, { path, method, body }: Partial<Row>) {
    const { url } = caller === 'push token' ? portalOfTokens : portal;
    const response = await fetch(`${url}${path?.replace('{exemption}', id)}`, {
      method,
      headers: {
        authorization: authorizations[caller],
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const { status } = response;
    const answer = await response.json();
    if (status === 201) {
      id = answer.id;
    }
    return { status, body: answer };
  }

  async function answerTo(caller: Caller, row: Row): Promise<Answer> {
    const { status, body } = await ask(caller, row);
    return row.seen && status === 200
      ? row
          .seen(body)
          .map(ref => ref.split('/').at(-1))
          .sort()
          .join(' ')
      : status;
  }

  /** The catalog takes its time to process what it is given. */
  async function gradeAll(of: typeof portal, caller: Caller) {
    const isKnown = async () => (await ask(caller, pushing)).status === 200;
    await of.settle();
    while (!(await isKnown())) {
      await setTimeout(100);
      await of.settle();
    }
    await of.settle();
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'airworthy-safety-'));
    portal = await startGuardedPortal({ folder });
    portalOfTokens = await startGuardedPortal({ folder, pushToken });
    await gradeAll(portal, 'admin');
    await gradeAll(portalOfTokens, 'push token');
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(table)('$does', async row => {
    const answers: Partial<Record<Caller, Answer>> = {};
    for (const caller of callers) {
      answers[caller] = await answerTo(caller, row);
    }
    expect(answers).toEqual(
      Object.fromEntries(callers.map((c, index) => [c, row.answers[index]])),
    );
  });

  it('is told of every endpoint', async () => {
    const { body } = await ask('admin', { path: '/openapi.json' });
    const isToldOf = (method: string, path: string) => {
      const pattern = new RegExp(
        `^${path.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`,
      );
      return table.some(
        row =>
          (row.method ?? 'GET') === method.toUpperCase() &&
          pattern.test(row.path),
      );
    };
    const forgotten = Object.entries<object>(body.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods)
          .filter(method => !isToldOf(method, path))
          .map(method => `${method} ${path}`),
    );
    expect(forgotten).toEqual([]);
  });
});
