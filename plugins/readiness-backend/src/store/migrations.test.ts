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

/** Takes back the migrations after the given one. */
async function downTo(knex: Knex, version: string): Promise<void> {
  const migrations = { directory: migrationsDirectory };
  while ((await knex.migrate.currentVersion(migrations)) > version) {
    await knex.migrate.down(migrations);
  }
}

describe.each(databases.ids)('migrations on %p', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.empty(id);
    const migrations = { directory: migrationsDirectory };
    const tables = ['entities', 'facts', 'results', 'fact_pushes'];
    const exist = () =>
      Promise.all(tables.map(table => knex.schema.hasTable(table)));

    await knex.migrate.latest(migrations);
    expect(await exist()).toEqual([true, true, true, true]);

    await knex.migrate.rollback(migrations, true);
    expect(await exist()).toEqual([false, false, false, false]);

    await knex.migrate.latest(migrations);
    expect(await exist()).toEqual([true, true, true, true]);
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
    await knex.migrate.latest({ directory: migrationsDirectory });
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
    await knex.migrate.latest({ directory: migrationsDirectory });
    expect(await knex('facts')).toMatchObject([
      { failures: 2, failed_at: null },
    ]);
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
