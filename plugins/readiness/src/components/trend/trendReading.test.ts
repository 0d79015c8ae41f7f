import { TrendPoint } from '@airworthy/backstage-plugin-readiness-common';
import {
  eventfulDays,
  levelsOf,
  movesInAll,
  rangeOfMoves,
  scoresWithoutRule,
  trendCauses,
} from './trendReading';

const levels = [
  { id: 'L1', title: 'MVP' },
  { id: 'L2', title: 'Stable' },
];

function point(
  day: number,
  score: number | null,
  moves: TrendPoint['moves'] = {},
  counts: Record<string, number> = { L1: 1 },
): TrendPoint {
  return { day: `2030-01-0${day}`, entities: 1, levels: counts, score, moves };
}

const points = [
  point(1, 50, { catalog: { score: 0, risen: 1, fallen: 0 } }),
  point(2, 30, { rule: { score: -20, risen: 0, fallen: 1 } }),
  point(3, 30),
  point(4, 45, {
    service: { score: 20, risen: 1, fallen: 0 },
    data: { score: -5, risen: 0, fallen: 0 },
  }),
];

describe('trendReading', () => {
  it('adds up what each cause did since the trend begins', () => {
    expect(movesInAll(points)).toEqual([
      ['service', { score: 20, risen: 1, fallen: 0 }],
      ['data', { score: -5, risen: 0, fallen: 0 }],
      ['rule', { score: -20, risen: 0, fallen: 1 }],
    ]);
  });

  it('tells the scores as if the standard had stayed as it was', () => {
    expect(scoresWithoutRule(points)).toEqual([50, 50, 50, 65]);
  });

  it('leaves a day without a score without one, and stays on the scale', () => {
    expect(
      scoresWithoutRule([
        point(1, 95),
        point(2, null),
        point(3, 90, { rule: { score: -15, risen: 0, fallen: 0 } }),
      ]),
    ).toEqual([95, null, 100]);
  });

  it('finds the days on which something happened, the latest first', () => {
    expect(eventfulDays(points).map(({ day }) => day)).toEqual([
      '2030-01-04',
      '2030-01-02',
      '2030-01-01',
    ]);
  });

  it('knows how far the causes of a day moved the score', () => {
    expect(rangeOfMoves(points, trendCauses)).toEqual([-20, 20]);
    expect(rangeOfMoves(points, ['data'])).toEqual([-5, 0]);
  });

  it('orders levels from below the lowest, and keeps those of a former standard', () => {
    const counts = { L2: 1, none: 2, Gold: 1 };
    expect(
      levelsOf([point(1, 50, {}, counts)], levels).map(({ id }) => id),
    ).toEqual(['Gold', 'none', 'L2']);
  });
});
