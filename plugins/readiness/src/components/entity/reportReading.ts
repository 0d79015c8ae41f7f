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

/** What somebody can do something about now, the most useful first. */
export function nextSteps(report: Report): CheckResult[] {
  const byCheck = new Map(report.results.map(each => [each.check, each]));
  return report.nextSteps.flatMap(check => byCheck.get(check) ?? []);
}

/** What is unknown and nobody's step: it waits for data alone. */
export function waitingForData(report: Report): CheckResult[] {
  const steps = new Set(report.nextSteps);
  return report.results.filter(
    ({ check, status }) => status === 'unknown' && !steps.has(check),
  );
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
