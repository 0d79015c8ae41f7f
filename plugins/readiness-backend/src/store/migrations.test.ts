import { createTestDatabases } from '../__testUtils__/testDatabases';
import { migrationsDirectory } from './database';

const databases = createTestDatabases();

describe.each(databases.ids)('migrations on %p', id => {
  it('go up, down and up again', async () => {
    const knex = await databases.empty(id);
    const migrations = { directory: migrationsDirectory };
    const tables = ['entities', 'facts', 'results', 'result_changes'];
    const exist = () =>
      Promise.all(tables.map(table => knex.schema.hasTable(table)));

    await knex.migrate.latest(migrations);
    expect(await exist()).toEqual([true, true, true, true]);

    await knex.migrate.rollback(migrations, true);
    expect(await exist()).toEqual([false, false, false, false]);

    await knex.migrate.latest(migrations);
    expect(await exist()).toEqual([true, true, true, true]);
  });

  it('let facts and results go with their entity', async () => {
    const knex = await databases.migrated(id);
    await knex('entities').insert({
      ref: 'component:default/a',
      kind: 'component',
      namespace: 'default',
      name: 'a',
      etag: '1',
      entity: '{}',
      shard_hash: 1,
    });
    await knex('facts').insert({
      entity_ref: 'component:default/a',
      namespace: 'catalog',
      due_at: '2030-01-01T00:00:00.000Z',
    });

    await knex('entities').delete();

    expect(await knex('facts')).toEqual([]);
  });
});
