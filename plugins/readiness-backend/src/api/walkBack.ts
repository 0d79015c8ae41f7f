import {
  TrendMove,
  TrendPoint,
} from '@airworthy/backstage-plugin-readiness-common';
import { notThere } from '../store/trends/recordMoves';
import { TrendRow } from '../store/trends/trendRows';

const dayMs = 24 * 60 * 60 * 1_000;

/** How many entities stand where, and the sum of their scores in tenths. */
class Standing {
  readonly #levels = new Map<string, number>();
  #scores = 0;
  #scored = 0;

  /** Moves entities forward in time, or backward with -1. */
  move(rows: readonly TrendRow[], direction: 1 | -1): void {
    for (const row of rows) {
      this.#count(row.from_level, -direction * row.times);
      this.#count(row.to_level, direction * row.times);
      this.#scores += direction * row.score_change;
      this.#scored += direction * row.scored_change;
    }
  }

  get entities(): number {
    return [...this.#levels.values()].reduce((sum, count) => sum + count, 0);
  }

  get levels(): Record<string, number> {
    return Object.fromEntries(
      [...this.#levels].filter(([, count]) => count !== 0),
    );
  }

  get scored(): number {
    return this.#scored;
  }

  get score(): number | null {
    return this.#scored > 0 ? this.#scores / 10 / this.#scored : null;
  }

  #count(level: string, change: number): void {
    if (level !== notThere) {
      this.#levels.set(level, (this.#levels.get(level) ?? 0) + change);
    }
  }
}

/**
 * Makes a trend by taking back from the present what moved, day by day. It
 * begins with the first of the days on which there is an entity.
 */
export function walkBack(
  rows: readonly TrendRow[],
  days: { first: number; last: number },
): TrendPoint[] {
  const byDay = new Map<number, TrendRow[]>();
  const standing = new Standing();
  for (const row of rows) {
    if (row.day === null) {
      standing.move([row], 1);
    } else {
      // The clock of another replica may be ahead of ours.
      const day = Math.min(row.day, days.last);
      const same = byDay.get(day);
      if (same) {
        same.push(row);
      } else {
        byDay.set(day, [row]);
      }
    }
  }

  const points: TrendPoint[] = [];
  for (let day = days.last; day >= days.first; day -= 1) {
    const { entities, levels, score, scored } = standing;
    const moved = byDay.get(day) ?? [];
    standing.move(moved, -1);
    const moves = movesOf(moved, { before: standing.score, scored });
    points.push({ day: dateOf(day), entities, levels, score, moves });
  }
  points.reverse();
  const begin = points.findIndex(({ entities }) => entities > 0);
  return begin < 0 ? [] : points.slice(begin);
}

function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/**
 * What each cause did. Entities that gain or lose their score, or come and go,
 * move the mean by how far they are from it, so that the effects of all causes
 * add up to the change of the mean.
 */
function movesOf(
  rows: readonly TrendRow[],
  mean: { before: number | null; scored: number },
): TrendPoint['moves'] {
  const moves: TrendPoint['moves'] = {};
  for (const row of rows) {
    const move: TrendMove = (moves[row.cause] ??= {
      score: 0,
      risen: 0,
      fallen: 0,
    });
    if (mean.before !== null && mean.scored > 0) {
      move.score +=
        (row.score_change / 10 - row.scored_change * mean.before) / mean.scored;
    }
    move.risen += row.risen;
    move.fallen += row.fallen;
  }
  return Object.fromEntries(
    Object.entries(moves).filter(
      ([, { score, risen, fallen }]) => score !== 0 || risen || fallen,
    ),
  );
}
