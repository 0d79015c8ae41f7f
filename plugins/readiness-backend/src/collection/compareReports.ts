import { EntityInputs, inputsOfReport } from '../history/inputs';
import { endOfReport, ReportChangeRow } from '../store/history/reportChanges';
import { Evaluations, nothing } from '../store/reports/saveEvaluations';
import {
  RecordedResult,
  resultColumns,
} from '../store/reports/recordedReports';
import { ReportRow, ResultRow } from '../store/tables';
import { EntityRecord, EvaluatedEntity, MadeReport } from './evaluateEntity';
import { reconsiderAt } from './reconsiderAt';
import { toReportRow, toResultRow } from './reportRows';

/** Compares the reports that were made with those on record. */
export function compareReports({
  record,
  made,
  plannedFacts,
  removedFacts,
}: EvaluatedEntity): Evaluations {
  const differences = { ...nothing(), plannedFacts, removedFacts };
  if (!made) {
    return differences;
  }
  const { inputs, reports } = made;
  differences.inputs.set(record.ref, JSON.stringify(inputs));
  differences.reconsider.set(
    record.ref,
    reconsiderAt(reports, new Date(inputs.at)),
  );
  for (const each of reports) {
    compareReport(each, record, inputs, differences);
  }
  const kept = new Set(reports.map(({ report }) => report.scorecard));
  for (const { entity_ref, scorecard } of record.reports) {
    if (!kept.has(scorecard)) {
      const key = { entity_ref, scorecard };
      differences.removedReports.push(key);
      differences.reportChanges.push(endOfReport(key, inputs.at));
    }
  }
  return differences;
}

function compareReport(
  { report, scorecard: { revision } }: MadeReport,
  record: EntityRecord,
  inputs: EntityInputs,
  differences: Evaluations,
): void {
  const row = toReportRow(report, revision, inputs.at);
  const { entity_ref, scorecard } = row;
  const before = record.reports.find(other => other.scorecard === scorecard);
  const resultsBefore = new Map(before?.results);
  const results = report.results
    .map(result => toResultRow({ entity_ref, scorecard }, result, inputs.at))
    .filter(result => {
      const old = resultsBefore.get(result.check_id);
      resultsBefore.delete(result.check_id);
      return !old || isOther(result, old);
    });
  const removed = [...resultsBefore.keys()].map(check_id => ({
    entity_ref,
    scorecard,
    check_id,
  }));
  const isOtherReport = !before || differs(row, before);
  if (isOtherReport) {
    differences.reports.push(row);
  }
  differences.results.push(...results);
  differences.removedResults.push(...removed);
  if (isOtherReport || results.length > 0 || removed.length > 0) {
    differences.reportChanges.push(toReportChange(row, inputs));
  }
}

function toReportChange(row: ReportRow, inputs: EntityInputs): ReportChangeRow {
  const { coverage, levels, next_steps, changed_at, ...standing } = row;
  const madeOf = inputsOfReport(inputs, row.scorecard);
  return { inputs: JSON.stringify(madeOf), made_at: changed_at, ...standing };
}

function differs(after: ReportRow, before: ReportRow): boolean {
  return (Object.keys(after) as (keyof ReportRow)[]).some(
    column => column !== 'changed_at' && after[column] !== before[column],
  );
}

function isOther(after: ResultRow, before: RecordedResult): boolean {
  return resultColumns.some((column, index) => after[column] !== before[index]);
}
