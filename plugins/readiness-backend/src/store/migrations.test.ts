import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { migrationsDirectory } from './database';

const databases = createTestDatabases();

const entity = {
  ref: 'component:default/a',
  kind: 'component',
  namespace: 'default',
  name: 'a',
  etag: '1',
  entity: '{}',
  shard_hash: 1,
};

const migrations = { directory: migrationsDirectory };

/** Takes back the migrations after the given one. */
async function downTo(knex: Knex, version: string): Promise<void> {
  while ((await knex.migrate.currentVersion(migrations)) > version) {
    await knex.migrate.down(migrations);
  }
}

describe.each(databases.ids)('migrations on %p', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.empty(id);
    const tables = [
      'entities',
      'facts',
      'results',
      'fact_pushes',
      'report_changes',
      'departed_entities',
      'daily_moves',
      'exemptions',
      'exemption_events',
      'replicas',
      'running_tasks',
      'category_standings',
    ];
    const exist = () =>
      Promise.all(tables.map(table => knex.schema.hasTable(table)));

    await knex.migrate.latest(migrations);
    expect(await exist()).toEqual(tables.map(() => true));

    await knex.migrate.rollback(migrations, true);
    expect(await exist()).toEqual(tables.map(() => false));

    await knex.migrate.latest(migrations);
    expect(await exist()).toEqual(tables.map(() => true));
  });

  it('keep collected facts on the way down, and let pushed ones go', async () => {
    const knex = await databases.migrated(id);
    await knex('entities').insert(entity);
    const facts = (namespace: string, due_at: string | null) => ({
      entity_ref: entity.ref,
      namespace,
      due_at,
    });
    await knex('facts').insert([
      facts('catalog', '2030-01-01T00:00:00.000Z'),
      facts('coverage', null),
    ]);
    await downTo(knex, '20261121000000');
    expect(await knex('facts')).toMatchObject([{ namespace: 'catalog' }]);
    await knex.migrate.latest(migrations);
    expect(await knex('facts')).toMatchObject([{ namespace: 'catalog' }]);
    await expect(
      knex('facts').insert(facts('catalog', null)),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
    await knex('entities').delete();
    expect(await knex('facts')).toEqual([]);
  });

  it('keep failures, but not when they were, on the way down', async () => {
    const knex = await databases.migrated(id);
    await knex('entities').insert(entity);
    await knex('facts').insert({
      entity_ref: entity.ref,
      namespace: 'catalog',
      due_at: '2030-01-01T00:00:00.000Z',
      failures: 2,
      failed_at: '2029-12-31T00:00:00.000Z',
    });
    await downTo(knex, '20261121025999');
    expect(await knex.schema.hasColumn('facts', 'failed_at')).toBe(false);
    await knex.migrate.latest(migrations);
    expect(await knex('facts')).toMatchObject([
      { failures: 2, failed_at: null },
    ]);
  });

  it('keep entities and changes of results on the way down to before history', async () => {
    const knex = await databases.migrated(id);
    await knex('entities').insert({ ...entity, evaluated_inputs: '{}' });
    await knex('facts').insert({
      entity_ref: entity.ref,
      namespace: 'catalog',
    });
    await knex('result_changes').insert({
      entity_ref: entity.ref,
      scorecard: 'basics',
      check_id: 'owner-exists',
      from_status: 'fail',
      to_status: 'pass',
      cause: 'service',
      revision: 'r1',
      changed_at: '2030-01-01T00:00:00.000Z',
      explanation: '{}',
    });
    await knex('departed_entities').insert({
      ref: 'component:default/b',
      departed_at: '2030-01-01T00:00:00.000Z',
    });

    await downTo(knex, '20261121020999');
    await knex.migrate.latest(migrations);

    expect(await knex('entities')).toMatchObject([
      { ref: entity.ref, evaluated_inputs: null },
    ]);
    expect(await knex('facts')).toMatchObject([{ namespace: 'catalog' }]);
    expect(await knex('result_changes')).toMatchObject([
      { check_id: 'owner-exists', explanation: null },
    ]);
    expect(await knex('departed_entities')).toEqual([]);
  });

  it('know of what stands already that it has come by today', async () => {
    const knex = await databases.migrated(id);
    await knex('entities').insert({ ...entity, owner: 'group:default/crew' });
    const report = (scorecard: string, level: string | null) => ({
      entity_ref: entity.ref,
      scorecard,
      revision: 'r1',
      level,
      level_rank: level ? 1 : 0,
      score: level ? 80.5 : null,
      coverage: 1,
      ...{ pass: 1, fail: 0, unknown: 0, exempt: 0, not_applicable: 0 },
      levels: '[]',
      next_steps: '[]',
      changed_at: '2030-01-01T00:00:00.000Z',
    });
    await knex('reports').insert([report('a', 'L1'), report('b', null)]);
    await downTo(knex, '20261121021999');
    await knex.migrate.latest(migrations);
    const moved = { owner: 'group:default/crew', system: '', from_level: '' };
    expect(await knex('daily_moves').orderBy('scorecard')).toMatchObject([
      { ...moved, to_level: 'L1', score_change: 805, scored_change: 1 },
      { ...moved, to_level: 'none', score_change: 0, scored_change: 0 },
    ]);
  });

  it('keep entities and results on the way down to before exemptions', async () => {
    const knex = await databases.migrated(id);
    const at = '2030-01-01T00:00:00.000Z';
    await knex('entities').insert({ ...entity, reconsider_at: at });
    const key = { entity_ref: entity.ref, scorecard: 'basics' };
    await knex('reports').insert({
      ...{ ...key, revision: 'r1', level_rank: 0, coverage: 1 },
      ...{ pass: 0, fail: 0, unknown: 0, exempt: 1, not_applicable: 0 },
      ...{ levels: '[]', next_steps: '[]', changed_at: at },
    });
    await knex('results').insert({
      ...{ ...key, check_id: 'a', status: 'exempt', category: '', weight: 1 },
      ...{ evidence: '[]', changed_at: at, excuse: '{}', excused: 'fail' },
    });
    await knex('exemptions').insert({
      ...{ id: '1', scorecard: 'basics', scope: 'entity', reason: 'Retired' },
      ...{ subject_ref: entity.ref, requested_by: 'ann', requested_at: at },
      state: 'requested',
    });
    await knex('exemption_events').insert({
      ...{ exemption_id: '1', action: 'requested', by: 'ann', at },
    });

    await downTo(knex, '20261121022999');
    expect(await knex.schema.hasTable('exemptions')).toBe(false);
    await knex.migrate.latest(migrations);

    expect(await knex('entities')).toMatchObject([{ reconsider_at: null }]);
    expect(await knex('results')).toMatchObject([
      { status: 'exempt', excuse: null, excused: null },
    ]);
  });

  it('add up by category what stands already', async () => {
    const knex = await databases.migrated(id);
    await knex('entities').insert(entity);
    const key = { entity_ref: entity.ref, scorecard: 'basics' };
    const at = '2030-01-01T00:00:00.000Z';
    await knex('reports').insert({
      ...{ ...key, revision: 'r1', level_rank: 0, coverage: 1 },
      ...{ pass: 1, fail: 1, unknown: 0, exempt: 1, not_applicable: 0 },
      ...{ levels: '[]', next_steps: '[]', changed_at: at },
    });
    const result = (check_id: string, status: string, category: string) => ({
      ...{ ...key, check_id, status, category, weight: 1 },
      ...{ evidence: '[]', changed_at: at },
    });
    await knex('results').insert([
      result('a', 'pass', 'Delivery'),
      result('b', 'fail', 'Delivery'),
      result('c', 'exempt', 'Security'),
    ]);
    await downTo(knex, '20261121027999');
    await knex.migrate.latest(migrations);
    const none = { pass: 0, fail: 0, unknown: 0, exempt: 0, not_applicable: 0 };
    expect(await knex('category_standings').orderBy('category')).toEqual([
      { ...key, ...none, category: 'Delivery', score: 50, pass: 1, fail: 1 },
      { ...key, ...none, category: 'Security', score: null, exempt: 1 },
    ]);
    await knex('entities').delete();
    expect(await knex('category_standings')).toEqual([]);
  });

  it('keep results, but not what they wait for, on the way down', async () => {
    const knex = await databases.migrated(id);
    await knex('entities').insert(entity);
    const key = { entity_ref: entity.ref, scorecard: 'basics' };
    const at = '2030-01-01T00:00:00.000Z';
    await knex('reports').insert({
      ...{ ...key, revision: 'r1', level_rank: 0, coverage: 0 },
      ...{ pass: 0, fail: 0, unknown: 1, exempt: 0, not_applicable: 0 },
      ...{ levels: '[]', next_steps: '[]', changed_at: at },
    });
    await knex('results').insert({
      ...{ ...key, check_id: 'a', status: 'unknown', category: '', weight: 1 },
      ...{ evidence: '[]', changed_at: at, awaits: '["attestation"]' },
    });
    await downTo(knex, '20261121029999');
    expect(await knex.schema.hasColumn('results', 'awaits')).toBe(false);
    await knex.migrate.latest(migrations);
    expect(await knex('results')).toMatchObject([
      { check_id: 'a', status: 'unknown', awaits: null },
    ]);
    await knex('entities').delete();
    expect(await knex('results')).toEqual([]);
  });

  it('let facts and results go with their entity', async () => {
    const knex = await databases.migrated(id);
    await knex('entities').insert(entity);
    await knex('facts').insert({
      entity_ref: entity.ref,
      namespace: 'catalog',
      due_at: '2030-01-01T00:00:00.000Z',
    });

    await knex('entities').delete();

    expect(await knex('facts')).toEqual([]);
  });
});
