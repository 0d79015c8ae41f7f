import { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/testDatabases';
import { forgetHistory } from './forgetHistory';

const databases = createTestDatabases();
const now = new Date('2030-01-11T00:00:00.000Z');
const day = 86_400_000;
const { signal } = new AbortController();

const onDay = (n: number) =>
  `2030-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;

const fact = (namespace: string, n: number, ref = 'component:default/a') => ({
  entity_ref: ref,
  namespace,
  value: '{}',
  problems: '[]',
  content_hash: `${namespace}-${n}`,
  changed_at: onDay(n),
});

const report = (scorecard: string, n: number, contentHash?: string) => ({
  entity_ref: 'component:default/a',
  scorecard,
  revision: contentHash && 'r1',
  inputs: contentHash && JSON.stringify({ facts: [{ contentHash }] }),
  made_at: onDay(n),
});

const result = (n: number, ref = 'component:default/a') => ({
  entity_ref: ref,
  scorecard: 'basics',
  check_id: 'c',
  from_status: 'pass',
  to_status: 'fail',
  cause: 'service',
  revision: 'r1',
  changed_at: onDay(n),
});

describe.each(databases.ids)('forgetHistory on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  const hashes = () => knex('fact_changes').orderBy('id').pluck('content_hash');
  const reports = () =>
    knex('report_changes')
      .orderBy('id')
      .select('scorecard', 'made_at')
      .then(rows => rows.map(row => [row.scorecard, row.made_at]));

  it('removes old facts, but not what held at the moment that is kept from', async () => {
    await knex('fact_changes').insert([
      fact('repo', 1),
      fact('repo', 2),
      fact('repo', 10),
      fact('catalog', 1),
    ]);

    await forgetHistory(knex, {}, now, signal);
    expect((await hashes()).length).toBe(4);

    await forgetHistory(knex, { factChangesMs: 5 * day }, now, signal);
    expect(await hashes()).toEqual(['repo-2', 'repo-10', 'catalog-1']);
  });

  it('keeps the facts that a kept report was made of', async () => {
    await knex('fact_changes').insert([1, 2, 3, 4].map(n => fact('repo', n)));
    await knex('report_changes').insert([
      report('basics', 1, 'repo-1'),
      report('basics', 2, 'repo-2'),
      report('other', 3, 'repo-3'),
      report('ended', 2, 'repo-1'),
      report('ended', 3),
    ]);

    await forgetHistory(
      knex,
      { factChangesMs: day, reportChangesMs: 5 * day },
      now,
      signal,
    );

    expect(await reports()).toEqual([
      ['basics', onDay(2)],
      ['other', onDay(3)],
      ['ended', onDay(3)],
    ]);
    expect(await hashes()).toEqual(['repo-2', 'repo-3', 'repo-4']);
  });

  it('removes more than it looks at in one statement', async () => {
    await knex.batchInsert(
      'result_changes',
      Array.from({ length: 2_100 }, (_, n) => result((n % 5) + 1)),
      100,
    );
    await knex('result_changes').insert(result(10));
    await forgetHistory(knex, { resultChangesMs: 5 * day }, now, signal);
    expect(await knex('result_changes').pluck('changed_at')).toEqual([
      onDay(10),
    ]);
  });

  it('forgets entities some time after they left, and those that are here not', async () => {
    const refs = Array.from(
      { length: 45 },
      (_, n) => `component:default/g${n}`,
    );
    await knex('departed_entities').insert([
      ...refs.map(ref => ({ ref, departed_at: onDay(1) })),
      { ref: 'component:default/late', departed_at: onDay(9) },
    ]);
    await knex('fact_changes').insert(
      [...refs, 'component:default/late', 'component:default/here'].map(ref =>
        fact('repo', 1, ref),
      ),
    );
    await knex('result_changes').insert(refs.map(ref => result(1, ref)));

    await forgetHistory(knex, { deletedEntitiesMs: 5 * day }, now, signal);

    expect(await knex('departed_entities').pluck('ref')).toEqual([
      'component:default/late',
    ]);
    expect(
      await knex('fact_changes').orderBy('entity_ref').pluck('entity_ref'),
    ).toEqual(['component:default/here', 'component:default/late']);
    expect(await knex('result_changes')).toEqual([]);
  });

  it('stops when it is told to', async () => {
    await knex('result_changes').insert(result(1));
    const stopped = AbortSignal.abort(new Error('shutting down'));
    await expect(
      forgetHistory(knex, { resultChangesMs: day }, now, stopped),
    ).rejects.toThrow('shutting down');
    expect((await knex('result_changes')).length).toBe(1);
  });
});
