import { toReportDocument } from '@airworthy/backstage-plugin-readiness-common';
import { Grading } from './Grading';

/** Machine-readable, as in `schema/reports.schema.json`. */
export function formatJson({ grades }: Grading): string {
  const reports = grades.map(({ report }) => toReportDocument(report));
  return `${JSON.stringify({ reports }, undefined, 2)}\n`;
}
