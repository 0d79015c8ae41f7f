import { CheckResult, Report } from '../report';
import {
  evaluateScorecard,
  EvaluateScorecardOptions,
  reportOf,
} from './evaluate';

/**
 * How an entity stands by what one place can prove, such as a working tree.
 *
 * @public
 */
export interface ProvableGrade {
  /**
   * All results. Level, score and next steps count what the place can prove,
   * and what the place itself keeps unknown is a step; coverage and counts tell
   * how much else there is.
   */
  report: Report;
  /** Ids of the unknown checks that wait for people or data, and hold back no level here. */
  waiting: ReadonlySet<string>;
}

/**
 * Grades an entity where only some facts can be observed. A check that is
 * unknown for want of others, or of an attestation, is left out of level and
 * score: nothing in that place could change it. A level of which all checks
 * wait is not reached: nothing is known of it.
 *
 * @param namespaces - those that the place observes in full, such as `repo`
 *
 * @public
 */
export function gradeProvable(
  options: EvaluateScorecardOptions & { namespaces: string[] },
): ProvableGrade {
  const { scorecard, namespaces } = options;
  const whole = evaluateScorecard(options);
  const waiting = new Set(
    whole.results
      .filter(result => isWaiting(result, namespaces))
      .map(result => result.check),
  );
  const decided = whole.results.filter(({ check }) => !waiting.has(check));
  const provable = reportOf(scorecard, whole.entityRef, decided);
  const levels = provable.levels.map(level => ({ ...level }));
  levels.forEach((level, index) => {
    const checks = scorecard.checks.filter(check => check.level === level.id);
    const isProvable =
      checks.length === 0 || checks.some(({ id }) => !waiting.has(id));
    const below = index === 0 || levels[index - 1].reached;
    level.reached &&= isProvable && below;
  });
  return {
    report: {
      ...provable,
      levels,
      level: levels.findLast(({ reached }) => reached)?.id ?? null,
      results: whole.results,
      counts: whole.counts,
      coverage: whole.coverage,
    },
    waiting,
  };
}

function isWaiting(
  { status, awaits = [] }: CheckResult,
  namespaces: string[],
): boolean {
  return (
    status === 'unknown' &&
    awaits.every(fact => !namespaces.includes(fact.split('.', 1)[0]))
  );
}
