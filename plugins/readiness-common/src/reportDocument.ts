import { CheckResult, Excuse, Report, ResultStatus } from './report';

/**
 * A place in a file of the entity's source tree.
 *
 * @public
 */
export interface ReportPlace {
  /** With forward slashes. */
  path: string;
  /** Counted from 1. */
  line?: number;
}

/**
 * A report as other tools read it, the same wherever it was made:
 * `airworthy check --format json` has a list of them.
 *
 * @public
 */
export interface ReportDocument {
  scorecard: string;
  entityRef: string;
  level: string | null;
  score: number | null;
  coverage: number;
  /** Number of results that are exempt: the level stands in spite of them. */
  exempt: number;
  /** In the order of the scorecard. */
  results: {
    check: string;
    title: string;
    status: ResultStatus;
    level: string;
    category: string;
    message: string;
    detail?: string;
    /** Of an exempt result, what excuses it. */
    excuse?: Excuse;
    /** Of an exempt result, what it would be without. */
    excused?: 'fail' | 'unknown';
    evidence: ReportPlace[];
  }[];
}

/**
 * Reduces a report to what other tools may rely on.
 *
 * @public
 */
export function toReportDocument(report: Report): ReportDocument {
  const { scorecard, entityRef, level, score, coverage } = report;
  const { results, counts } = report;
  return {
    scorecard,
    entityRef,
    level,
    score,
    coverage,
    exempt: counts.exempt,
    results: results.map(result => ({
      check: result.check,
      title: result.title,
      status: result.status,
      level: result.level,
      category: result.category,
      message: result.message,
      detail: result.detail,
      excuse: result.excuse,
      excused: result.excused,
      evidence: placesOf(result),
    })),
  };
}

/**
 * The places of the evidence that lies in files, each once.
 *
 * @public
 */
export function placesOf({
  evidence,
}: Pick<CheckResult, 'evidence'>): ReportPlace[] {
  const places = new Map<string, ReportPlace>();
  for (const { path, line } of evidence) {
    if (path === undefined) continue;
    places.set(JSON.stringify([path, line]), { path, line });
  }
  return [...places.values()];
}
