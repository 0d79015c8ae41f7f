import { createTestDatabases } from '../../__testUtils__/testDatabases';
import { dueFacts } from './dueFacts';

const databases = createTestDatabases();
const now = '2030-01-01T12:00:00.000Z';
const early = '2030-01-01T11:00:00.000Z';
const later = '2030-01-01T13:00:00.000Z';

describe.each(databases.ids)('dueFacts on %p', id => {
  /** Entities with the hash of their repository and when they are due. */
  async function withEntities(
    entities: Record<string, [repository: number, due_at: string | null]>,
  ) {
    const knex = await databases.migrated(id);
    const named = Object.entries(entities);
    await knex.batchInsert(
      'entities',
      named.map(([name, [shard_hash]]) => ({
        ref: name,
        kind: 'component',
        namespace: 'default',
        name,
        etag: '1',
        entity: '{}',
        shard_hash,
      })),
      50,
    );
    await knex.batchInsert(
      'facts',
      named.map(([name, [, due_at]]) => ({
        entity_ref: name,
        namespace: 'repo',
        due_at,
      })),
      50,
    );
    return async (repositories: number, shard = { index: 0, of: 1 }) => {
      const options = { namespace: 'repo', shard, now, repositories };
      const rows = await dueFacts(knex, options);
      return rows.map(({ entity_ref }) => entity_ref);
    };
  }

  it('brings all of a repository when one of it is due, however many', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `mono-${n}`);
    const due = await withEntities({
      ...Object.fromEntries(names.map(name => [name, [4, later]])),
      'mono-7': [4, now],
      pushed: [4, null],
      other: [8, later],
    });
    const [first, ...others] = await due(1);
    expect(first).toBe('mono-7');
    expect([first, ...others].sort()).toEqual(names.sort());
  });

  it('counts repositories, those first that are due the longest', async () => {
    const due = await withEntities({
      a1: [1, now],
      a2: [1, later],
      b1: [2, now],
      b2: [2, early],
      c1: [3, later],
    });
    expect(await due(1)).toEqual(['b2', 'b1']);
    expect(await due(5)).toEqual(['b2', 'b1', 'a1', 'a2']);
  });

  it('leaves other shards alone', async () => {
    const due = await withEntities({ a: [1, now], b: [2, now] });
    expect(await due(5, { index: 1, of: 2 })).toEqual(['a']);
  });
});
