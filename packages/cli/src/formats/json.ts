import { Grading } from './Grading';
import { placesOf } from './wording';

/** Machine-readable, as in `schema/reports.schema.json`. */
export function formatJson({ grades }: Grading): string {
  const reports = grades.map(({ report }) => ({
    scorecard: report.scorecard,
    entityRef: report.entityRef,
    level: report.level,
    score: report.score,
    coverage: report.coverage,
    results: report.results.map(result => ({
      check: result.check,
      title: result.title,
      status: result.status,
      level: result.level,
      category: result.category,
      message: result.message,
      detail: result.detail,
      evidence: placesOf(result),
    })),
  }));
  return `${JSON.stringify({ reports }, undefined, 2)}\n`;
}
