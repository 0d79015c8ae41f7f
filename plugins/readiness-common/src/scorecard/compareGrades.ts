import { CheckResult } from '../report';
import { ProvableGrade } from './gradeProvable';

/**
 * What differs between two grades of an entity by one scorecard.
 *
 * @public
 */
export interface GradeDifference {
  before: ProvableGrade;
  /** Results that hold a level back now, and did not before. */
  worse: CheckResult[];
  /** Results that hold a level back no longer. */
  better: CheckResult[];
}

/**
 * Compares two grades of the same entity by the same scorecard.
 *
 * @public
 */
export function compareGrades(
  before: ProvableGrade,
  after: ProvableGrade,
): GradeDifference {
  const earlier = new Map(
    before.report.results.map(result => [result.check, result] as const),
  );
  const changed = after.report.results.filter(result => {
    const old = earlier.get(result.check);
    return old !== undefined && isOpen(before, old) !== isOpen(after, result);
  });
  return {
    before,
    worse: changed.filter(result => isOpen(after, result)),
    better: changed.filter(result => !isOpen(after, result)),
  };
}

/**
 * Whether a result keeps a level from being reached.
 *
 * @public
 */
export function isOpen(
  { waiting }: ProvableGrade,
  { status, check }: CheckResult,
): boolean {
  return status === 'fail' || (status === 'unknown' && !waiting.has(check));
}
