import {
  CheckResult,
  CompiledScorecard,
  evaluateScorecard,
  Report,
  ResultStatus,
} from '@airworthy/backstage-plugin-readiness-common';
import { Circumstances } from './inputs';

/** A report as it was, and as it is now. */
export interface Comparison {
  before: {
    revision: string;
    statuses: ReadonlyMap<string, ResultStatus>;
    /** What it was made of; absent when that is not on record. */
    circumstances?: Circumstances;
  };
  scorecard: CompiledScorecard;
  report: Report;
  circumstances: Circumstances;
}

/** A result that is another one than before, or new. */
export interface ChangedResult {
  /** Absent when it is new. */
  from?: ResultStatus;
  /** By the rule of now, with all else as it was. */
  byRule: CheckResult;
  /** By the rule and the facts of now, with all else as it was. */
  byFacts: CheckResult;
  to: CheckResult;
}

/** The ids of the checks whose results are others than before, or new. */
export function changedChecks(
  before: ReadonlyMap<string, ResultStatus>,
  { results }: Report,
): ReadonlySet<string> {
  return new Set(
    results
      .filter(({ check, status }) => before.get(check) !== status)
      .map(({ check }) => check),
  );
}

/** Replaces what a report is made of one by the other: the rule, then the facts. */
export function changedResults(comparison: Comparison): ChangedResult[] {
  const { before, report, circumstances } = comparison;
  const changed = changedChecks(before.statuses, report);
  const to = report.results.filter(({ check }) => changed.has(check));
  if (changed.size === 0 || !before.circumstances) {
    return to.map(result => withoutCircumstances(result, comparison));
  }
  const byRule = evaluate(before.circumstances);
  const byFacts = evaluate({
    ...before.circumstances,
    facts: circumstances.facts,
  });
  return to.map((result, index) => ({
    from: before.statuses.get(result.check),
    byRule: byRule[index],
    byFacts: byFacts[index],
    to: result,
  }));

  function evaluate(made: Circumstances): CheckResult[] {
    const { scorecard } = comparison;
    const checks = scorecard.checks.filter(({ id }) => changed.has(id));
    return evaluateScorecard({
      ...made,
      scorecard: { ...scorecard, checks },
      entityRef: report.entityRef,
    }).results;
  }
}

/** Without what the report was made of, only the revision tells causes apart. */
function withoutCircumstances(
  to: CheckResult,
  { before, scorecard }: Comparison,
): ChangedResult {
  const from = before.statuses.get(to.check);
  if (!from || before.revision !== scorecard.revision) {
    return { from, byRule: to, byFacts: to, to };
  }
  const byRule: CheckResult = {
    ...to,
    status: from,
    detail: undefined,
    awaits: undefined,
    excuse: undefined,
    excused: undefined,
  };
  return { from, byRule, byFacts: to, to };
}
