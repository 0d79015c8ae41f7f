import { Knex } from 'knex';
import { component } from '../__testUtils__/entities';
import {
  ScriptedCollector,
  scripted,
} from '../__testUtils__/ScriptedCollector';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { createTestPortal, statusesOf } from '../__testUtils__/testPortal';

const databases = createTestDatabases();
const hour = 3_600_000;

describe.each(databases.ids)('what a collector answers on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  async function scriptedPortal() {
    const collector = new ScriptedCollector();
    const portal = await createTestPortal({
      knex,
      entities: [component('one')],
      collectors: [collector],
      scorecards: { 'scripted.yaml': scripted },
    });
    const status = async () =>
      (await statusesOf(portal, 'component:default/one')).good;
    return { collector, portal, status };
  }

  it('keeps the last facts until they are stale, and waits longer each time', async () => {
    const { collector, portal, status } = await scriptedPortal();
    await portal.settle();
    expect(await status()).toBe('pass');

    collector.answer = new Error('the forge is down');
    portal.pass(hour);
    await portal.settle();
    expect(await status()).toBe('pass');
    expect(collector.asked.length).toBe(2);

    // 22.5 s after the first failure, 45 s after the second.
    await portal.settle();
    expect(collector.asked.length).toBe(2);
    portal.pass(23_000);
    await portal.settle();
    expect(collector.asked.length).toBe(3);
    portal.pass(23_000);
    await portal.settle();
    expect(collector.asked.length).toBe(3);
    portal.pass(23_000);
    await portal.settle();
    expect(collector.asked.length).toBe(4);
    expect(await status()).toBe('pass');

    portal.pass(2 * hour);
    await portal.settle();
    expect(await status()).toBe('unknown');
    const { reports } = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );
    expect(reports[0].results[0].detail).toContain('the forge is down');

    collector.answer = 'unchanged';
    portal.pass(hour);
    await portal.settle();
    expect(await status()).toBe('pass');
    expect(await knex('result_changes').orderBy('id')).toMatchObject([
      { from_status: 'pass', to_status: 'unknown', cause: 'data' },
      { from_status: 'unknown', to_status: 'pass', cause: 'data' },
    ]);
    const [facts] = await knex('facts');
    expect(facts).toMatchObject({ failures: 0, error: null });
  });

  it('says that facts are stale as soon as they are, however long it waits', async () => {
    const { collector, portal, status } = await scriptedPortal();
    await portal.settle();
    collector.answer = new Error('the forge is down');
    // The next wait is 45 minutes, and the facts last for 30 more.
    await knex('facts').update({ failures: 20 });
    portal.pass(1.5 * hour);
    await portal.settle();
    expect(await status()).toBe('pass');

    portal.pass(0.5 * hour);
    await portal.settle();
    expect(await status()).toBe('unknown');
  });

  it('leaves work to the next run when its time is up', async () => {
    const { collector, portal, status } = await scriptedPortal();
    await portal.settle();
    collector.meanwhile = async () => {
      portal.pass(31_000);
      await knex('facts').update({ due_at: '2000-01-01T00:00:00.000Z' });
    };
    portal.pass(hour);
    collector.answer = { value: { good: false }, problems: [] };
    await portal.settle();
    expect(collector.asked.length).toBe(2);
    expect(await status()).toBe('pass');

    await portal.settle();
    expect(collector.asked.length).toBe(3);
    expect(await status()).toBe('fail');
  });

  it('writes nothing down once it was told to stop', async () => {
    const { collector, portal } = await scriptedPortal();
    await portal.reconciler.reconcile(new AbortController().signal);
    const controller = new AbortController();
    collector.meanwhile = async () => controller.abort(new Error('stop'));

    await expect(
      portal.worker.run({ index: 0, of: 1 }, controller.signal),
    ).rejects.toThrow('stop');

    expect(await knex('fact_changes')).toEqual([]);
  });

  it('takes nothing for unchanged of an entity that changed', async () => {
    const { collector, portal } = await scriptedPortal();
    const changed = (etag: string) =>
      portal.catalog.set([component('one', { etag })]);
    await portal.settle();

    portal.pass(hour);
    changed('2');
    await portal.settle();
    expect(collector.asked).toEqual([undefined, undefined]);

    // And if it changes while it is collected.
    portal.pass(hour);
    collector.meanwhile = async () => {
      portal.pass(60_000);
      changed('3');
      await portal.reconciler.reconcile(new AbortController().signal);
    };
    await portal.settle();
    expect(collector.asked.slice(2)).toEqual(['r1', undefined]);
  });

  it('says why nothing is known of an entity that never could be read', async () => {
    const { collector, portal } = await scriptedPortal();
    collector.answer = new Error('no such repository');
    await portal.settle();

    const { reports } = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );
    expect(reports[0].results[0]).toMatchObject({
      status: 'unknown',
      detail: expect.stringContaining('no such repository'),
    });
  });

  it('survives characters that databases refuse', async () => {
    const { collector, portal } = await scriptedPortal();
    const odd = 'odd \0 \ud83d';
    portal.catalog.set([component('one', { etag: '2', title: odd })]);
    collector.answer = new Error(odd);
    await portal.settle();
    collector.answer = {
      value: { good: true, [odd]: odd },
      problems: [],
      revision: odd,
    };
    portal.pass(hour);
    await portal.settle();

    const { collections } = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );
    expect(collections[0].revision).toBe('odd \uFFFD \uFFFD');
  });

  it('tells the collector what it saw last', async () => {
    const { collector, portal } = await scriptedPortal();
    await portal.settle();
    collector.answer = 'unchanged';
    portal.pass(hour);
    await portal.settle();
    expect(collector.asked).toEqual([undefined, 'r1']);
  });

  it('does not lose a refresh that is asked for while it collects', async () => {
    const { collector, portal } = await scriptedPortal();
    collector.meanwhile = () => {
      portal.pass(1_000);
      return portal.service.refresh('component:default/one', portal.user);
    };
    await portal.settle();
    expect(collector.asked.length).toBe(2);
  });

  it('does not bring back an entity that vanishes while it collects', async () => {
    const { collector, portal } = await scriptedPortal();
    collector.meanwhile = () => knex('entities').delete();
    await portal.settle();
    expect(await knex('facts')).toEqual([]);
  });

  it('stops when it is told to, and leaves the work for the next', async () => {
    const { portal, status } = await scriptedPortal();
    const stopped = AbortSignal.abort(new Error('shutting down'));
    await portal.reconciler.reconcile(new AbortController().signal);

    await expect(
      portal.worker.run({ index: 0, of: 1 }, stopped),
    ).rejects.toThrow('shutting down');
    expect(await knex('reports')).toEqual([]);

    await portal.settle();
    expect(await status()).toBe('pass');
  });
});
