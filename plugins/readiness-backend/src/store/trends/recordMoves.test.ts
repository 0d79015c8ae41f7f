import { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/testDatabases';
import { Move, recordMoves, Stand } from './recordMoves';

const databases = createTestDatabases();
const ref = 'component:default/a';
const low: Stand = { level: null, level_rank: 0, score: 10.1 };
const high: Stand = { level: 'L1', level_rank: 1, score: 60 };

describe.each(databases.ids)('recordMoves on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await knex('entities').insert({
      ref,
      kind: 'component',
      namespace: 'default',
      name: 'a',
      owner: 'group:default/crew',
      etag: '1',
      entity: '{}',
      shard_hash: 1,
    });
  });

  const record = (
    from: Move['from'],
    to: Move['to'],
    {
      cause = 'service',
      at = '2030-01-31T23:59:59.999Z',
    }: {
      cause?: Move['cause'];
      at?: string;
    } = {},
  ) =>
    knex.transaction(tx =>
      recordMoves(
        tx,
        [{ entity_ref: ref, scorecard: 'basics', cause, from, to }],
        at,
      ),
    );

  it('counts a move for whom the entity belongs to', async () => {
    await record(low, high);
    expect(await knex('daily_moves')).toEqual([
      {
        scorecard: 'basics',
        day: Date.UTC(2030, 0, 31) / 86_400_000,
        entity_ref: ref,
        owner: 'group:default/crew',
        system: '',
        cause: 'service',
        from_level: 'none',
        to_level: 'L1',
        times: 1,
        risen: 1,
        fallen: 0,
        score_change: 499,
        scored_change: 0,
      },
    ]);
  });

  it('adds no row for an entity that moves to and fro', async () => {
    await record(low, high);
    await record(high, low);
    await record(low, high);
    await record(high, low);
    expect(await knex('daily_moves').orderBy('risen')).toMatchObject([
      { from_level: 'L1', times: 2, risen: 0, fallen: 2, score_change: -998 },
      { from_level: 'none', times: 2, risen: 2, fallen: 0, score_change: 998 },
    ]);
  });

  it('adds nothing for an entity that stays where it is', async () => {
    await record(high, { ...high, level_rank: 2 });
    expect(await knex('daily_moves')).toEqual([]);
  });

  it('takes a level of another name and the same rank for no rise', async () => {
    await record(high, { ...high, level: 'gold' });
    expect(await knex('daily_moves')).toMatchObject([
      { from_level: 'L1', to_level: 'gold', times: 1, risen: 0, fallen: 0 },
    ]);
  });

  it('counts scores that come and go', async () => {
    await record(null, high, { cause: 'catalog' });
    await record(high, { ...high, score: null }, { cause: 'exemption' });
    expect(await knex('daily_moves').orderBy('cause')).toMatchObject([
      { from_level: '', to_level: 'L1', risen: 1, scored_change: 1 },
      { from_level: 'L1', score_change: -600, scored_change: -1 },
    ]);
  });
});
