/** A request of the API, and the status that answers it. */
export interface OperationCall {
  status: number;
  /** Values of the path's parameters; `$name` for an id that was kept. */
  path?: Record<string, string>;
  query?: Record<string, string | string[]>;
  body?: object;
  /** Keeps the id that is answered under a name. */
  keep?: string;
  /** A service calls, and not a person. */
  byService?: boolean;
}

const basket = { kind: 'component', namespace: 'default', name: 'basket' };
const nobody = { ...basket, name: 'nobody' };
const basics = { scorecard: 'basics' };
const other = { scorecard: 'other' };

const always = '2999-12-31T00:00:00+01:00';

const coverage = (percent: number, name = 'basket') => ({
  entityRef: `component:default/${name}`,
  namespace: 'coverage',
  value: { percent },
});

const wish = {
  ...basics,
  scope: 'entity',
  subjectRef: 'component:default/basket',
  reason: 'It is retired in May.',
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
};
const first = { id: '$exemption' };
const none = { id: 'none' };

/**
 * Calls of each operation of the OpenAPI document, made one after the other:
 * one for each status that it may answer. The first has to succeed; it is made
 * again by strangers, for 401, and by those who may do nothing, for 403.
 */
export const operationCalls: Record<string, OperationCall[]> = {
  listScorecards: [{ status: 200 }],
  getScorecard: [
    { status: 200, path: { name: 'basics' } },
    { status: 404, path: { name: 'other' } },
  ],
  previewScorecard: [
    {
      status: 200,
      body: {
        scorecard: 'weather',
        insteadOf: 'basics',
        owner: 'group:default/crew',
      },
    },
    { status: 400, body: { document: 'kind: Scorecard', owner: 'group:crew' } },
    { status: 404, body: { ...other, owner: 'group:default/crew' } },
  ],
  listEntities: [
    {
      status: 200,
      query: {
        ...basics,
        level: ['L1', 'none'],
        owner: 'group:default/crew',
        check: 'has-readme',
        status: ['fail', 'unknown'],
        sort: '-score',
        limit: '1',
      },
    },
    { status: 400, query: { ...basics, limit: '0' } },
    { status: 404, query: other },
  ],
  listEntitiesByRefs: [
    {
      status: 200,
      body: {
        ...basics,
        entityRefs: ['component:default/basket', 'component:default/nobody'],
      },
    },
    { status: 400, body: { ...basics, entityRefs: [] } },
    {
      status: 404,
      body: { ...other, entityRefs: ['component:default/basket'] },
    },
  ],
  getEntity: [
    { status: 200, path: basket },
    { status: 404, path: nobody },
  ],
  getHistory: [
    { status: 200, path: basket, query: { ...basics, limit: '1' } },
    { status: 400, path: basket, query: { limit: 'many' } },
    { status: 404, path: nobody },
  ],
  replayReport: [
    { status: 200, path: basket, query: { ...basics, at: always } },
    { status: 400, path: basket, query: { ...basics, at: 'yesterday' } },
    { status: 404, path: basket, query: { ...other, at: always } },
    {
      status: 409,
      path: { ...basket, name: 'forgotten' },
      query: { ...basics, at: always },
    },
  ],
  refreshEntity: [
    { status: 202, path: basket },
    { status: 404, path: nobody },
  ],
  getSummary: [
    { status: 200, query: { ...basics, groupBy: 'owner' } },
    { status: 400, query: { ...basics, groupBy: 'mood' } },
    { status: 404, query: { ...other, groupBy: 'owner' } },
  ],
  getTrend: [
    { status: 200, query: { ...basics, owner: 'group:default/crew' } },
    { status: 400, query: { ...basics, days: '0' } },
    { status: 404, query: other },
  ],
  getLineage: [
    {
      status: 200,
      query: {
        template: 'template:default/node-service',
        show: 'all',
        limit: '1',
      },
    },
    { status: 400, query: { show: 'ahead' } },
    { status: 404, query: { entityRef: 'component:default/nobody' } },
  ],
  pushFacts: [
    { status: 200, body: { facts: [coverage(80)], idempotencyKey: 'run-1' } },
    { status: 400, body: { facts: [coverage(-1)] } },
    { status: 404, body: { facts: [coverage(80, 'nobody')] } },
    { status: 409, body: { facts: [coverage(90)], idempotencyKey: 'run-1' } },
  ],
  requestExemption: [
    { status: 201, body: wish, keep: 'exemption' },
    { status: 400, body: { ...wish, reason: 'Because.' } },
    { status: 404, body: { ...wish, ...other } },
    { status: 409, body: wish },
  ],
  listExemptions: [
    {
      status: 200,
      query: {
        ...basics,
        check: 'has-readme',
        entityRef: 'component:default/basket',
        state: ['requested', 'approved'],
        limit: '1',
      },
    },
    { status: 400, query: { limit: '0' } },
    { status: 404, query: { entityRef: 'component:default/nobody' } },
  ],
  getExemption: [
    { status: 200, path: first },
    { status: 404, path: none },
  ],
  decideExemption: [
    {
      status: 200,
      path: first,
      body: { decision: 'approve', note: 'Until May.' },
      byService: true,
    },
    { status: 400, path: first, body: { decision: 'maybe' } },
    { status: 404, path: none, body: { decision: 'reject' } },
    {
      status: 409,
      path: first,
      body: { decision: 'reject' },
      byService: true,
    },
  ],
  revokeExemption: [
    { status: 200, path: first, body: { note: 'No more.' } },
    { status: 400, path: first, body: { note: 7 } },
    { status: 404, path: none, body: {} },
    { status: 409, path: first, body: {} },
  ],
  restoreExemption: [
    { status: 200, path: first, body: {}, byService: true },
    { status: 400, path: first, body: { note: 7 } },
    { status: 404, path: none, body: {} },
    { status: 409, path: first, body: {}, byService: true },
  ],
  listCollectors: [{ status: 200 }],
};
