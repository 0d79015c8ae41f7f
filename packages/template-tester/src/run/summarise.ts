import { CheckOutcome, TemplateTest } from './outcome';

/**
 * How all results of a template stand by one check.
 *
 * @public
 */
export interface CheckSummary {
  id: string;
  title: string;
  /** The worst that came of it: `fail`, `skipped`, `pass`, or `none` where there was nothing to look at. */
  status: CheckOutcome['status'];
  /** How many results pass, of those that have something to look at. */
  passed: number;
  of: number;
  /** What is wrong, once for all results that it is wrong in. */
  findings: SummarisedFinding[];
  remarks: string[];
}

/**
 * What is wrong in one or several results.
 *
 * @public
 */
export interface SummarisedFinding {
  message: string;
  path?: string;
  line?: number;
  /** Combinations of parameters; none for what is said of the template itself. */
  combinations: string[];
}

/**
 * Adds up what came of the results of a template, check by check.
 *
 * @public
 */
export function summarise(test: TemplateTest): CheckSummary[] {
  const summaries = new Map<string, CheckSummary>();
  const add = (outcome: CheckOutcome, combination?: string) => {
    const { id, title } = outcome;
    const summary = summaries.get(id) ?? {
      id,
      title,
      status: 'none',
      passed: 0,
      of: 0,
      findings: [],
      remarks: [],
    };
    summaries.set(id, summary);
    addOutcome(summary, outcome, combination);
  };
  for (const outcome of test.outcomes) add(outcome);
  for (const { outcomes, combination } of test.results) {
    for (const outcome of outcomes) add(outcome, combination);
  }
  return [...summaries.values()];
}

const worstFirst = ['fail', 'skipped', 'pass', 'none'] as const;

function addOutcome(
  summary: CheckSummary,
  { status, findings, remarks }: CheckOutcome,
  combination: string | undefined,
): void {
  summary.status = worstFirst.find(each =>
    [summary.status, status].includes(each),
  )!;
  if (status === 'pass' || status === 'fail') summary.of += 1;
  if (status === 'pass') summary.passed += 1;
  for (const { message, path, line } of findings) {
    let same = summary.findings.find(
      each =>
        each.message === message && each.path === path && each.line === line,
    );
    if (!same) {
      same = { message, path, line, combinations: [] };
      summary.findings.push(same);
    }
    if (combination !== undefined) same.combinations.push(combination);
  }
  for (const remark of remarks) {
    if (!summary.remarks.includes(remark)) summary.remarks.push(remark);
  }
}
