import { Entity } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { component, group } from '../__testUtils__/entities';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';

const databases = createTestDatabases();

describe.each(databases.ids)('Reconciler on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  async function setUp(entities: Entity[]) {
    const portal = await createTestPortal({ knex, entities });
    const reconcile = () =>
      portal.reconciler.reconcile(new AbortController().signal);
    const refs = async (): Promise<string[]> =>
      (await knex('entities').orderBy('ref')).map(row => row.ref);
    return { ...portal, reconcile, refs };
  }

  it('projects what lists need', async () => {
    const { reconcile } = await setUp([
      component('One', {
        title: 'The one',
        folder: '/srv/one',
        spec: { owner: 'Crew', system: 'sea', type: 'service' },
      }),
      group('crew', 'fleet'),
    ]);

    await reconcile();

    expect(await knex('entities').orderBy('ref')).toMatchObject([
      {
        ref: 'component:default/one',
        kind: 'component',
        name: 'One',
        title: 'The one',
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/crew',
        system: 'system:default/sea',
        parent: null,
        source_location: 'file:/srv/one',
        etag: '1',
      },
      { ref: 'group:default/crew', parent: 'group:default/fleet' },
    ]);
  });

  it('takes in the others when an entity refers to what no ref can be', async () => {
    const long = 'x'.repeat(600);
    const { reconcile, refs } = await setUp([
      component('one'),
      component('odd', { spec: { owner: long, system: long } }),
      group('crew', long),
    ]);

    await reconcile();

    expect((await refs()).length).toBe(3);
    expect(await knex('entities').where({ name: 'odd' })).toMatchObject([
      { owner: null, system: null },
    ]);
  });

  it('asks the cheap question only, while nothing comes or goes', async () => {
    const { reconcile, catalog } = await setUp([component('one')]);
    await reconcile();
    catalog.calls.length = 0;

    await reconcile();

    expect(catalog.calls).toEqual(['queryEntities']);
  });

  it('takes in an entity as soon as it arrives', async () => {
    const { reconcile, catalog, refs } = await setUp([component('one')]);
    await reconcile();

    catalog.set([component('one'), component('two')]);
    await reconcile();

    expect(await refs()).toEqual([
      'component:default/one',
      'component:default/two',
    ]);
  });

  it('takes in a change with the next full list, and leaves the others alone', async () => {
    const { reconcile, catalog, pass } = await setUp([
      component('one'),
      component('two'),
    ]);
    await reconcile();
    catalog.set([
      component('one', { etag: '2', title: 'Changed' }),
      component('two'),
    ]);
    await knex('entities').update({ evaluated_with: 'current' });

    pass(60_000);
    await reconcile();

    expect(
      await knex('entities')
        .orderBy('ref')
        .select('ref', 'title', 'evaluated_with'),
    ).toEqual([
      {
        ref: 'component:default/one',
        title: 'Changed',
        evaluated_with: '',
      },
      {
        ref: 'component:default/two',
        title: null,
        evaluated_with: 'current',
      },
    ]);
  });

  it('makes a changed entity due at once', async () => {
    const portal = await createTestPortal({
      knex,
      entities: [component('one')],
    });
    await portal.settle();
    portal.catalog.set([component('one', { etag: '2' })]);
    portal.pass(60_000);

    await portal.reconciler.reconcile(new AbortController().signal);

    const { pending } = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );
    expect(pending).toBe(true);
  });

  it('pages through a large catalog', async () => {
    const { reconcile, refs } = await setUp(
      Array.from({ length: 1_203 }, (_, n) => component(`c${n}`)),
    );
    await reconcile();
    expect((await refs()).length).toBe(1_203);
  });

  it('keeps a vanished entity until a second list confirms it', async () => {
    const { reconcile, catalog, refs, pass } = await setUp([
      component('one'),
      component('two'),
    ]);
    await reconcile();

    catalog.set([component('one')]);
    await reconcile();
    await reconcile();
    expect(await refs()).toEqual([
      'component:default/one',
      'component:default/two',
    ]);

    pass(60_000);
    await reconcile();
    expect(await refs()).toEqual(['component:default/one']);
  });

  it('keeps most of a catalog for longer, should they vanish at once', async () => {
    const all = Array.from({ length: 24 }, (_, n) => component(`c${n}`));
    const { reconcile, catalog, refs, pass, logger } = await setUp(all);
    await reconcile();

    catalog.set(all.slice(0, 11));
    await reconcile();
    for (const ms of [61_000, 12 * 3_600_000]) {
      pass(ms);
      await reconcile();
    }
    expect((await refs()).length).toBe(24);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('The catalog lacks 13 of 24 known entities')],
    ]);

    // One of them is back, so that it is no longer the larger part.
    catalog.set(all.slice(0, 12));
    await reconcile();
    expect((await refs()).length).toBe(12);

    catalog.set(all.slice(0, 1));
    await reconcile();
    pass(23 * 3_600_000);
    await reconcile();
    expect((await refs()).length).toBe(12);
    pass(3_600_000);
    await reconcile();
    expect((await refs()).length).toBe(1);
  });

  it('notes who left, until they are back', async () => {
    const both = [component('one'), component('two')];
    const { reconcile, catalog, pass } = await setUp(both);
    const departed = () =>
      knex('departed_entities').select('ref', 'departed_at');
    await reconcile();
    catalog.set(both.slice(1));
    await reconcile();
    expect(await departed()).toEqual([]);
    pass(60_000);
    await reconcile();
    expect(await departed()).toEqual([
      {
        ref: 'component:default/one',
        departed_at: '2030-01-01T12:01:00.000Z',
      },
    ]);
    catalog.set(both);
    await reconcile();
    expect(await departed()).toEqual([]);
  });

  it('keeps what vanished while the catalog fills itself again', async () => {
    const all = ['one', 'two', 'three', 'four'].map(name => component(name));
    const { reconcile, catalog, refs, pass } = await setUp(all);
    await reconcile();

    // Each time another number of entities, so each time a full list.
    for (const present of [1, 2, 3]) {
      pass(3_000);
      catalog.set(all.slice(0, present));
      await reconcile();
    }

    expect((await refs()).length).toBe(4);
  });

  it('starts the doubt anew when an entity comes back', async () => {
    const both = [component('one'), component('two')];
    const { reconcile, catalog, refs } = await setUp(both);
    await reconcile();
    for (const entities of [[both[0]], both, [both[0]]]) {
      catalog.set(entities);
      await reconcile();
    }
    expect((await refs()).length).toBe(2);
  });

  it('keeps everything when the catalog answers nothing', async () => {
    const { reconcile, catalog, refs, logger, pass } = await setUp([
      component('one'),
    ]);
    await reconcile();

    catalog.set([]);
    await reconcile();
    pass(60_000);
    await reconcile();

    expect(await refs()).toEqual(['component:default/one']);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('lists no entity'),
    );
  });

  it('fails, and removes nothing, when the catalog cannot be asked', async () => {
    const { reconcile, catalog, refs, pass } = await setUp([component('one')]);
    await reconcile();

    catalog.failure = new Error('away');
    pass(60_000);
    await expect(reconcile()).rejects.toThrow('away');

    expect(await refs()).toEqual(['component:default/one']);
  });

  it('survives entities that nobody validated', async () => {
    const { reconcile, refs } = await setUp([
      component('odd', {
        spec: { owner: 'a:b:c/d', system: 7, type: { a: 1 } },
        annotations: { 'backstage.io/source-location': 'nonsense' },
      }),
    ]);
    await reconcile();
    expect(await refs()).toEqual(['component:default/odd']);
    expect(await knex('entities')).toMatchObject([
      { system: null, type: null, source_location: null },
    ]);
  });

  it('keeps the entities of one repository together, for it is read once', async () => {
    const inFolder = (folder: string) => ({
      annotations: {
        'backstage.io/source-location': `url:https://github.com/o/r/tree/main/${folder}`,
      },
    });
    const { reconcile } = await setUp([
      component('all', inFolder('')),
      component('orders', inFolder('services/orders/')),
      component('billing', inFolder('services/billing/')),
    ]);
    await reconcile();
    const rows = await knex('entities').select('source_location', 'shard_hash');
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map(row => row.shard_hash)).size).toBe(1);
    // Where the portal's links to evidence start.
    expect(new Set(rows.map(row => row.source_location))).toEqual(
      new Set(['url:https://github.com/o/r/tree/main/']),
    );
  });
});
