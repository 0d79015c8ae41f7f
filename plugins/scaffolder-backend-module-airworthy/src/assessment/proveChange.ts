import {
  CheckResult,
  compareGrades,
  isOpen,
  ProvableGrade,
} from '@airworthy/backstage-plugin-readiness-common';
import { InputError } from '@backstage/errors';
import { describeUnmet } from './wording';

/** What a change of a repository has made of its grade. */
export interface ProvenChange {
  before: ProvableGrade;
  after: ProvableGrade;
  /** Results that hold a level back no longer. */
  mended: CheckResult[];
}

/**
 * Holds a change against what it promises: the checks that it names pass, or
 * do not apply, and none got worse.
 *
 * @throws InputError that lists which do not pass and which got worse, with
 * file and line, or promises that the scorecard does not have
 */
export function proveChange(
  before: ProvableGrade,
  after: ProvableGrade,
  promises: readonly string[],
): ProvenChange {
  const results = new Map(
    after.report.results.map(result => [result.check, result] as const),
  );
  const unheard = promises.filter(check => !results.has(check));
  if (unheard.length > 0) {
    throw new InputError(
      `${after.report.scorecard} has no check ${unheard.join(', ')}`,
    );
  }
  const broken = promises
    .map(check => results.get(check)!)
    .filter(result => isOpen(after, result));
  const { worse, better } = compareGrades(before, after);
  if (broken.length > 0 || worse.length > 0) {
    throw new InputError(
      [
        ...listOf('Nothing was proposed: these checks would not pass', broken),
        ...listOf('Nothing was proposed: these checks would get worse', worse),
      ].join('\n'),
    );
  }
  return { before, after, mended: better };
}

function listOf(title: string, results: CheckResult[]): string[] {
  return results.length === 0
    ? []
    : [`${title}:`, ...results.map(result => `- ${describeUnmet(result)}`)];
}
