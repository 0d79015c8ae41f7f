import {
  ChangeCause,
  changeCauses,
  Report,
  reportOf,
  ResultStatus,
} from '@airworthy/backstage-plugin-readiness-common';
import { changedResults, Comparison } from './comparison';
import { Explanation, explainResult } from './explainResult';

/** A result that became another one, and why. */
export interface ExplainedChange extends Explanation {
  check: string;
  from: ResultStatus;
  to: ResultStatus;
}

/** By what a report moved. */
export interface Step {
  cause: ChangeCause;
  /** What it was after this step. */
  report: Report;
}

/**
 * Tells apart why a report is another one than before. Each changed result has
 * one cause. The steps lead from the one report to the other.
 */
export function explainReport(comparison: Comparison): {
  changes: ExplainedChange[];
  steps: Step[];
} {
  const { before, scorecard, report } = comparison;
  const explained = changedResults(comparison).map(result => ({
    ...result,
    explanation: explainResult(result, comparison),
  }));
  const isNewRule =
    before.revision !== scorecard.revision ||
    explained.some(({ from, byRule }) => from !== byRule.status);

  const standing = new Map(
    explained.map(({ byRule }) => [byRule.check, byRule]),
  );
  const step = (cause: ChangeCause): Step => ({
    cause,
    report: reportOf(
      scorecard,
      report.entityRef,
      report.results.map(result => standing.get(result.check) ?? result),
    ),
  });
  const steps = isNewRule ? [step('rule')] : [];
  for (const cause of changeCauses) {
    const moved = explained.filter(
      ({ byRule, to, explanation }) =>
        explanation.cause === cause && byRule.status !== to.status,
    );
    if (moved.length > 0) {
      moved.forEach(({ to }) => standing.set(to.check, to));
      steps.push(step(cause));
    }
  }
  return {
    changes: explained.flatMap(({ from, to: { check, status }, explanation }) =>
      from ? { check, from, to: status, ...explanation } : [],
    ),
    steps,
  };
}
