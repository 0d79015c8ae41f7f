import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { Knex } from 'knex';
import { GeneratedCatalog } from '../__testUtils__/GeneratedCatalog';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { writeRows } from '../store/writeRows';
import { projectEntity } from './projectEntity';
import { Reconciler } from './Reconciler';

const databases = createTestDatabases();
const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
const minute = 60_000;

/** What is asked for and worked on at a time. */
const page = 500;
const whole = 100;

const places = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);

describe.each(databases.ids)('a long catalog on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  function follow(catalog: GeneratedCatalog) {
    const clock = { now: new Date('2030-01-01T12:00:00.000Z') };
    const reconciler = new Reconciler({
      knex,
      catalog: catalog.service,
      auth: mockServices.auth(),
      integrations,
      logger: mockServices.logger.mock(),
      massDepartureMs: 86_400_000,
      listFrequencyMs: minute,
      now: () => clock.now,
    });
    return {
      reconcile: (signal = new AbortController().signal) =>
        reconciler.reconcile(signal),
      pass(ms: number) {
        clock.now = new Date(clock.now.getTime() + ms);
      },
    };
  }

  /** Has all entities of the catalog in the projection already. */
  async function project(catalog: GeneratedCatalog) {
    for (let start = 0; start < catalog.size; start += 2_000) {
      const end = Math.min(start + 2_000, catalog.size);
      await writeRows(
        knex,
        { table: 'entities', numbers: { shard_hash: 'integer' } },
        places(start, end).map(place =>
          projectEntity(catalog.entity(place), integrations),
        ),
      );
    }
  }

  const countOf = async (table = 'entities'): Promise<number> =>
    Number((await knex(table).count({ all: '*' }))[0].all);

  it('is taken in page by page, each before the next is asked for', async () => {
    const catalog = new GeneratedCatalog(5 * page + 1);
    const { reconcile } = follow(catalog);
    const stored: number[] = [];
    catalog.meanwhile = async method => {
      if (method === 'queryEntities') {
        stored.push(await countOf());
      }
    };

    await reconcile();

    // The last one asks for the number of all.
    expect(stored).toEqual([
      ...places(0, 6).map(pages => pages * page),
      catalog.size,
    ]);
    expect(await countOf()).toBe(catalog.size);
  });

  it('of 50,000 entities is compared a page at a time, writing what differs', async () => {
    const catalog = new GeneratedCatalog(50_000);
    await project(catalog);
    const { reconcile, pass } = follow(catalog);
    const pages = catalog.size / page;

    const unchanged = await statementsOf(knex, reconcile);
    expect(unchanged.filter(sql => !/^\s*select/i.test(sql))).toEqual([]);
    expect(unchanged.length).toBeLessThanOrEqual(pages + 3);
    expect(Math.max(...catalog.answers.map(([, many]) => many))).toBe(page);

    catalog.answers.length = 0;
    catalog.change(...places(20_000, 20_250));
    catalog.remove(...places(30_000, 31_000));
    catalog.size += 10;
    pass(minute);
    await reconcile();

    const largest = (method: string) =>
      Math.max(
        ...catalog.answers.map(([m, many]) => (m === method ? many : 0)),
      );
    expect(largest('queryEntities')).toBe(page);
    expect(largest('getEntitiesByRefs')).toBe(page);
    expect(await countOf()).toBe(50_010);
    const countWhere = async (where: object) =>
      (await knex('entities').where(where)).length;
    expect(await countWhere({ etag: 'changed' })).toBe(250);
    expect((await knex('entities').whereNotNull('missing_since')).length).toBe(
      1_000,
    );

    catalog.answers.length = 0;
    pass(minute);
    const removal = await statementsOf(knex, reconcile);
    expect(await countOf()).toBe(49_010);
    // A page of the list takes one, a page of removed ones a fixed number.
    expect(removal.length).toBeLessThan(pages + 1 + 2 * 15);
  });

  it('is taken in in bounded statements, however much of a page is new', async () => {
    const chunks = (page / whole) * 3;
    const count = async (size: number) => {
      await knex('entities').delete();
      const { reconcile } = follow(new GeneratedCatalog(size));
      return (await statementsOf(knex, reconcile)).length;
    };
    const forOne = await count(1);
    const forChunk = await count(whole);
    expect(forChunk).toBe(forOne);
    expect(await count(3 * page)).toBeLessThanOrEqual(chunks * forOne);
  });

  it('loses nothing that moves while it is listed', async () => {
    const catalog = new GeneratedCatalog(3 * page);
    const { reconcile, pass } = follow(catalog);
    await reconcile();
    // In no page and not counted, but there when it is asked about by name.
    catalog.meanwhile = method =>
      method === 'queryEntities'
        ? catalog.remove(2 * page)
        : catalog.bringBack(2 * page);

    for (let times = 0; times < 3; times += 1) {
      pass(minute);
      await reconcile();
    }

    expect(catalog.answers).toContainEqual(['getEntitiesByRefs', page]);
    expect(await countOf()).toBe(catalog.size);
    expect(await knex('entities').whereNotNull('missing_since')).toEqual([]);
  });

  it('removes nothing by half a list, and goes on where it was', async () => {
    const catalog = new GeneratedCatalog(4 * page);
    const { reconcile, pass } = follow(catalog);
    await reconcile();
    catalog.remove(0, page, 3 * page);
    catalog.change(1);
    const controller = new AbortController();
    let asked = 0;
    catalog.meanwhile = method => {
      asked += method === 'queryEntities' ? 1 : 0;
      if (asked === 3) {
        controller.abort(new Error('shutting down'));
      }
    };
    for (let times = 0; times < 3; times += 1) {
      pass(minute);
      await expect(reconcile(controller.signal)).rejects.toThrow('shutting');
    }
    expect(await countOf()).toBe(4 * page);
    expect(await knex('entities').whereNotNull('missing_since')).toEqual([]);
    expect((await knex('entities').where('etag', 'changed')).length).toBe(1);

    catalog.meanwhile = undefined;
    await reconcile();
    pass(minute);
    await reconcile();
    expect(await countOf()).toBe(4 * page - 3);
  });
});
