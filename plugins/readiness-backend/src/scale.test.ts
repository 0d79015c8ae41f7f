import { Knex } from 'knex';
import { component, group } from './__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from './__testUtils__/testDatabases';
import { basics, createTestPortal } from './__testUtils__/testPortal';
import { exemptionsQuerySchema } from './api/exemptionRequests';
import {
  entitiesByRefsBodySchema,
  entitiesQuerySchema,
  lineageQuerySchema,
  parseRequest,
  previewScorecardBodySchema,
  summaryQuerySchema,
  trendsQuerySchema,
} from './api/requests';
import { writeRows } from './store/writeRows';

const databases = createTestDatabases();

/** Of which the caller owns and sees a hundredth. */
const entities = 10_000;
const crews = 100;

const crewOf = (n: number) => `group:default/crew-${n % crews}`;
const nameOf = (n: number) => `service-${n}`;
const refOf = (n: number) => `component:default/${nameOf(n)}`;
const isOwn = (n: number) => n % crews === 7;
const all = Array.from({ length: entities }, (_, n) => n);
const own = all.filter(isOwn);
const moment = '2030-01-01T11:00:00.000Z';

/** Grades every entity, and excuses it, as collection and people would. */
async function fill(knex: Knex): Promise<void> {
  const counts = { pass: 1, fail: 1, unknown: 0, exempt: 0, not_applicable: 0 };
  await writeRows(
    knex,
    { table: 'entities', numbers: { shard_hash: 'integer' } },
    all.map(n => ({
      ref: refOf(n),
      kind: 'component',
      namespace: 'default',
      name: nameOf(n),
      owner: crewOf(n),
      system: `system:default/system-${n % 50}`,
      etag: '1',
      entity: JSON.stringify(component(nameOf(n))),
      shard_hash: n,
    })),
  );
  await writeRows(
    knex,
    { table: 'facts', numbers: { failures: 'integer' } },
    all.map(n => ({
      entity_ref: refOf(n),
      namespace: 'catalog',
      due_at: moment,
      failures: 1,
      failed_at: moment,
      error: 'fog',
    })),
  );
  await writeRows(
    knex,
    {
      table: 'reports',
      numbers: Object.fromEntries(
        [...Object.keys(counts), 'level_rank', 'score', 'coverage'].map(
          column => [column, 'integer'],
        ),
      ),
    },
    all.map(n => ({
      entity_ref: refOf(n),
      scorecard: 'basics',
      revision: '1',
      level: 'L1',
      level_rank: 1,
      score: 25,
      coverage: 1,
      ...counts,
      levels: '[]',
      next_steps: '["has-readme"]',
      changed_at: moment,
    })),
  );
  await writeRows(
    knex,
    { table: 'results', numbers: { weight: 'integer' } },
    all.flatMap(n =>
      [
        { check_id: 'owner-exists', status: 'pass', weight: 1 },
        { check_id: 'has-readme', status: 'fail', weight: 3 },
      ].map(result => ({
        entity_ref: refOf(n),
        scorecard: 'basics',
        category: 'Ownership',
        evidence: '[]',
        changed_at: moment,
        ...result,
      })),
    ),
  );
  await writeRows(
    knex,
    {
      table: 'category_standings',
      numbers: Object.fromEntries(
        [...Object.keys(counts), 'score'].map(column => [column, 'integer']),
      ),
    },
    all.map(n => ({
      entity_ref: refOf(n),
      scorecard: 'basics',
      category: 'Ownership',
      score: 25,
      ...counts,
    })),
  );
  await writeRows(
    knex,
    {
      table: 'stamps',
      numbers: { files: 'integer', changed: 'integer', removed: 'integer' },
    },
    all.map(n => ({
      entity_ref: refOf(n),
      template: 'template:default/node-service',
      version: '1.0.0',
      files: 80,
      changed: 1,
      removed: 0,
    })),
  );
  await writeRows(
    knex,
    { table: 'exemptions' },
    all.map(n => ({
      id: `exemption-${n}`,
      scorecard: 'basics',
      check_id: 'has-readme',
      scope: 'entity',
      subject_ref: refOf(n),
      reason: 'It has nothing to read.',
      requested_by: 'user:default/other',
      requested_at: moment,
      state: 'requested',
      open_for: `target-${n}`,
    })),
  );
  // As databases do by themselves, some time after.
  await knex.raw('analyze');
}

