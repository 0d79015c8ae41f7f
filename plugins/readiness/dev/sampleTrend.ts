import {
  EntityStanding,
  TrendCause,
  TrendPoint,
} from '@airworthy/backstage-plugin-readiness-common';

const dayMs = 24 * 60 * 60 * 1_000;

/** What happened a number of days ago, in points of the mean score. */
const events: { daysAgo: number; cause: TrendCause; score: number }[] = [
  { daysAgo: 74, cause: 'service', score: 6.5 },
  { daysAgo: 61, cause: 'data', score: -4 },
  { daysAgo: 58, cause: 'data', score: 4 },
  { daysAgo: 47, cause: 'service', score: 5 },
  { daysAgo: 33, cause: 'rule', score: -12.5 },
  { daysAgo: 21, cause: 'service', score: 7.5 },
  { daysAgo: 14, cause: 'exemption', score: 2.5 },
  { daysAgo: 6, cause: 'catalog', score: -1.5 },
  { daysAgo: 3, cause: 'service', score: 4 },
];

/** A trend that ends with how the given entities stand. */
export function sampleTrend(
  standings: EntityStanding[],
  days: number,
): TrendPoint[] {
  const scores = standings.flatMap(({ score }) => score ?? []);
  const levels: Record<string, number> = {};
  for (const { level } of standings) {
    levels[level ?? 'none'] = (levels[level ?? 'none'] ?? 0) + 1;
  }
  let mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return Array.from({ length: days }, (_, daysAgo): TrendPoint => {
    const score = scores.length > 0 ? mean : null;
    const moves: TrendPoint['moves'] = {};
    for (const event of events.filter(each => each.daysAgo === daysAgo)) {
      mean -= event.score;
      moves[event.cause] = {
        score: event.score,
        risen: event.score > 0 ? 1 : 0,
        fallen: event.score < 0 ? 1 : 0,
      };
    }
    return {
      day: new Date(Date.now() - daysAgo * dayMs).toISOString().slice(0, 10),
      entities: standings.length,
      levels,
      score,
      moves,
    };
  }).reverse();
}
