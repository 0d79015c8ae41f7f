import { Entity } from '@backstage/catalog-model';
import { RequestExemptionRequest } from '@airworthy/backstage-plugin-readiness-common';
import { component, group } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import {
  createTestPortal,
  TestPortalOptions,
} from '../__testUtils__/testPortal';

const databases = createTestDatabases();

const day = 24 * 60 * 60 * 1_000;
const ann = 'user:default/ann';
const bob = 'user:default/bob';
const eve = 'user:default/eve';

const wish = {
  scorecard: 'basics',
  check: 'has-readme',
  scope: 'entity',
  subjectRef: 'component:default/one',
  reason: 'It is retired in May.',
  expiresAt: '2030-02-01T00:00:00.000Z',
} satisfies RequestExemptionRequest;

const entities: Entity[] = [
  component('one', { spec: { system: 'ledger' } }),
  component('two'),
  component('ledger', { kind: 'System' }),
  group('crew'),
  group('guests'),
];

describe.each(databases.ids)('exemptions on %p', id => {
  async function setUp(options: Partial<TestPortalOptions> = {}) {
    const knex = await databases.migrated(id);
    const portal = await createTestPortal({
      knex,
      entities,
      collectors: [],
      ...options,
    });
    await portal.reconciler.reconcile(new AbortController().signal);
    const [asAnn, asBob, asEve] = await Promise.all(
      [ann, bob, eve].map(portal.callerAs),
    );
    const request = (changes: Partial<RequestExemptionRequest> = {}) =>
      portal.exemptions.request(asAnn, { ...wish, ...changes });
    const list = (query: object = {}) =>
      portal.exemptions.list(asBob, { limit: 25, state: undefined, ...query });
    return { ...portal, knex, asAnn, asBob, asEve, request, list };
  }

  it('go from a request to a grant, are revoked and restored, and all of it stays on record', async () => {
    const { exemptions, asAnn, asBob, request, pass, clock } = await setUp();
    const requested = await request({ link: 'https://tickets.example.com/7' });
    expect(requested).toEqual({
      ...wish,
      id: expect.any(String),
      link: 'https://tickets.example.com/7',
      state: 'requested',
      requestedBy: ann,
      requestedAt: clock.now.toISOString(),
      events: [{ action: 'requested', by: ann, at: clock.now.toISOString() }],
      // She cannot grant it to herself.
      actions: [],
    });
    expect(await exemptions.read(asBob, requested.id)).toMatchObject({
      actions: ['approve', 'reject'],
    });

    pass(1_000);
    const approved = await exemptions.act(asBob, requested.id, {
      action: 'approve',
      note: 'Until May.',
    });
    expect(approved).toMatchObject({ state: 'approved', actions: ['revoke'] });

    const revoked = await exemptions.act(asAnn, requested.id, {
      action: 'revoke',
    });
    expect(revoked).toMatchObject({ state: 'revoked', actions: [] });

    const restored = await exemptions.act(asBob, requested.id, {
      action: 'restore',
    });
    expect(restored.state).toBe('approved');
    expect(restored.events).toEqual([
      expect.objectContaining({ action: 'requested', by: ann }),
      {
        action: 'approved',
        by: bob,
        at: clock.now.toISOString(),
        note: 'Until May.',
      },
      expect.objectContaining({ action: 'revoked', by: ann }),
      expect.objectContaining({ action: 'restored', by: bob }),
    ]);
  });

  it('end by themselves, and nothing can be done about them then', async () => {
    const { exemptions, asBob, request, list, pass } = await setUp();
    const granted = await request();
    await exemptions.act(asBob, granted.id, { action: 'approve' });
    const waiting = await request({ check: 'owner-exists' });
    pass(31 * day);
    expect(await exemptions.read(asBob, granted.id)).toMatchObject({
      state: 'expired',
      actions: [],
    });
    const { items } = await list({ state: ['expired'] });
    expect(items.map(item => item.id).sort()).toEqual(
      [granted.id, waiting.id].sort(),
    );
    expect(await list({ state: ['approved', 'requested'] })).toMatchObject({
      items: [],
      totalItems: 0,
    });
    await expect(
      exemptions.act(asBob, waiting.id, { action: 'approve' }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: 'You cannot approve it: it expired at 2030-02-01T00:00:00.000Z',
    });
  });

  it('of two who decide at once one is heard, and the other learns of it', async () => {
    const { exemptions, asBob, asEve, request } = await setUp();
    const { id: one } = await request();
    const outcomes = await Promise.allSettled([
      exemptions.act(asBob, one, { action: 'approve' }),
      exemptions.act(asEve, one, { action: 'reject' }),
    ]);
    const refused = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ name: 'ConflictError' });
    expect(refused[0].message).toMatch(
      /^You cannot (reject it: it was approved by user:default\/bob|approve it: it was rejected by user:default\/eve) at 2030-/,
    );
    const { events } = await exemptions.read(asBob, one);
    expect(events).toHaveLength(2);
  });

  it('are open once for the same, even when requested at once', async () => {
    const { exemptions, asBob, request, pass } = await setUp();
    const outcomes = await Promise.allSettled([request(), request()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    await expect(request()).rejects.toMatchObject({ name: 'ConflictError' });
    // Another check, another subject or all checks are something else.
    await request({ check: 'owner-exists' });
    await request({ check: undefined });
    const two = await request({ subjectRef: 'component:default/two' });

    await exemptions.act(asBob, two.id, { action: 'reject' });
    await request({ subjectRef: 'component:default/two' });
    pass(31 * day);
    await request({ expiresAt: '2030-03-01T00:00:00.000Z' });
  });

  it('are not restored beside an open one for the same', async () => {
    const { exemptions, asBob, request } = await setUp();
    const first = await request();
    await exemptions.act(asBob, first.id, { action: 'approve' });
    await exemptions.act(asBob, first.id, { action: 'revoke' });
    await request();
    await expect(
      exemptions.act(asBob, first.id, { action: 'restore' }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: 'You cannot restore it: there is an open one for the same',
    });
  });

  it('are not granted by who requested them, unless config lets them', async () => {
    const { exemptions, asAnn, request } = await setUp();
    const { id: own } = await request();
    await expect(
      exemptions.act(asAnn, own, { action: 'approve' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });

    const trusting = await setUp({ exemptions: { allowSelfApproval: true } });
    const mine = await trusting.request();
    expect(mine.actions).toEqual(['approve', 'reject']);
    expect(
      await trusting.exemptions.act(trusting.asAnn, mine.id, {
        action: 'approve',
      }),
    ).toMatchObject({ state: 'approved' });
  });

  it.each<[string, Partial<RequestExemptionRequest>, string, string]>([
    ['scorecard', { scorecard: 'other' }, 'NotFoundError', 'other'],
    ['check', { check: 'other' }, 'NotFoundError', 'no check other'],
    [
      'subject',
      { subjectRef: 'component:default/gone' },
      'NotFoundError',
      'component:default/gone',
    ],
    [
      'owner',
      { scope: 'owner' },
      'InputError',
      'subjectRef: the scope owner is of a group or a user',
    ],
    ['system', { scope: 'system' }, 'InputError', 'subjectRef: '],
    ['end', { expiresAt: undefined }, 'InputError', 'expiresAt: '],
    [
      'end in the past',
      { expiresAt: '2029-12-31T00:00:00.000Z' },
      'InputError',
      'expiresAt: must be in the future',
    ],
    [
      'end too far away',
      { expiresAt: '2031-01-01T00:00:00.000Z' },
      'InputError',
      'expiresAt: an exemption lasts for at most 180 days',
    ],
  ])('are refused with another %s', async (_, changes, name, message) => {
    const { request, list } = await setUp();
    await expect(request(changes)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
    expect((await list()).totalItems).toBe(0);
  });

  it('need no end where config says so', async () => {
    const { request, list } = await setUp({
      exemptions: { expiryRequired: false },
    });
    const endless = await request({ expiresAt: undefined });
    expect(endless.expiresAt).toBeUndefined();
    expect((await list({ state: ['requested'] })).totalItems).toBe(1);
  });

  it('are listed by what they are for, page by page', async () => {
    const { request, list, pass } = await setUp();
    const all = [
      await request(),
      await request({ scope: 'owner', subjectRef: 'group:default/crew' }),
      await request({ scope: 'system', subjectRef: 'system:default/ledger' }),
      await request({ check: undefined }),
      await request({ subjectRef: 'component:default/two' }),
      await request({ scope: 'owner', subjectRef: 'group:default/guests' }),
      // As an entity of its own, not as an owner.
      await request({ subjectRef: 'group:default/crew' }),
    ].map(({ id: each }) => each);
    pass(1_000);
    const latest = await request({ check: 'owner-exists' });
    const of = async (query: object) =>
      (await list(query)).items.map(item => item.id).sort();

    expect(await of({ entityRef: wish.subjectRef })).toEqual(
      [...all.slice(0, 4), latest.id].sort(),
    );
    expect(
      await of({ entityRef: wish.subjectRef, check: 'owner-exists' }),
    ).toEqual([all[3], latest.id].sort());
    expect(await of({ subjectRef: 'group:default/crew' })).toEqual(
      [all[1], all[6]].sort(),
    );
    expect(await of({ scorecard: 'other' })).toEqual([]);

    const first = await list({ limit: 5 });
    expect(first.items[0].id).toBe(latest.id);
    expect(first.totalItems).toBe(8);
    expect(first.rules).toEqual({
      mayRequest: true,
      expiryRequired: true,
      longestDays: 180,
    });
    const second = await list({ limit: 5, cursor: first.nextCursor });
    expect(second.nextCursor).toBeUndefined();
    expect(
      [...first.items, ...second.items].map(item => item.id).sort(),
    ).toEqual([...all, latest.id].sort());
    await expect(list({ cursor: 'abc' })).rejects.toThrow('cursor: ');
  });

  it('are shown to who may read their subject, also in counts', async () => {
    const { request, list, exemptions, asBob, catalog, decideConditionally } =
      await setUp();
    const { id: shown } = await request();
    const { id: hidden } = await request({
      subjectRef: 'component:default/two',
    });
    decideConditionally();
    catalog.hide('component:default/two');
    expect(await list()).toMatchObject({
      items: [{ id: shown }],
      totalItems: 1,
    });
    await exemptions.read(asBob, shown);
    for (const attempt of [
      () => exemptions.read(asBob, hidden),
      () => exemptions.act(asBob, hidden, { action: 'approve' }),
      () => list({ entityRef: 'component:default/two' }),
      () =>
        request({ subjectRef: 'component:default/two', check: 'owner-exists' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ name: 'NotFoundError' });
    }
  });

  it.each(['none', 'NUL\0', 'x'.repeat(2_000)])(
    'are none with the id %j',
    async other => {
      const { exemptions, asBob } = await setUp();
      await expect(exemptions.read(asBob, other)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    },
  );

  it('take as many statements for a hundred as for one', async () => {
    const { request, list, knex } = await setUp({
      entities: [
        ...entities,
        ...Array.from({ length: 30 }, (_, n) => component(`c${n}`)),
      ],
    });
    await request();
    const few = await statementsOf(knex, () => list({ limit: 200 }));
    for (let n = 0; n < 30; n += 1) {
      await request({ subjectRef: `component:default/c${n}` });
    }
    const many = await statementsOf(knex, () => list({ limit: 200 }));
    expect(many).toHaveLength(few.length);
    expect(few).toHaveLength(3);
  });
});