describe.each(databases.ids)('10,000 entities on %p', id => {
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof createTestPortal>>;

  beforeAll(async () => {
    knex = await databases.migrated(id);
    portal = await createTestPortal({
      knex,
      // All that the catalog shows to the caller.
      entities: [
        group('crew-7'),
        ...own.map(n => component(nameOf(n), { spec: { owner: crewOf(n) } })),
      ],
      scorecards: { 'basics.yaml': basics },
    });
    await fill(knex);
    portal.decideConditionally();
  });

  const overview = () => portal.overview.read(portal.user);
  const exemptions = async () =>
    portal.exemptions.list(
      await portal.rightsOf(portal.user),
      parseRequest(exemptionsQuerySchema, { limit: 200 }),
    );
  const preview = () =>
    portal.preview.preview(
      parseRequest(previewScorecardBodySchema, {
        document: basics.replace('weight: 3', 'weight: 4'),
        owner: crewOf(7),
      }),
      portal.user,
    );
  const list = (query: object = {}) =>
    portal.service.listEntities(
      parseRequest(entitiesQuerySchema, {
        scorecard: 'basics',
        limit: 500,
        ...query,
      }),
      portal.user,
    );
  const byRefs = () =>
    portal.service.listByRefs(
      parseRequest(entitiesByRefsBodySchema, {
        scorecard: 'basics',
        entityRefs: all.slice(0, 1_000).map(refOf),
      }),
      portal.user,
    );
  const summary = (groupBy: string) =>
    portal.service.summarize(
      parseRequest(summaryQuerySchema, { scorecard: 'basics', groupBy }),
      portal.user,
    );
  const trend = () =>
    portal.service.readTrend(
      parseRequest(trendsQuerySchema, { scorecard: 'basics' }),
      portal.user,
    );

  const lineage = () =>
    portal.service.readLineage(
      parseRequest(lineageQuerySchema, { limit: 500 }),
      portal.user,
    );

  it('show an owner theirs only, in lists, counts and sums', async () => {
    const { items, totalItems } = await list();
    expect(totalItems).toBe(own.length);
    expect(new Set(items.map(({ owner }) => owner))).toEqual(
      new Set([crewOf(7)]),
    );
    expect((await list({ check: 'has-readme' })).totalItems).toBe(own.length);
    expect((await list({ owner: crewOf(8) })).totalItems).toBe(0);

    const named = (await byRefs()).items.filter(item => item !== null);
    expect(named).toHaveLength(10);

    const byOwner = await summary('owner');
    expect(byOwner.groups.map(({ key, entities: of }) => [key, of])).toEqual([
      [crewOf(7), own.length],
    ]);
    const byCategory = await summary('category');
    expect(byCategory.groups).toMatchObject([
      { key: 'Ownership', entities: own.length, counts: { fail: own.length } },
    ]);
    for (const groupBy of ['system', 'category', 'level']) {
      expect((await summary(groupBy)).totalItems).toBe(own.length);
    }

    expect((await trend()).points.at(-1)?.entities).toBe(own.length);

    const from = await lineage();
    expect(from.totalItems).toBe(own.length);
    expect(from.items.map(({ entityRef }) => entityRef).sort()).toEqual(
      own.map(refOf).sort(),
    );
    expect(from.templates).toMatchObject([{ entities: own.length }]);

    const excused = await exemptions();
    expect(excused.totalItems).toBe(own.length);
    expect(excused.items.map(({ subjectRef }) => subjectRef).sort()).toEqual(
      own.map(refOf).sort(),
    );

    const [catalog] = (await overview()).items;
    expect(catalog.failing).toBe(entities);
    expect(
      catalog.errors.filter(
        ({ entityRef }) => !own.map(refOf).includes(entityRef),
      ),
    ).toEqual([]);

    expect(await preview()).toMatchObject({ totalItems: own.length });
  });

  it('take a number of statements that does not grow with them', async () => {
    const counted: Record<string, number> = {};
    for (const [name, run] of Object.entries<() => Promise<unknown>>({
      list,
      byRefs,
      owner: () => summary('owner'),
      category: () => summary('category'),
      trend,
      lineage,
      exemptions,
      collectors: overview,
      preview,
    })) {
      counted[name] = (await statementsOf(knex, run)).length;
    }
    expect(counted).toEqual({
      list: 2,
      byRefs: 1,
      owner: 2,
      category: 2,
      trend: 2,
      lineage: 3,
      exemptions: 3,
      collectors: 2,
      preview: 5,
    });
    // The catalog is asked as a whole, and its answer is kept for a while.
    expect(portal.catalog.calls.length).toBeLessThanOrEqual(4);
  });
});
