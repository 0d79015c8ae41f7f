import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Knex } from 'knex';
import { dueEvaluations } from '../store/reports/dueEvaluations';
import { component, group } from '../__testUtils__/entities';
import {
  ScriptedCollector,
  scripted,
} from '../__testUtils__/ScriptedCollector';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import {
  basics,
  createTestPortal,
  statusesOf,
} from '../__testUtils__/testPortal';

const databases = createTestDatabases();
const hour = 3_600_000;

async function rowsOf(knex: Knex) {
  const tables = [
    'entities',
    'facts',
    'fact_changes',
    'scorecard_revisions',
    'reports',
    'results',
    'result_changes',
    'report_changes',
  ];
  const counts = await Promise.all(
    tables.map(async table => [table, (await knex(table)).length]),
  );
  return Object.fromEntries(counts);
}

describe.each(databases.ids)('collection and grading on %p', id => {
  let knex: Knex;
  let folder: string;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    folder = await mkdtemp(join(tmpdir(), 'collection-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function repository(name: string, files: Record<string, string>) {
    const root = join(folder, name);
    await mkdir(root, { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      await writeFile(join(root, path), content);
    }
    return root;
  }

  it('grades entities by real source trees, and nothing else', async () => {
    const described = await repository('described', {
      'README.md': '# Described\n\nWhat it is for.\n',
    });
    const bare = await repository('bare', { 'main.js': '' });
    const portal = await createTestPortal({
      knex,
      allowedFolders: [folder],
      entities: [
        component('described', { folder: described }),
        component('bare', { folder: bare }),
        group('crew'),
      ],
    });

    await portal.settle();

    const { items, totalItems } = await portal.service.listEntities(
      { scorecard: 'basics', sort: 'name', limit: 25 },
      portal.user,
    );
    expect(totalItems).toBe(2);
    expect(items.map(({ name, level, score }) => [name, level, score])).toEqual(
      [
        ['bare', 'L1', 25],
        ['described', 'L2', 100],
      ],
    );
    const { reports, pending } = await portal.service.readEntity(
      'component:default/described',
      portal.user,
    );
    expect(pending).toBe(false);
    expect(reports[0].results[1]).toMatchObject({
      check: 'has-readme',
      status: 'pass',
      evidence: [{ path: 'README.md', line: 1 }],
      observedAt: '2030-01-01T12:00:00.000Z',
    });
    expect(
      await knex('facts').where('entity_ref', 'group:default/crew'),
    ).toEqual([]);
  });

  it('never follows a link out of a tree, and grades the rest', async () => {
    const secret = await repository('elsewhere', { 'secret.md': '# Secret' });
    const root = await repository('linked', { 'package.json': '{}' });
    await symlink(join(secret, 'secret.md'), join(root, 'README.md'));
    const portal = await createTestPortal({
      knex,
      allowedFolders: [root],
      entities: [component('linked', { folder: root }), group('crew')],
    });

    await portal.settle();

    expect(await statusesOf(portal, 'component:default/linked')).toEqual({
      'owner-exists': 'pass',
      'has-readme': 'unknown',
    });
    const { reports } = await portal.service.readEntity(
      'component:default/linked',
      portal.user,
    );
    expect(reports[0].results[1].detail).toContain('leaves the tree');
    expect(JSON.stringify(await knex('facts'))).not.toContain('Secret');
  });

  it('tells which setting allows a folder that is not allowed', async () => {
    const root = await repository('private', { 'README.md': '# Private' });
    const portal = await createTestPortal({
      knex,
      entities: [component('private', { folder: root }), group('crew')],
    });

    await portal.settle();

    const { reports, collections } = await portal.service.readEntity(
      'component:default/private',
      portal.user,
    );
    expect(reports[0].results[1]).toMatchObject({ status: 'unknown' });
    expect(collections[1].problems).toEqual([
      {
        fact: 'repo',
        reason: expect.stringContaining(
          'readiness.collectors.repo.allowedFolders',
        ),
      },
    ]);
  });

  it('writes no new row when nothing changed', async () => {
    const root = await repository('same', { 'README.md': '# Same' });
    const portal = await createTestPortal({
      knex,
      allowedFolders: [folder],
      entities: [component('same', { folder: root }), group('crew')],
    });
    await portal.settle();
    const before = await rowsOf(knex);
    const results = await knex('results').orderBy('check_id');

    for (let times = 0; times < 3; times += 1) {
      portal.pass(2 * hour);
      await portal.settle();
    }

    expect(await rowsOf(knex)).toEqual(before);
    expect(await knex('results').orderBy('check_id')).toEqual(results);
    const { collections } = await portal.service.readEntity(
      'component:default/same',
      portal.user,
    );
    expect(collections.map(({ observedAt }) => observedAt)).toEqual([
      '2030-01-01T18:00:00.000Z',
      '2030-01-01T18:00:00.000Z',
    ]);
  });

  it('puts a changed result on record with its cause', async () => {
    const root = await repository('growing', { 'main.js': '' });
    const portal = await createTestPortal({
      knex,
      allowedFolders: [folder],
      entities: [component('growing', { folder: root }), group('crew')],
    });
    await portal.settle();
    expect(await knex('result_changes')).toEqual([]);

    await repository('growing', { 'README.md': '# Growing' });
    await portal.service.refresh('component:default/growing', portal.user);
    await portal.settle();

    expect(await knex('result_changes')).toMatchObject([
      {
        entity_ref: 'component:default/growing',
        check_id: 'has-readme',
        from_status: 'fail',
        to_status: 'pass',
        cause: 'service',
      },
    ]);
    expect((await knex('fact_changes').where('namespace', 'repo')).length).toBe(
      2,
    );
  });

  it('puts on record what each report was made of, and that it ended', async () => {
    const one = (owner: string, etag: string) =>
      component('one', { spec: { owner }, etag });
    const portal = await createTestPortal({
      knex,
      entities: [one('crew', '1'), group('crew')],
    });
    const changes = () => knex('report_changes').orderBy('id');
    await portal.settle();
    expect(await changes()).toMatchObject([
      {
        entity_ref: 'component:default/one',
        scorecard: 'basics',
        level: 'L1',
        level_rank: 1,
        score: 25,
        pass: 1,
        unknown: 1,
        made_at: '2030-01-01T12:00:00.000Z',
      },
    ]);
    const [{ inputs }] = await changes();
    const values = await knex('fact_changes');
    const { facts, exemptions } = JSON.parse(inputs);
    expect(exemptions).toEqual([]);
    expect(facts).toHaveLength(2);
    expect(facts).toEqual(
      expect.arrayContaining(
        values.map(({ namespace, content_hash }) => ({
          namespace,
          observedAt: '2030-01-01T12:00:00.000Z',
          expiresAt: expect.any(String),
          contentHash: content_hash,
        })),
      ),
    );

    portal.catalog.set([one('nobody', '2'), group('crew')]);
    portal.pass(61_000);
    await portal.settle();
    expect((await changes()).map(row => row.level_rank)).toEqual([1, 0]);

    portal.catalog.set([group('crew')]);
    await portal.settle();
    portal.pass(61_000);
    await portal.settle();
    expect((await changes())[2]).toMatchObject({
      scorecard: 'basics',
      revision: null,
      inputs: null,
      made_at: portal.clock.now.toISOString(),
    });
  });

  it('notices that an owner vanished, and that it came back', async () => {
    const root = await repository('owned', { 'README.md': '# Owned' });
    const owned = component('owned', { folder: root });
    const portal = await createTestPortal({
      knex,
      allowedFolders: [folder],
      entities: [owned, group('crew')],
    });
    const ownerExists = async () =>
      (await statusesOf(portal, 'component:default/owned'))['owner-exists'];
    await portal.settle();
    expect(await ownerExists()).toBe('pass');

    portal.catalog.set([owned]);
    await portal.settle();
    portal.pass(60_000);
    await portal.settle();
    expect(await ownerExists()).toBe('fail');

    portal.catalog.set([owned, group('crew')]);
    await portal.settle();
    expect(await ownerExists()).toBe('pass');
  });

  it('collects again what was refreshed, and wakes its shard', async () => {
    const portal = await createTestPortal({
      knex,
      entities: [component('one'), group('crew')],
      shards: 1,
    });
    await portal.settle();
    portal.pass(1_000);

    const { requestedAt } = await portal.service.refresh(
      'component:default/one',
      portal.user,
    );

    expect(portal.scheduler.triggerTask).toHaveBeenCalledWith(
      'readiness-collect-0',
    );
    const read = () =>
      portal.service.readEntity('component:default/one', portal.user);
    expect((await read()).pending).toBe(true);
    await portal.settle();
    expect(await read()).toMatchObject({
      pending: false,
      collections: [{ namespace: 'catalog', observedAt: requestedAt }, {}],
    });
  });

  it('collects first what somebody waits for, then what is new', async () => {
    const collector = new ScriptedCollector();
    const waiting = Array.from({ length: 30 }, (_, n) => component(`c${n}`));
    const portal = await createTestPortal({
      knex,
      entities: waiting,
      collectors: [collector],
      scorecards: { 'scripted.yaml': scripted },
      shards: 1,
    });
    await portal.settle();
    collector.names.length = 0;
    portal.pass(hour);
    portal.catalog.set([...waiting, component('new')]);
    portal.pass(1_000);
    await portal.service.refresh('component:default/c9', portal.user);

    await portal.settle();

    expect(collector.names.length).toBe(31);
    expect(collector.names.slice(0, 2)).toEqual(['c9', 'new']);
  });

  it('grades changed facts before it applies changed standards', async () => {
    const portal = await createTestPortal({
      knex,
      entities: ['a', 'b', 'c'].map(name => component(name)),
    });
    await portal.settle();
    await knex('entities')
      .where({ name: 'c' })
      .update({ evaluation_due: '2030-01-01T12:00:00.000Z' });

    const { entities } = await dueEvaluations(knex, {
      standards: 'others',
      now: '2030-01-01T12:00:00.000Z',
      shard: { index: 0, of: 1 },
      limit: 2,
    });
    expect(entities.map(({ ref }) => ref)).toEqual([
      'component:default/c',
      'component:default/a',
    ]);
  });

  it('grades by what the catalog says at the refresh, not before', async () => {
    const portal = await createTestPortal({
      knex,
      entities: [
        component('one', { spec: { owner: 'nobody' } }),
        group('crew'),
      ],
    });
    await portal.settle();

    portal.catalog.set([component('one', { etag: '2' }), group('crew')]);
    await portal.service.refresh('component:default/one', portal.user);
    await portal.settle();

    expect(await statusesOf(portal, 'component:default/one')).toMatchObject({
      'owner-exists': 'pass',
    });
  });

  it('collects each shard on its own', async () => {
    const portal = await createTestPortal({
      knex,
      entities: Array.from({ length: 12 }, (_, n) => component(`c${n}`)),
    });
    const { signal } = new AbortController();
    await portal.reconciler.reconcile(signal);

    await portal.worker.run({ index: 0, of: 2 }, signal);
    const first = (await knex('reports')).length;
    await portal.worker.run({ index: 1, of: 2 }, signal);

    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(12);
    expect((await knex('reports')).length).toBe(12);
  });

  it('applies a changed scorecard to all entities, and names it as the cause', async () => {
    const portal = await createTestPortal({
      knex,
      entities: [
        component('one', { spec: { owner: 'nobody' } }),
        component('two', { spec: { owner: 'nobody' } }),
      ],
    });
    await portal.settle();

    portal.scorecards['basics.yaml'] = basics.replace(
      'pass: catalog.owner.exists',
      'pass: catalog.owner.declared',
    );
    await portal.library.reload(new AbortController().signal);
    await portal.settle();

    expect(await knex('result_changes').orderBy('entity_ref')).toMatchObject([
      { entity_ref: 'component:default/one', to_status: 'pass', cause: 'rule' },
      { entity_ref: 'component:default/two', to_status: 'pass', cause: 'rule' },
    ]);
  });

  it('forgets the reports and facts that no scorecard asks for any more', async () => {
    const one = component('one');
    const portal = await createTestPortal({ knex, entities: [one] });
    await portal.settle();
    expect((await knex('reports')).length).toBe(1);

    portal.scorecards['basics.yaml'] = basics.replace(
      'kind: Component }',
      'kind: System }',
    );
    await portal.library.reload(new AbortController().signal);
    await portal.settle();

    expect(await rowsOf(knex)).toMatchObject({
      reports: 0,
      results: 0,
      facts: 0,
    });
  });
});
