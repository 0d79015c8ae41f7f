import type { CheckSummary, TemplateTest } from '@airworthy/template-tester';

/** What the formats show of a template. */
export interface SummarisedTest extends TemplateTest {
  /** Each check over all results. */
  checks: CheckSummary[];
}

/** The levels that the results reach, the lowest first; `none` for none. */
export function levelsOf({ results }: SummarisedTest): string[] {
  const levels = results
    .filter(({ files }) => files > 0)
    .map(({ level }) => level ?? 'none');
  return [...new Set(levels)].sort((a, b) => {
    if (a === 'none' || b === 'none') return a === 'none' ? -1 : 1;
    return a < b ? -1 : 1;
  });
}

/** Whether nothing is wrong with it. */
export function isSound({ checks }: SummarisedTest): boolean {
  return checks.every(({ status }) => status !== 'fail');
}
