import { createTestDatabases } from '../__testUtils__/testDatabases';
import { forgetChanges } from './forgetChanges';

const databases = createTestDatabases();
const now = new Date('2030-01-11T00:00:00.000Z');
const day = 86_400_000;

describe.each(databases.ids)('forgetChanges on %p', id => {
  it('removes old values of facts but not the last one', async () => {
    const knex = await databases.migrated(id);
    const change = (namespace: string, changed_at: string) => ({
      entity_ref: 'component:default/a',
      namespace,
      value: '{}',
      problems: '[]',
      content_hash: changed_at,
      changed_at,
    });
    await knex('fact_changes').insert([
      change('repo', '2030-01-01T00:00:00.000Z'),
      change('repo', '2030-01-02T00:00:00.000Z'),
      change('repo', '2030-01-10T00:00:00.000Z'),
      change('catalog', '2030-01-01T00:00:00.000Z'),
    ]);

    await forgetChanges(knex, 'fact_changes', undefined, now);
    expect((await knex('fact_changes')).length).toBe(4);

    await forgetChanges(knex, 'fact_changes', 5 * day, now);
    expect(await knex('fact_changes').orderBy('id')).toMatchObject([
      { namespace: 'repo', changed_at: '2030-01-10T00:00:00.000Z' },
      { namespace: 'catalog', changed_at: '2030-01-01T00:00:00.000Z' },
    ]);
  });
});
