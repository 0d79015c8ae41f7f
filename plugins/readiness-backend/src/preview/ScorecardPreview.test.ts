import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { component, group } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import {
  basics,
  createTestPortal,
  TestPortalOptions,
} from '../__testUtils__/testPortal';
import { parseRequest, previewScorecardBodySchema } from '../api/requests';

const databases = createTestDatabases();

/** What no repository proves becomes a matter of the catalog, and more is asked. */
const stricter = basics
  .replace('pass: repo.docs.readme.size() > 0', 'pass: catalog.owner.exists')
  .replace('      evidence: repo.docs.readme\n', '')
  .concat(`    - id: has-system
      title: It is part of a system
      level: L2
      category: Ownership
      pass: catalog.system != ""
      message: It is part of no system.
`);

const owned = (name: string, owner: string) =>
  component(name, { spec: { owner } });

describe.each(databases.ids)('ScorecardPreview on %p', id => {
  async function portalOf(
    entities = [owned('one', 'crew'), group('crew')],
    options: Partial<TestPortalOptions> = {},
  ) {
    const knex = await databases.migrated(id);
    const portal = await createTestPortal({
      knex,
      entities,
      scorecards: {
        'basics.yaml': basics,
        'stricter.yaml': stricter.replace('name: basics', 'name: stricter'),
      },
      ...options,
    });
    await portal.settle();
    const preview = (request: object) =>
      portal.preview.preview(
        parseRequest(previewScorecardBodySchema, request),
        portal.user,
      );
    return { ...portal, knex, of: preview };
  }

  it('tells which results, level and score would differ', async () => {
    const { of } = await portalOf();
    expect(
      await of({ document: stricter, entityRef: 'component:default/one' }),
    ).toEqual({
      scorecard: 'basics',
      insteadOf: 'basics',
      totalItems: 1,
      evaluated: 1,
      items: [
        {
          entityRef: 'component:default/one',
          before: { level: 'L1', score: 25, coverage: 0.5 },
          after: { level: 'L1', score: 80, coverage: 1 },
          results: [
            {
              check: 'has-readme',
              title: 'There is a README',
              from: 'unknown',
              to: 'pass',
            },
            {
              check: 'has-system',
              title: 'It is part of a system',
              from: null,
              to: 'fail',
            },
          ],
        },
      ],
    });
  });

  it('compares scorecards in force, and tells of checks that are gone', async () => {
    const { of } = await portalOf();
    const { items } = await of({
      scorecard: 'basics',
      insteadOf: 'stricter',
      entityRef: 'component:default/one',
    });
    expect(items[0].results).toMatchObject([
      { check: 'has-readme', from: 'pass', to: 'unknown' },
      { check: 'has-system', from: 'fail', to: null },
    ]);
    expect(items[0].results[0].detail).toContain('no source location');
  });

  it('excuses what is excused', async () => {
    const { of, exemptions, rightsOf, user, pass } = await portalOf();
    const caller = await rightsOf(user);
    const requested = await exemptions.request(caller, {
      scorecard: 'basics',
      check: 'has-readme',
      scope: 'entity',
      subjectRef: 'component:default/one',
      reason: 'It has nothing to read.',
      expiresAt: '2030-02-01T00:00:00.000Z',
    });
    const other = { ...caller, name: 'user:default/other' };
    await exemptions.act(other, requested.id, { action: 'approve' });
    pass(1_000);
    const { items } = await of({
      document: basics.replace('weight: 3', 'weight: 5'),
      entityRef: 'component:default/one',
    });
    expect(items).toEqual([]);
  });

  it.each<[boolean, string]>([
    [true, 'exempt'],
    [false, 'fail'],
  ])(
    'heeds exemptions in repositories as the portal does: %p',
    async (fromRepositories, to) => {
      const folder = await mkdtemp(join(tmpdir(), 'readiness-preview-'));
      await mkdir(join(folder, '.airworthy'));
      await writeFile(join(folder, 'CODEOWNERS'), '* @crew\n');
      await writeFile(
        join(folder, '.airworthy', 'exemptions.yaml'),
        '- { check: has-readme, reason: It has nothing to read., expires: 2030-02-01 }\n',
      );
      const { of } = await portalOf([component('one', { folder })], {
        allowedFolders: [folder],
        exemptions: { fromRepositories },
      });
      const { items } = await of({
        document: basics.replace('name: basics', 'name: new'),
        entityRef: 'component:default/one',
      });
      await rm(folder, { recursive: true });
      expect(items[0].results).toContainEqual(
        expect.objectContaining({ check: 'has-readme', to }),
      );
    },
  );

  it('finds no difference where there is none', async () => {
    const { of } = await portalOf();
    expect(
      await of({ document: basics, owner: 'group:default/crew' }),
    ).toMatchObject({ evaluated: 1, items: [] });
  });

  it('previews a scorecard that is new', async () => {
    const { of } = await portalOf();
    const { insteadOf, items } = await of({
      document: basics.replace('name: basics', 'name: new'),
      entityRef: 'component:default/one',
    });
    expect(insteadOf).toBeNull();
    expect(items).toMatchObject([
      {
        before: null,
        after: { level: 'L1' },
        results: [{ from: null }, { from: null }],
      },
    ]);
  });

  it('tells to what it would no longer apply', async () => {
    const { of } = await portalOf();
    const { items } = await of({
      document: basics.replace('kind: Component', 'kind: API'),
      entityRef: 'component:default/one',
    });
    expect(items).toMatchObject([
      { before: { level: 'L1' }, after: null, results: [{ to: null }, {}] },
    ]);
  });

  it('looks at what an owner has, with the groups below', async () => {
    const { of } = await portalOf([
      group('fleet'),
      group('crew', 'fleet'),
      owned('a', 'crew'),
      owned('b', 'fleet'),
      owned('c', 'other'),
    ]);
    const { items } = await of({
      document: stricter,
      owner: 'group:default/fleet',
    });
    expect(items.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/a',
      'component:default/b',
    ]);
  });

  it('names all mistakes with line and column', async () => {
    const { of } = await portalOf();
    await expect(
      of({
        document: basics
          .replace('level: L1', 'level: L9')
          .replace('repo.docs.readme.size()', 'repo.docs.readmes.size()'),
        owner: 'group:default/crew',
      }),
    ).rejects.toThrow(/^document:15:14: .*L9.*; document:24:23: .*readmes/);
  });

  it.each([
    [{ owner: 'group:default/crew' }, 'either document or scorecard'],
    [{ scorecard: 'basics' }, 'either entityRef or owner'],
    [{ scorecard: 'no', owner: 'group:default/crew' }, 'no scorecard no'],
    [
      { scorecard: 'basics', insteadOf: 'no', owner: 'group:default/crew' },
      'no scorecard no',
    ],
    [
      { scorecard: 'basics', entityRef: 'component:default/gone' },
      'no entity component:default/gone',
    ],
  ])('refuses %j', async (request, message) => {
    const { of } = await portalOf();
    await expect((async () => of(request))()).rejects.toThrow(message);
  });

  it('shows and counts only what the caller may read', async () => {
    const { of, catalog, decideConditionally } = await portalOf([
      owned('open', 'crew'),
      owned('secret', 'crew'),
      group('crew'),
    ]);
    catalog.hide('component:default/secret');
    decideConditionally();
    expect(
      await of({ document: stricter, owner: 'group:default/crew' }),
    ).toMatchObject({
      totalItems: 1,
      evaluated: 1,
      items: [{ entityRef: 'component:default/open' }],
    });
    await expect(
      of({ document: stricter, entityRef: 'component:default/secret' }),
    ).rejects.toThrow('There is no entity component:default/secret');
  });

  it('evaluates 200 entities at most, by five statements that write nothing', async () => {
    const { of, knex } = await portalOf([
      group('crew'),
      ...Array.from({ length: 201 }, (_, n) => owned(`s${n}`, 'crew')),
    ]);
    let answer: Awaited<ReturnType<typeof of>> | undefined;
    const statements = await statementsOf(knex, async () => {
      answer = await of({ document: stricter, owner: 'group:default/crew' });
    });
    expect(answer).toMatchObject({ totalItems: 201, evaluated: 200 });
    expect(answer?.items).toHaveLength(200);
    expect(statements).toHaveLength(5);
    expect(statements.every(sql => sql.startsWith('select'))).toBe(true);
  });
});
