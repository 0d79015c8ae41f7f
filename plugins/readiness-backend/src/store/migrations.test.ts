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
    await knex.migrate.down({ directory: migrationsDirectory });
    expect(await knex('facts')).toMatchObject([{ namespace: 'catalog' }]);
    await knex.migrate.latest({ directory: migrationsDirectory });
    expect(await knex('facts')).toMatchObject([{ namespace: 'catalog' }]);
    await expect(
      knex('facts').insert(facts('catalog', null)),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
    await knex('entities').delete();
    expect(await knex('facts')).toEqual([]);
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
