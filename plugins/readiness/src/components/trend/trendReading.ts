import {
  TrendCause,
  TrendMove,
  TrendPoint,
} from '@airworthy/backstage-plugin-readiness-common';
import { belowAllLevels, Level } from '../shared/levels';

/** All causes, in the order in which they are told. */
export const trendCauses: readonly TrendCause[] = [
  'service',
  'data',
  'time',
  'exemption',
  'catalog',
  'rule',
];

/** Periods to choose from, in days. */
export const periods = [30, 90, 365] as const;

/** A period of {@link periods}. */
export type Period = (typeof periods)[number];

/** What each cause did in all days of a trend but the first, which it begins with. */
export function movesInAll(
  points: readonly TrendPoint[],
): [TrendCause, TrendMove][] {
  return trendCauses.flatMap((cause): [TrendCause, TrendMove][] => {
    const moves = points.slice(1).flatMap(({ moves: of }) => of[cause] ?? []);
    const sum = (member: keyof TrendMove) =>
      moves.reduce((total, move) => total + move[member], 0);
    return moves.length > 0
      ? [
          [
            cause,
            { score: sum('score'), risen: sum('risen'), fallen: sum('fallen') },
          ],
        ]
      : [];
  });
}

/** The scores of a trend as if the standard had not moved them since it begins. */
export function scoresWithoutRule(
  points: readonly TrendPoint[],
): (number | null)[] {
  let byRule = 0;
  return points.map(({ score, moves }, index) => {
    byRule += index === 0 ? 0 : moves.rule?.score ?? 0;
    return score === null ? null : Math.min(100, Math.max(0, score - byRule));
  });
}

/** The days on which something happened, the latest first; the first is where it begins. */
export function eventfulDays(points: readonly TrendPoint[]): TrendPoint[] {
  return points
    .filter(({ moves }, index) => index === 0 || Object.keys(moves).length > 0)
    .reverse();
}

/** How far the causes of one day moved the score at most, down and up. */
export function rangeOfMoves(
  points: readonly TrendPoint[],
  causes: readonly TrendCause[],
): [number, number] {
  const sums = points.map(({ moves }) =>
    causes.reduce(
      ([down, up], cause) => {
        const score = moves[cause]?.score ?? 0;
        return score < 0 ? [down + score, up] : [down, up + score];
      },
      [0, 0],
    ),
  );
  return [
    Math.floor(Math.min(...sums.map(([down]) => down))),
    Math.ceil(Math.max(...sums.map(([, up]) => up))),
  ];
}

/** The levels that a trend has entities at, from below the lowest up. */
export function levelsOf(
  points: readonly TrendPoint[],
  levels: readonly Level[],
): (Level & { rank: number })[] {
  const known = [{ id: belowAllLevels, title: '' }, ...levels].map(
    (level, rank) => ({ ...level, rank }),
  );
  const former = new Set(points.flatMap(point => Object.keys(point.levels)));
  known.forEach(({ id }) => former.delete(id));
  return [
    ...[...former].map(id => ({ id, title: '', rank: 0 })),
    ...known,
  ].filter(({ id }) => points.some(point => point.levels[id]));
}
