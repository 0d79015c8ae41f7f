import { CheckResult, LevelStanding, ResultStatus } from '../report';
import { LevelDocument } from './document';

/** Number of results by status. */
export function countResults(
  results: readonly CheckResult[],
): Record<ResultStatus, number> {
  const counts: Record<ResultStatus, number> = {
    fail: 0,
    unknown: 0,
    exempt: 0,
    pass: 0,
    'not-applicable': 0,
  };
  for (const { status } of results) counts[status] += 1;
  return counts;
}

/** How the results stand at each level, from the lowest up. */
export function standingsOf(
  levels: readonly LevelDocument[],
  results: readonly CheckResult[],
): LevelStanding[] {
  let reached = true;
  return levels.map(level => {
    const counts = countResults(
      results.filter(result => result.level === level.id),
    );
    reached &&= counts.fail === 0 && counts.unknown === 0;
    return { ...level, reached, counts };
  });
}

/**
 * Weighted share of passes among passes, failures and unknowns, from 0 to 100
 * in tenths. Rounded down, so that only a service without flaw has 100.
 */
export function scoreOf(results: readonly CheckResult[]): number | null {
  let passed = 0;
  let applicable = 0;
  for (const { status, weight } of results) {
    // Sums of whole numbers are exact, whatever the order of the checks.
    const hundredths = Math.round(weight * 100);
    if (status === 'pass') passed += hundredths;
    if (status === 'pass' || isOpen(status)) applicable += hundredths;
  }
  return applicable === 0
    ? null
    : Math.floor((1000 * passed) / applicable) / 10;
}

/**
 * Share of the passes, failures and unknowns that are not unknown, 1 when
 * there are none of them.
 */
export function coverageOf(counts: Record<ResultStatus, number>): number {
  const known = counts.pass + counts.fail;
  const applicable = known + counts.unknown;
  return applicable === 0 ? 1 : known / applicable;
}

/** Ids of those that are open: what lifts the level first, then by gain for effort. */
export function nextStepsOf(
  levels: readonly LevelDocument[],
  results: readonly CheckResult[],
): string[] {
  const rank = new Map(levels.map(({ id }, index) => [id, index]));
  const gain = ({ weight, effortHours }: CheckResult) => weight / effortHours;
  return results
    .filter(result => isOpen(result.status))
    .sort(
      (a, b) =>
        rank.get(a.level)! - rank.get(b.level)! ||
        gain(b) - gain(a) ||
        (a.check < b.check ? -1 : 1),
    )
    .map(result => result.check);
}

/** What a result awaits that people decide. */
export const attestation = 'attestation';

/**
 * Whether a result waits for somebody to attest what no file proves.
 *
 * @public
 */
export function waitsForPeople({ awaits }: CheckResult): boolean {
  return awaits?.includes(attestation) === true;
}

function isOpen(status: ResultStatus): boolean {
  return status === 'fail' || status === 'unknown';
}
