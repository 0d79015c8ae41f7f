import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { SummaryGroupBy } from '@airworthy/backstage-plugin-readiness-common';
import {
  CollectedFacts,
  Collector,
  CollectRequest,
} from '@airworthy/backstage-plugin-readiness-node';
import { component, group } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';
import {
  entitiesByRefsBodySchema,
  entitiesQuerySchema,
  parseRequest,
  summaryQuerySchema,
} from './requests';

const databases = createTestDatabases();

/** Says of an entity what its annotations say. */
class AnnotationCollector implements Collector {
  readonly namespace = 'said';
  readonly schema = {
    type: 'object',
    properties: { tested: { type: 'boolean' }, traced: { type: 'boolean' } },
  } as const;
  readonly timeToLive = { hours: 1 };

  async collect(requests: CollectRequest[]): Promise<CollectedFacts[]> {
    return requests.map(({ entity: { metadata } }) => {
      const said = metadata.annotations?.said?.split(' ') ?? [];
      return {
        value: {
          tested: said.includes('tested'),
          traced: said.includes('traced'),
        },
        problems: said.includes('unseen')
          ? [{ fact: 'said.traced', reason: 'It was not seen.' }]
          : [],
      };
    });
  }
}

const said = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: said, title: Said }
spec:
  appliesTo: { kind: Component }
  levels:
    - { id: L1, title: Tested }
    - { id: L2, title: Traced }
  checks:
    - id: tested
      title: It is tested
      level: L1
      category: Tests
      pass: said.tested
      message: It is not tested.
    - id: traced
      title: It is traced
      level: L2
      category: Observability
      weight: 3
      pass: said.traced
      message: It is not traced.
