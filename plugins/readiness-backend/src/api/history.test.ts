import { component, group } from '../__testUtils__/entities';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { basics, createTestPortal } from '../__testUtils__/testPortal';
import { historyQuerySchema, parseRequest } from './requests';

const databases = createTestDatabases();
const ref = 'component:default/one';

describe.each(databases.ids)('the history of an entity on %p', id => {
  async function portalWithOne() {
    let changes = 0;
    const one = (owner: string) => {
      changes += 1;
      return component('one', { spec: { owner }, etag: `${changes}` });
    };
    const knex = await databases.migrated(id);
    const portal = await createTestPortal({
      knex,
      entities: [group('crew'), one('crew')],
    });
    await portal.settle();
    return {
      ...portal,
      knex,
      /** Hands the entity over, and lets the portal notice. */
      async giveTo(owner: string) {
        portal.catalog.set([group('crew'), one(owner)]);
        portal.pass(61_000);
        await portal.settle();
      },
      history: (query: object = {}) =>
        portal.service.readHistory(
          ref,
          parseRequest(historyQuerySchema, query),
          portal.user,
        ),
    };
  }

  it('is empty while nothing has changed', async () => {
    const { history } = await portalWithOne();
    await expect(history()).resolves.toEqual({ items: [] });
  });

  it('tells each change with its cause, the latest first', async () => {
    const { history, giveTo } = await portalWithOne();
    await giveTo('nobody');
    await giveTo('crew');
    const { items } = await history();
    expect(items).toMatchObject([
      {
        scorecard: 'basics',
        check: 'owner-exists',
        title: 'The owner exists',
        from: 'fail',
        to: 'pass',
        cause: 'service',
        facts: [{ path: 'catalog.owner.exists', from: 'false', to: 'true' }],
      },
      { check: 'owner-exists', from: 'pass', to: 'fail', cause: 'service' },
    ]);
    expect(items[0].changedAt > items[1].changedAt).toBe(true);
  });

  it('tells a new rule from a change of the service', async () => {
    const { history, scorecards, library, settle } = await portalWithOne();
    const fromRevision = library.find('basics')?.revision;
    scorecards['basics.yaml'] = basics.replace(
      'pass: catalog.owner.exists',
      'pass: catalog.owner.members > 1',
    );
    await library.reload(new AbortController().signal);
    await settle();
    expect((await history()).items).toMatchObject([
      {
        check: 'owner-exists',
        from: 'pass',
        to: 'fail',
        cause: 'rule',
        fromRevision,
        revision: library.find('basics')?.revision,
      },
    ]);
  });

  it('reads what was written down before causes were explained', async () => {
    const { history, giveTo, knex } = await portalWithOne();
    await giveTo('nobody');
    await knex('result_changes').update({ explanation: null });
    const { items } = await history();
    expect(items).toMatchObject([{ to: 'fail', cause: 'service' }]);
    expect(items[0]).not.toHaveProperty('facts');
  });

  it('is read page by page, and by scorecard', async () => {
    const { history, giveTo } = await portalWithOne();
    for (const owner of ['nobody', 'crew', 'nobody']) await giveTo(owner);
    const first = await history({ limit: '2' });
    expect(first.items.map(({ to }) => to)).toEqual(['fail', 'pass']);
    const second = await history({ limit: '2', cursor: first.nextCursor });
    expect(second.items.map(({ to }) => to)).toEqual(['fail']);
    expect(second.nextCursor).toBeUndefined();
    expect((await history({ scorecard: 'another' })).items).toEqual([]);
  });
});
