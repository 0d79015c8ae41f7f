import { CheckResult } from '@airworthy/backstage-plugin-readiness-common';
import { EntityInputs, ReportInputs } from '../history/inputs';
import { endOfReport, ReportChangeRow } from '../store/reportChanges';
import { Evaluations, ResultChange } from '../store/saveEvaluations';
import { ReportRow, ResultRow } from '../store/tables';
import { EvaluatedEntity, MadeReport } from './evaluateEntity';
import { reconsiderAt } from './reconsiderAt';
import { toReportRow, toResultRow } from './reportRows';

/** What differs between the reports that were made and those on record. */
export function compareReports(evaluated: EvaluatedEntity): Evaluations {
  const { record, made, plannedFacts, removedFacts } = evaluated;
  const evaluations: Evaluations = {
    ...nothing(),
    plannedFacts,
    removedFacts,
  };
  if (!made) {
    return evaluations;
  }
  const { inputs, reports } = made;
  evaluations.inputs.set(record.ref, JSON.stringify(inputs));
  evaluations.reconsider.set(
    record.ref,
    reconsiderAt(reports, new Date(inputs.at)),
  );
  const ended = new Map(record.reports.map(row => [row.scorecard, row]));
  for (const each of reports) {
    const name = each.report.scorecard;
    const before = ended.get(name);
    ended.delete(name);
    const results = record.results.filter(row => row.scorecard === name);
    compareReport(each, inputs, { report: before, results }, evaluations);
  }
  for (const { entity_ref, scorecard } of ended.values()) {
    evaluations.removedReports.push({ entity_ref, scorecard });
    evaluations.reportChanges.push(
      endOfReport({ entity_ref, scorecard }, inputs.at),
    );
  }
  return evaluations;
}

/** Evaluations that change nothing. */
export function nothing(): Evaluations {
  return {
    reports: [],
    results: [],
    changes: [],
    moves: [],
    reportChanges: [],
    removedReports: [],
    removedResults: [],
    plannedFacts: [],
    removedFacts: [],
    inputs: new Map(),
    reconsider: new Map(),
  };
}

function compareReport(
  { report, scorecard: { revision } }: MadeReport,
  inputs: EntityInputs,
  before: { report?: ReportRow; results: ResultRow[] },
  evaluations: Evaluations,
): void {
  const { at } = inputs;
  const row = toReportRow(report, revision, at);
  const { entity_ref, scorecard } = row;
  const key = { entity_ref, scorecard };
  const resultsBefore = new Map(before.results.map(old => [old.check_id, old]));
  const results: ResultRow[] = [];
  const causes: ResultChange['cause'][] = [];
  for (const result of report.results) {
    const resultRow = toResultRow(key, result, at);
    const resultBefore = resultsBefore.get(result.check);
    resultsBefore.delete(result.check);
    if (!resultBefore || differs(resultRow, resultBefore)) {
      results.push(resultRow);
    }
    if (
      before.report &&
      resultBefore &&
      resultBefore.status !== result.status
    ) {
      const isNewRule = before.report.revision !== revision;
      const cause = causeOf(resultBefore, result, isNewRule);
      causes.push(cause);
      evaluations.changes.push({
        ...key,
        check_id: result.check,
        from_status: resultBefore.status,
        to_status: result.status,
        cause,
        revision,
        changed_at: at,
      });
    }
  }
  const removed = [...resultsBefore.keys()].map(check_id => ({
    ...key,
    check_id,
  }));
  const isOther = !before.report || differs(row, before.report);
  if (isOther) {
    evaluations.reports.push(row);
  }
  evaluations.moves.push({
    ...key,
    cause: before.report ? causes[0] ?? 'rule' : 'catalog',
    from: before.report ?? null,
    to: row,
  });
  evaluations.results.push(...results);
  evaluations.removedResults.push(...removed);
  if (isOther || results.length > 0 || removed.length > 0) {
    evaluations.reportChanges.push(toReportChange(row, inputs));
  }
}

function toReportChange(row: ReportRow, inputs: EntityInputs): ReportChangeRow {
  const { coverage, levels, next_steps, changed_at, ...standing } = row;
  const { facts, exemptions } = inputs;
  const madeOf: ReportInputs = {
    facts,
    exemptions: exemptions[row.scorecard] ?? [],
  };
  return { ...standing, inputs: JSON.stringify(madeOf), made_at: changed_at };
}

function causeOf(
  before: ResultRow,
  after: CheckResult,
  isNewRule: boolean,
): ResultChange['cause'] {
  if (isNewRule) {
    return 'rule';
  }
  return before.status === 'unknown' || after.status === 'unknown'
    ? 'data'
    : 'service';
}

function differs<TRow extends { changed_at: string }>(
  after: TRow,
  before: TRow,
): boolean {
  return (Object.keys(after) as (keyof TRow)[]).some(
    column => column !== 'changed_at' && after[column] !== before[column],
  );
}