`;

function service(
  name: string,
  options: {
    owner?: string;
    system?: string;
    says?: string;
    title?: string;
  } = {},
): Entity {
  return component(name, {
    title: options.title,
    spec: { owner: options.owner, system: options.system },
    annotations: { said: options.says ?? '' },
  });
}

/** company > fleet > crew, and a company in which nobody owns anything. */
const organisation = [
  group('company'),
  group('fleet', 'company'),
  group('crew', 'fleet'),
  group('idle', 'company'),
];

const fleet = [
  ...organisation,
  service('anchor', { owner: 'crew', system: 'sea', says: 'tested traced' }),
  service('buoy', { owner: 'crew', system: 'sea', says: 'tested' }),
  service('compass', { owner: 'fleet', system: 'sea', says: 'tested unseen' }),
  service('Dinghy', { owner: 'fleet', says: '', title: 'The 100%_boat' }),
  service('engine', { owner: 'nobody', system: 'land', says: 'traced' }),
];

describe.each(databases.ids)('ReadinessService on %p', id => {
  async function portalWith(entities: Entity[]) {
    const knex = await databases.migrated(id);
    const portal = await createTestPortal({
      knex,
      entities,
      collectors: [new AnnotationCollector()],
      scorecards: { 'said.yaml': said },
    });
    await portal.settle();
    const list = (query: object = {}) =>
      portal.service.listEntities(
        parseRequest(entitiesQuerySchema, { scorecard: 'said', ...query }),
        portal.user,
      );
    const names = async (query: object = {}) =>
      (await list(query)).items.map(({ name }) => name);
    const byRefs = (entityRefs: string[]) =>
      portal.service.listByRefs(
        parseRequest(entitiesByRefsBodySchema, {
          scorecard: 'said',
          entityRefs,
        }),
        portal.user,
      );
    const summary = (groupBy: SummaryGroupBy) =>
      portal.service.summarize(
        parseRequest(summaryQuerySchema, { scorecard: 'said', groupBy }),
        portal.user,
      );
    return { ...portal, knex, list, names, byRefs, summary };
  }

  /** For tests that only read. */
  let reading: ReturnType<typeof portalWith> | undefined;
  const readingFleet = () => {
    reading ??= portalWith(fleet);
    return reading;
  };

  describe('lists entities', () => {
    it('with how they stand', async () => {
      const { list } = await readingFleet();
      const { items } = await list({ limit: 2 });
      expect(items[1]).toEqual({
        entityRef: 'component:default/buoy',
        kind: 'component',
        namespace: 'default',
        name: 'buoy',
        title: undefined,
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/crew',
        system: 'system:default/sea',
        level: 'L1',
        score: 25,
        coverage: 1,
        counts: {
          pass: 1,
          fail: 1,
          unknown: 0,
          exempt: 0,
          'not-applicable': 0,
        },
        nextSteps: [{ check: 'traced', title: 'It is traced' }],
        nextStepCount: 1,
      });
    });

    it.each<[string, object, string[]]>([
      ['level', { level: 'L1' }, ['buoy', 'compass']],
      ['no level', { level: 'none' }, ['Dinghy', 'engine']],
      ['levels', { level: ['L2', 'none'] }, ['anchor', 'Dinghy', 'engine']],
      ['owner', { owner: 'group:default/crew' }, ['anchor', 'buoy']],
      [
        'owners',
        { owner: ['group:default/crew', 'Group:nobody'] },
        ['anchor', 'buoy', 'engine'],
      ],
      [
        'a group with its descendants',
        { owner: 'group:default/company' },
        ['anchor', 'buoy', 'compass', 'Dinghy'],
      ],
      ['system', { system: 'system:default/land' }, ['engine']],
      ['failing check', { check: 'tested' }, ['Dinghy', 'engine']],
      ['status', { check: 'traced', status: 'unknown' }, ['compass']],
      [
        'statuses',
        { check: 'traced', status: ['unknown', 'pass'] },
        ['anchor', 'compass', 'engine'],
      ],
      ['status of any check', { status: 'unknown' }, ['compass']],
      [
        'statuses of any check',
        { status: ['unknown', 'fail'] },
        ['buoy', 'compass', 'Dinghy', 'engine'],
      ],
      ['part of the name', { search: 'NG' }, ['Dinghy', 'engine']],
      ['part of the title', { search: '100%_b' }, ['Dinghy']],
      ['what is no pattern', { search: 'a%r' }, []],
      [
        'all together',
        { owner: 'group:default/crew', level: 'L1', search: 'b' },
        ['buoy'],
      ],
    ])('filtered by %s', async (_, query, expected) => {
      const { names, list } = await readingFleet();
      expect(await names(query)).toEqual(expected);
      expect((await list(query)).totalItems).toBe(expected.length);
    });

    it.each<[string, string[]]>([
      ['name', ['anchor', 'buoy', 'compass', 'Dinghy', 'engine']],
      ['-name', ['engine', 'Dinghy', 'compass', 'buoy', 'anchor']],
      ['level', ['Dinghy', 'engine', 'buoy', 'compass', 'anchor']],
      ['-level', ['anchor', 'buoy', 'compass', 'Dinghy', 'engine']],
      ['score', ['Dinghy', 'buoy', 'compass', 'engine', 'anchor']],
      ['-score', ['anchor', 'engine', 'buoy', 'compass', 'Dinghy']],
      ['owner', ['anchor', 'buoy', 'compass', 'Dinghy', 'engine']],
      ['-owner', ['engine', 'compass', 'Dinghy', 'anchor', 'buoy']],
    ])('sorted by %s, the same in pages', async (sort, expected) => {
      const { names, list } = await readingFleet();
      expect(await names({ sort })).toEqual(expected);

      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ sort, limit: 2, cursor });
        expect(page.totalItems).toBe(5);
        paged.push(...page.items.map(({ name }) => name));
        cursor = page.nextCursor;
      } while (cursor);
      expect(paged).toEqual(expected);
    });

    it('in pages that an arrival does not shift', async () => {
      const { list, catalog, settle } = await portalWith(fleet);
      const first = await list({ limit: 2 });

      catalog.set([...fleet, service('aardvark')]);
      await settle();

      const second = await list({ limit: 2, cursor: first.nextCursor });
      expect(second.items.map(({ name }) => name)).toEqual([
        'compass',
        'Dinghy',
      ]);
    });
  });

  it('answers by refs in the order of the request', async () => {
    const { byRefs } = await readingFleet();
    const { items } = await byRefs([
      'component:default/engine',
      'component:default/unknown',
      'Component:Anchor',
      'group:default/crew',
    ]);
    expect(items.map(item => item && [item.entityRef, item.level])).toEqual([
      ['component:default/engine', null],
      null,
      ['component:default/anchor', 'L2'],
      null,
    ]);
    expect(items[2]?.counts.pass).toBeGreaterThan(0);
  });

  describe('sums up', () => {
    it('by owner, a group with its descendants', async () => {
      const { summary } = await readingFleet();
      const { groups, totalItems } = await summary('owner');
      expect(totalItems).toBe(5);
      expect(
        groups.map(({ key, title, entities, levels, score }) => [
          key,
          title,
          entities,
          levels,
          score,
        ]),
      ).toEqual([
        [
          'group:default/company',
          'The company',
          4,
          { L1: 2, L2: 1, none: 1 },
          37.5,
        ],
        ['group:default/crew', 'The crew', 2, { L1: 1, L2: 1 }, 62.5],
        [
          'group:default/fleet',
          'The fleet',
          4,
          { L1: 2, L2: 1, none: 1 },
          37.5,
        ],
        ['group:default/nobody', undefined, 1, { none: 1 }, 75],
      ]);
      expect(groups[1].counts).toEqual({
        pass: 3,
        fail: 1,
        unknown: 0,
        exempt: 0,
        'not-applicable': 0,
      });
    });

    it('by owner, when the groups run in a circle', async () => {
      const { summary } = await portalWith([
        group('a', 'b'),
        group('b', 'a'),
        service('one', { owner: 'a' }),
      ]);
      const { groups } = await summary('owner');
      expect(groups.map(({ key, entities }) => [key, entities])).toEqual([
        ['group:default/a', 1],
        ['group:default/b', 1],
      ]);
    });

    it('by owner, each by its title or display name', async () => {
      const { summary } = await portalWith([
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { namespace: 'default', name: 'ada', etag: '1' },
          spec: { profile: { displayName: 'Ada of the crew' }, memberOf: [] },
        },
        service('one', { owner: 'user:ada' }),
      ]);
      const { groups } = await summary('owner');
      expect(groups.map(({ key, title }) => [key, title])).toEqual([
        ['user:default/ada', 'Ada of the crew'],
      ]);
    });

    it('by system', async () => {
      const { summary } = await readingFleet();
      const { groups } = await summary('system');
      expect(groups.map(({ key, entities }) => [key, entities])).toEqual([
        ['', 1],
        ['system:default/land', 1],
        ['system:default/sea', 3],
      ]);
    });

    it('by level, from the lowest up, empty ones too', async () => {
      const { summary } = await portalWith([
        service('one', { says: 'tested traced' }),
      ]);
      const { groups } = await summary('level');
      expect(groups.map(({ key, entities }) => [key, entities])).toEqual([
        ['none', 0],
        ['L1', 0],
        ['L2', 1],
      ]);
    });

    it('by category, each entity once in the total', async () => {
      const { summary } = await readingFleet();
      const { groups, totalItems } = await summary('category');
      expect(totalItems).toBe(5);
      expect(groups).toMatchObject([
        {
          key: 'Observability',
          entities: 5,
          score: 40,
          counts: { pass: 2, fail: 2, unknown: 1 },
        },
        {
          key: 'Tests',
          entities: 5,
          score: 60,
          counts: { pass: 3, fail: 2, unknown: 0 },
        },
      ]);
    });
  });

  it('counts categories anew when checks come, change and go', async () => {
    const portal = await portalWith([service('anchor', { says: 'tested' })]);
    const { catalog, library, scorecards, summary } = portal;
    const counted = async () =>
      (await summary('category')).groups.map(({ key, score, counts }) => [
        ...[key, score],
        ...[counts.pass, counts.fail],
      ]);
    expect(await counted()).toEqual([
      ['Observability', 0, 0, 1],
      ['Tests', 100, 1, 0],
    ]);

    const changed = service('anchor', { says: 'traced' });
    changed.metadata.etag = '2';
    catalog.set([changed]);
    portal.pass(3_600_000);
    await portal.settle();
    expect(await counted()).toEqual([
      ['Observability', 100, 1, 0],
      ['Tests', 0, 0, 1],
    ]);

    scorecards['said.yaml'] = said.replace(
      'category: Tests',
      'category: Quality',
    );
    await library.reload(new AbortController().signal);
    await portal.settle();
    expect(await counted()).toEqual([
      ['Observability', 100, 1, 0],
      ['Quality', 0, 0, 1],
    ]);
  });

  describe('with entities that the caller may not read', () => {
    async function hiding(...refs: string[]) {
      const portal = await portalWith(fleet);
      portal.catalog.hide(...refs);
      portal.decideConditionally();
      return portal;
    }

    it('lists, finds and counts the others only', async () => {
      const {
        list,
        names,
        byRefs,
        summary,
        service: readiness,
        user,
      } = await hiding('component:default/anchor');

      expect(await names()).toEqual(['buoy', 'compass', 'Dinghy', 'engine']);
      expect((await list()).totalItems).toBe(4);
      expect(await names({ search: 'anchor' })).toEqual([]);
      expect(
        (
          await byRefs(['component:default/anchor', 'component:default/buoy'])
        ).items.map(item => item?.entityRef),
      ).toEqual([undefined, 'component:default/buoy']);
      for (const groupBy of ['owner', 'system', 'category', 'level'] as const) {
        expect((await summary(groupBy)).totalItems).toBe(4);
      }
      const { groups } = await summary('owner');
      expect(
        groups.find(({ key }) => key === 'group:default/crew'),
      ).toMatchObject({ entities: 1, levels: { L1: 1 } });
      await expect(
        readiness.readEntity('component:default/anchor', user),
      ).rejects.toThrow('There is no entity component:default/anchor');
    });

    it('names no group above an owner that is hidden, nor its title', async () => {
      const { names, summary } = await hiding(
        'group:default/company',
        'group:default/fleet',
      );
      const { groups } = await summary('owner');
      expect(groups.map(({ key, title }) => [key, title])).toEqual([
        ['group:default/crew', 'The crew'],
        // Declared as the owner by entities that the caller does read.
        ['group:default/fleet', undefined],
        ['group:default/nobody', undefined],
      ]);
      // Nor does the list tell what is below a group that is hidden.
      expect(await names({ owner: 'group:default/company' })).toEqual([]);
    });

    it('shows nothing to whom everything is denied', async () => {
      const portal = await portalWith(fleet);
      portal.denyAll();
      expect(await portal.list()).toEqual({ items: [], totalItems: 0 });
      expect((await portal.summary('owner')).groups).toEqual([]);
      expect((await portal.byRefs(['component:default/buoy'])).items).toEqual([
        null,
      ]);
    });
  });

  it('takes as many statements for sixty entities as for three', async () => {
    const portal = await portalWith([
      ...organisation,
      ...Array.from({ length: 3 }, (_, n) =>
        service(`s${n}`, { owner: 'crew' }),
      ),
    ]);
    const { knex } = portal;
    const measure = async () => {
      const refs = (await knex('reports').pluck('entity_ref')) as string[];
      const count = async (run: () => Promise<unknown>) =>
        (await statementsOf(knex, run)).length;
      return {
        entities: await count(() => portal.list({ limit: 100 })),
        byRefs: await count(() => portal.byRefs(refs)),
        owner: await count(() => portal.summary('owner')),
        system: await count(() => portal.summary('system')),
        category: await count(() => portal.summary('category')),
        level: await count(() => portal.summary('level')),
      };
    };
    const forThree = await measure();

    const sixty = Array.from({ length: 60 }, (_, n) =>
      service(`s${n}`, { owner: n % 2 ? 'crew' : 'fleet' }),
    );
    portal.catalog.set([...organisation, ...sixty]);
    await portal.settle();
    expect((await portal.list({ limit: 100 })).items.length).toBe(60);

    expect(await measure()).toEqual(forThree);
    expect(forThree).toEqual({
      entities: 2,
      byRefs: 1,
      owner: 2,
      system: 2,
      category: 2,
      level: 1,
    });

    // Narrowing to what the caller may read adds none.
    portal.catalog.hide(stringifyEntityRef(sixty[0]));
    portal.decideConditionally();
    expect(await measure()).toEqual(forThree);
  });
});
