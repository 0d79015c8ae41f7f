import {
  CheckResult,
  LevelStanding,
  Report,
  ResultStatus,
  resultStatuses,
} from '@airworthy/backstage-plugin-readiness-common';

/** Where the reports that most people come for stand. */
const firstScorecard = 'production-readiness';

/** The report to show: the one asked for, else the one with the check, else the main one. */
export function chooseReport(
  reports: readonly Report[],
  wanted: { scorecard?: string | null; check?: string | null },
): Report | undefined {
  return (
    reports.find(each => each.scorecard === wanted.scorecard) ??
    reports.find(each => each.results.some(r => r.check === wanted.check)) ??
    reports.find(each => each.scorecard === firstScorecard) ??
    reports[0]
  );
}

/** The lowest level that is not reached. */
export function nextLevel(report: Report): LevelStanding | undefined {
  return report.levels.find(each => !each.reached);
}

/** The results to turn to `pass`, the most useful first. */
export function nextSteps(report: Report): CheckResult[] {
  const byCheck = new Map(report.results.map(each => [each.check, each]));
  return report.nextSteps.flatMap(check => byCheck.get(check) ?? []);
}

/** What fails, the most useful to mend first. */
export function failing(report: Report): CheckResult[] {
  return nextSteps(report).filter(({ status }) => status === 'fail');
}

/**
 * What can neither pass nor fail yet: some checks wait for people, who attest
 * what no file proves, and the rest for data.
 */
export function waiting(
  report: Report,
): Record<'people' | 'data', CheckResult[]> {
  const unknown = nextSteps(report).filter(
    ({ status }) => status === 'unknown',
  );
  const isForPeople = ({ awaits }: CheckResult) =>
    awaits?.includes('attestation') === true;
  return {
    people: unknown.filter(isForPeople),
    data: unknown.filter(each => !isForPeople(each)),
  };
}

/** The next steps that stand between the entity and its next level. */
export function missingForNextLevel(report: Report): CheckResult[] {
  const steps = nextSteps(report);
  const next = nextLevel(report);
  if (!next) {
    return steps;
  }
  const upToNext = report.levels
    .slice(0, report.levels.indexOf(next) + 1)
    .map(each => each.id);
  return steps.filter(each => upToNext.includes(each.level));
}

/** Counts over the checks that apply. */
export function progress(counts: Record<ResultStatus, number>): {
  done: number;
  total: number;
} {
  const done = counts.pass + counts.exempt;
  return { done, total: done + counts.fail + counts.unknown };
}

/** Results by category in the order of the scorecard; in each, the worst first. */
export function byCategory(
  results: readonly CheckResult[],
  levels: readonly LevelStanding[],
): [string, CheckResult[]][] {
  const groups = new Map<string, CheckResult[]>();
  for (const result of results) {
    const group = groups.get(result.category) ?? [];
    groups.set(result.category, [...group, result]);
  }
  const rank = (result: CheckResult) =>
    levels.findIndex(each => each.id === result.level);
  for (const group of groups.values()) {
    group.sort(
      (a, b) =>
        resultStatuses.indexOf(a.status) - resultStatuses.indexOf(b.status) ||
        rank(a) - rank(b),
    );
  }
  return [...groups];
}

/** A category as a heading: its id with a capital and without hyphens. */
export function categoryTitle(category: string): string {
  const words = category.replace(/[-_]+/g, ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
