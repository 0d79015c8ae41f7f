import { createTestDatabases } from '../../__testUtils__/testDatabases';
import { forgetMoves } from './forgetMoves';
import { recordedDays } from './trendRows';

const databases = createTestDatabases();
const now = new Date('2030-01-31T12:00:00.000Z');
const dayMs = 86_400_000;
const { signal } = new AbortController();

/** A day of that month, as the store counts them. */
const of = (day: number) => Date.UTC(2030, 0, day) / dayMs;

const move = (scorecard: string, day: number) => ({
  ...{ scorecard, day, entity_ref: 'component:default/a' },
  ...{ owner: '', system: '', cause: 'service' },
  ...{ from_level: 'L1', to_level: 'L2' },
  ...{ times: 1, risen: 1, fallen: 0, score_change: 1, scored_change: 0 },
});

describe.each(databases.ids)('forgetMoves on %p', id => {
  it('removes old moves but those that show how far the record reaches', async () => {
    const knex = await databases.migrated(id);
    await knex('daily_moves').insert([
      move('busy', of(1)),
      move('busy', of(20)),
      move('busy', of(21)),
      move('busy', of(31)),
      move('calm', of(2)),
      move('calm', of(3)),
      move('new', of(30)),
    ]);

    await forgetMoves(knex, undefined, now, signal);
    expect((await knex('daily_moves')).length).toBe(7);

    await forgetMoves(knex, 10 * dayMs, now, signal);
    expect(
      await knex('daily_moves')
        .orderBy(['scorecard', 'day'])
        .select('scorecard', 'day'),
    ).toEqual([
      { scorecard: 'busy', day: of(20) },
      { scorecard: 'busy', day: of(21) },
      { scorecard: 'busy', day: of(31) },
      { scorecard: 'calm', day: of(3) },
      { scorecard: 'new', day: of(30) },
    ]);
    expect(await recordedDays(knex, 'calm')).toMatchObject({ first: of(3) });
  });

  it('stops when it is told to', async () => {
    const knex = await databases.migrated(id);
    const stopped = AbortSignal.abort(new Error('shutting down'));
    await knex('daily_moves').insert([
      move('busy', of(1)),
      move('busy', of(2)),
    ]);
    await expect(forgetMoves(knex, dayMs, now, stopped)).rejects.toThrow(
      'shutting down',
    );
    expect((await knex('daily_moves')).length).toBe(2);
  });
});
