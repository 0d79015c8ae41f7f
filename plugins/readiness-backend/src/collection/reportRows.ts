import {
  CheckResult,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { countColumns, ReportRow, ResultRow } from '../store/tables';

/** Names a report. */
export type ReportKey = Pick<ReportRow, 'entity_ref' | 'scorecard'>;

export function toReportRow(
  report: Report,
  revision: string,
  now: string,
): ReportRow {
  const counts = Object.fromEntries(
    Object.entries(countColumns).map(([status, column]) => [
      column,
      report.counts[status as keyof typeof countColumns],
    ]),
  ) as Pick<ReportRow, (typeof countColumns)[keyof typeof countColumns]>;
  return {
    entity_ref: report.entityRef,
    scorecard: report.scorecard,
    revision,
    level: report.level,
    level_rank: rankOf(report),
    score: report.score,
    coverage: report.coverage,
    levels: JSON.stringify(
      report.levels.map(({ id, reached, counts: at }) => ({
        id,
        reached,
        counts: at,
      })),
    ),
    next_steps: JSON.stringify(report.nextSteps),
    changed_at: now,
    ...counts,
  };
}

/** 0 below the lowest level, 1 for the lowest. */
export function rankOf({ level, levels }: Report): number {
  return levels.findIndex(({ id }) => id === level) + 1;
}

/** Only what belongs to the entity: the rest is in the scorecard, once. */
export function toResultRow(
  key: ReportKey,
  result: CheckResult,
  now: string,
): ResultRow {
  return {
    check_id: result.check,
    status: result.status,
    category: result.category,
    weight: result.weight,
    detail: result.detail ?? null,
    awaits: result.awaits ? JSON.stringify(result.awaits) : null,
    evidence: JSON.stringify(result.evidence),
    excuse: result.excuse ? JSON.stringify(result.excuse) : null,
    excused: result.excused ?? null,
    changed_at: now,
    // Last: what is added to a spread object takes V8 a hundred times as long.
    ...key,
  };
}
