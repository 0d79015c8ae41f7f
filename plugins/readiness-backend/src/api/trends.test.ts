import { component, group } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { basics, createTestPortal } from '../__testUtils__/testPortal';
import { parseRequest, trendsQuerySchema } from './requests';

const databases = createTestDatabases();
const dayMs = 86_400_000;

/** company > fleet > crew */
const groups = [
  group('company'),
  group('fleet', 'company'),
  group('crew', 'fleet'),
];

describe.each(databases.ids)('trends on %p', id => {
  let changes = 0;

  /** A component whose etag tells that it changed. */
  function service(name: string, owner: string, system?: string) {
    changes += 1;
    return component(name, { spec: { owner, system }, etag: `${changes}` });
  }

  async function portalWith(...services: ReturnType<typeof service>[]) {
    const knex = await databases.migrated(id);
    const portal = await createTestPortal({
      knex,
      entities: [...groups, ...services],
    });
    await portal.settle();
    return {
      ...portal,
      knex,
      /** Lets a day pass, on which these are the components that there are. */
      async nextDay(...now: ReturnType<typeof service>[]) {
        portal.pass(dayMs);
        portal.catalog.set([...groups, ...now]);
        await portal.settle();
      },
      trend: (query: object = {}) =>
        portal.service.readTrend(
          parseRequest(trendsQuerySchema, { scorecard: 'basics', ...query }),
          portal.user,
        ),
    };
  }

  it('begin with the day on which the first entity came', async () => {
    const { trend } = await portalWith(service('anchor', 'crew'));
    await expect(trend()).resolves.toEqual({
      scorecard: 'basics',
      points: [
        {
          day: '2030-01-01',
          entities: 1,
          levels: { L1: 1 },
          score: 25,
          moves: { catalog: { score: 0, risen: 1, fallen: 0 } },
        },
      ],
    });
  });

  it('have a point for each day, and no more than are asked for', async () => {
    const anchor = service('anchor', 'crew');
    const { trend, nextDay } = await portalWith(anchor);
    for (let day = 0; day < 3; day += 1) await nextDay(anchor);
    const daysOf = async (query: object) =>
      (await trend(query)).points.map(({ day }) => day);
    expect(await daysOf({})).toEqual([
      '2030-01-01',
      '2030-01-02',
      '2030-01-03',
      '2030-01-04',
    ]);
    expect(await daysOf({ days: '2' })).toEqual(['2030-01-03', '2030-01-04']);
  });

  it('tell a stricter rule from a worse team', async () => {
    const { trend, nextDay, scorecards, library, settle, pass } =
      await portalWith(service('anchor', 'crew'));
    pass(dayMs);
    scorecards['basics.yaml'] = basics.replace(
      'pass: catalog.owner.exists',
      'pass: catalog.owner.members > 1',
    );
    await library.reload(new AbortController().signal);
    await settle();
    await nextDay(service('anchor', 'nobody'));
    const { points } = await trend({ entityRef: 'component:default/anchor' });
    expect(points).toMatchObject([
      { levels: { L1: 1 }, score: 25 },
      {
        levels: { none: 1 },
        score: 0,
        moves: { rule: { score: -25, risen: 0, fallen: 1 } },
      },
      { levels: { none: 1 }, score: 0, moves: {} },
    ]);
  });

  it('of an owner are those of the groups below it, as they were then', async () => {
    const { trend, nextDay } = await portalWith(
      service('anchor', 'crew'),
      service('buoy', 'fleet'),
      service('crane', 'company'),
    );
    await nextDay(
      service('anchor', 'crew'),
      service('buoy', 'company'),
      service('crane', 'company'),
    );
    const owner = async (name: string) =>
      (await trend({ owner: `group:default/${name}` })).points.map(
        ({ entities, moves }) => [entities, moves.catalog],
      );
    const arrived = (risen: number) => ({ score: 0, risen, fallen: 0 });
    expect(await owner('company')).toEqual([
      [3, arrived(3)],
      [3, undefined],
    ]);
    expect(await owner('fleet')).toEqual([
      [2, arrived(2)],
      [1, { score: 0, risen: 0, fallen: 1 }],
    ]);
    expect(await owner('crew')).toEqual([
      [1, arrived(1)],
      [1, undefined],
    ]);
    expect(await owner('nobody')).toEqual([]);
  });

  it('of a system are those of what was part of it', async () => {
    const { trend, nextDay } = await portalWith(
      service('anchor', 'crew', 'sea'),
      service('buoy', 'crew'),
    );
    await nextDay(service('anchor', 'crew'), service('buoy', 'crew', 'sea'));
    const { points } = await trend({ system: 'system:default/sea' });
    expect(points.map(({ entities }) => entities)).toEqual([1, 1]);
    expect(points[1].moves.catalog).toEqual({ score: 0, risen: 1, fallen: 1 });
  });

  it('go on without an entity that left the catalog', async () => {
    const buoy = service('buoy', 'crew');
    const { trend, nextDay } = await portalWith(
      service('anchor', 'crew'),
      buoy,
    );
    await nextDay(buoy);
    await nextDay(buoy);
    const { points } = await trend();
    expect(points.map(({ entities }) => entities)).toEqual([2, 2, 1]);
    expect(points[2].moves.catalog?.fallen).toBe(1);
  });

  it('show a caller only what they may read', async () => {
    const { trend, catalog, decideConditionally, denyAll } = await portalWith(
      service('anchor', 'crew'),
      service('buoy', 'nobody'),
    );
    catalog.hide('component:default/buoy');
    decideConditionally();
    expect((await trend()).points).toMatchObject([
      { entities: 1, levels: { L1: 1 }, score: 25 },
    ]);
    expect((await trend({ owner: 'group:default/nobody' })).points).toEqual([]);
    await expect(
      trend({ entityRef: 'component:default/buoy' }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    denyAll();
    expect((await trend()).points).toEqual([]);
  });

  it('take as many statements for many entities as for one', async () => {
    const count = async (names: string[]) => {
      const { knex, trend } = await portalWith(
        ...names.map(name => service(name, 'crew')),
      );
      const read = () => trend({ owner: 'group:default/fleet' });
      return (await statementsOf(knex, read)).length;
    };
    expect(await count(['one'])).toBe(3);
    expect(await count(Array.from({ length: 40 }, (_, n) => `c${n}`))).toBe(3);
  });
});
