import { mockCredentials } from '@backstage/backend-test-utils';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { component } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { createTestPortal, statusesOf } from '../__testUtils__/testPortal';

const databases = createTestDatabases();
const day = 86_400_000;
const ci = mockCredentials.service('ci');

const covered = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: covered, title: Covered }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: Good }]
  checks:
    - id: covered
      title: Tests reach the code
      level: L1
      category: Tests
      pass: coverage.percent >= 80
      message: They do not.
`;

const coverage = (percent: number, name = 'one') => ({
  entityRef: `component:default/${name}`,
  namespace: 'coverage',
  value: { percent },
});

describe.each(databases.ids)('FactReceiver on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  async function start(names = ['one', 'two']) {
    const portal = await createTestPortal({
      knex,
      entities: names.map(name => component(name)),
      scorecards: { 'covered.yaml': covered },
    });
    await portal.settle();
    const status = async (name = 'one') =>
      (await statusesOf(portal, `component:default/${name}`)).covered;
    const push = (
      facts: ReturnType<typeof coverage>[],
      options: { key?: string; by?: BackstageCredentials } = {},
    ) =>
      portal.receiver.receive(
        { facts, idempotencyKey: options.key },
        options.by ?? ci,
      );
    return { portal, status, push };
  }

  const changes = async () => (await knex('fact_changes')).length;

  it('grades before anything is pushed, and again when it is', async () => {
    const { portal, status, push } = await start();
    expect(await status()).toBe('unknown');

    expect(await push([coverage(85), coverage(40, 'two')])).toEqual({
      changed: 2,
      unchanged: 0,
    });
    await portal.settle();
    expect(await status()).toBe('pass');
    expect(await status('two')).toBe('fail');

    await push([coverage(79)]);
    await portal.settle();
    expect(await status()).toBe('fail');
    const { collections, pending } = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );
    expect(pending).toBe(false);
    expect(collections).toMatchObject([
      {
        namespace: 'coverage',
        observedAt: portal.clock.now.toISOString(),
        expiresAt: new Date(
          portal.clock.now.getTime() + 30 * day,
        ).toISOString(),
      },
    ]);
    expect(await knex('result_changes').orderBy('id')).toMatchObject([
      { check_id: 'covered', to_status: 'pass', cause: 'data' },
      { check_id: 'covered', to_status: 'fail', cause: 'data' },
      { check_id: 'covered', to_status: 'fail', cause: 'service' },
    ]);
  });

  it('takes the same facts again for fresh, and writes no row', async () => {
    const { portal, push } = await start();
    await push([coverage(85)]);
    await portal.settle();
    const before = await changes();
    const [{ changed_at }] = await knex('results');

    portal.pass(day);
    expect(await push([coverage(85)])).toEqual({ changed: 0, unchanged: 1 });
    await portal.settle();

    expect(await changes()).toBe(before);
    expect(await knex('facts').where('namespace', 'coverage')).toMatchObject([
      { observed_at: portal.clock.now.toISOString(), due_at: null },
    ]);
    expect((await knex('results'))[0].changed_at).toBe(changed_at);
  });

  it('grades by itself when facts have grown stale, and when they are back', async () => {
    const { portal, status, push } = await start();
    await push([coverage(85)]);
    await portal.settle();

    portal.pass(30 * day - 1);
    await portal.settle();
    expect(await status()).toBe('pass');
    portal.pass(1);
    await portal.settle();
    expect(await status()).toBe('unknown');

    expect(await push([coverage(85)])).toEqual({ changed: 0, unchanged: 1 });
    await portal.settle();
    expect(await status()).toBe('pass');
  });

  it('never has them collected, not even by a refresh', async () => {
    const { portal, status, push } = await start();
    await push([coverage(85)]);
    portal.catalog.set([component('one', { etag: '2' })]);
    await portal.service.refresh('component:default/one', portal.user);
    await portal.settle();
    portal.pass(day);
    await portal.settle();

    expect(await status()).toBe('pass');
    const { pending } = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );
    expect(pending).toBe(false);
  });

  it('keeps what no standard asks for yet', async () => {
    const { portal, push } = await start();
    await push([
      {
        ...coverage(0),
        namespace: 'review',
        value: { requiredApprovals: 1 } as never,
      },
    ]);
    await portal.settle();
    portal.pass(day);
    await portal.settle();
    expect(await knex('facts').where('namespace', 'review')).toHaveLength(1);
  });

  it('takes all facts of a request, or none', async () => {
    const { push } = await start();
    await expect(
      push([coverage(85), coverage(85, 'gone')], { key: 'run-1' }),
    ).rejects.toThrow('There is no entity component:default/gone');
    expect(await knex('facts').where('namespace', 'coverage')).toEqual([]);

    // The key was not used up by it.
    expect(await push([coverage(85)], { key: 'run-1' })).toMatchObject({
      changed: 1,
    });
  });

  it('names some of many unknown entities', async () => {
    const { push } = await start();
    await expect(
      push(Array.from({ length: 12 }, (_, n) => coverage(1, `gone-${n}`))),
    ).rejects.toThrow(/gone-0, .*gone-9 and 2 more$/);
  });

  it('takes a request with a key once, from one caller', async () => {
    const { portal, push } = await start();
    await push([coverage(85)], { key: 'run-1' });
    await push([coverage(70)], { key: 'run-2' });
    expect(await push([coverage(85)], { key: 'run-1' })).toEqual({
      changed: 0,
      unchanged: 1,
    });
    expect(await knex('facts').where('namespace', 'coverage')).toMatchObject([
      { value: '{"percent":70}' },
    ]);
    await expect(push([coverage(90)], { key: 'run-1' })).rejects.toThrow(
      "The idempotencyKey 'run-1' was used for other facts",
    );

    const other = mockCredentials.service('other');
    expect(
      await push([coverage(90)], { key: 'run-1', by: other }),
    ).toMatchObject({ changed: 1 });
    portal.pass(day + 1);
    expect(await push([coverage(95)], { key: 'run-1' })).toMatchObject({
      changed: 1,
    });
  });

  it('tells a user no more than the catalog does', async () => {
    const { portal, push } = await start();
    portal.catalog.hide('component:default/two');
    portal.decideConditionally();
    const by = portal.user;
    expect(await push([coverage(85)], { by })).toMatchObject({ changed: 1 });
    await expect(push([coverage(85, 'two')], { by })).rejects.toThrow(
      'There is no entity component:default/two',
    );
    portal.denyAll();
    await expect(push([coverage(85)], { by })).rejects.toThrow(
      'There is no entity component:default/one',
    );
    // A token of CI is limited to pushing, and reads nothing.
    expect(await push([coverage(85, 'two')])).toMatchObject({ changed: 1 });
  });

  it('takes as many statements for many facts as for one', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `c${n}`);
    const { push } = await start(names);
    const count = async (some: string[], percent: number) =>
      (
        await statementsOf(knex, () =>
          push(
            some.map(name => coverage(percent, name)),
            { key: `run-${percent}` },
          ),
        )
      ).length;
    expect(await count(names, 1)).toBe(await count(names.slice(0, 1), 2));
  });

  it('takes requests about the same entities at the same time', async () => {
    const names = Array.from({ length: 400 }, (_, n) => `c${n}`);
    const { portal, status, push } = await start(names);
    const facts = names.map(name => coverage(85, name));
    const answers = await Promise.all(
      [facts, [...facts].reverse(), facts, [...facts].reverse()].map(some =>
        push(some),
      ),
    );
    expect(answers.map(({ changed }) => changed)).toContain(400);
    await portal.settle();
    expect(await status('c7')).toBe('pass');
  });

  it('survives characters that databases refuse', async () => {
    const { push } = await start();
    const value = { percent: 1, ['odd \0 \ud83d']: 1 } as never;
    await expect(push([{ ...coverage(1), value }])).resolves.toMatchObject({
      changed: 1,
    });
  });
});
