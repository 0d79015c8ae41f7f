import { createTestDatabases } from '../__testUtils__/testDatabases';
import { forgetMoves } from './forgetMoves';
import { firstDayOnRecord } from './trendRows';

const databases = createTestDatabases();
const now = new Date('2030-01-31T12:00:00.000Z');
const dayMs = 86_400_000;

describe.each(databases.ids)('forgetMoves on %p', id => {
  it('removes old moves but those that show how far the record reaches', async () => {
    const knex = await databases.migrated(id);
    const move = (scorecard: string, day: string) => ({
      ...{ scorecard, day, entity_ref: 'component:default/a' },
      ...{ owner: '', system: '', cause: 'service' },
      ...{ from_level: 'L1', to_level: 'L2' },
      ...{ times: 1, risen: 1, fallen: 0, score_change: 1, scored_change: 0 },
    });
    await knex('daily_moves').insert([
      move('busy', '2030-01-01'),
      move('busy', '2030-01-20'),
      move('busy', '2030-01-21'),
      move('busy', '2030-01-31'),
      move('calm', '2030-01-02'),
      move('calm', '2030-01-03'),
      move('new', '2030-01-30'),
    ]);

    await forgetMoves(knex, undefined, now);
    expect((await knex('daily_moves')).length).toBe(7);

    await forgetMoves(knex, 10 * dayMs, now);
    expect(
      await knex('daily_moves')
        .orderBy(['scorecard', 'day'])
        .select('scorecard', 'day'),
    ).toEqual([
      { scorecard: 'busy', day: '2030-01-20' },
      { scorecard: 'busy', day: '2030-01-21' },
      { scorecard: 'busy', day: '2030-01-31' },
      { scorecard: 'calm', day: '2030-01-03' },
      { scorecard: 'new', day: '2030-01-30' },
    ]);
    expect(await firstDayOnRecord(knex, 'calm')).toBe('2030-01-03');
  });
});
