import {
  FactSet,
  ResultStatus,
} from '@airworthy/backstage-plugin-readiness-common';
import { explainReport } from '../history/explainReport';
import { Explanation } from '../history/explainResult';
import {
  Circumstances,
  circumstancesOf,
  EntityInputs,
  inputsOfReport,
} from '../history/inputs';
import { Stand } from '../store/trends/recordMoves';
import { RecordedReport } from '../store/reports/recordedReports';
import { Evaluations } from '../store/reports/saveEvaluations';
import { EntityRecord, EvaluatedEntity, MadeReport } from './evaluateEntity';
import { rankOf } from './reportRows';

/** What changed, and why. */
export type Explained = Pick<Evaluations, 'changes' | 'moves'>;

/**
 * Tells why reports are others than those on record. `earlier` are the facts
 * that those were made of, where they are still known.
 */
export function explainChanges(
  { record, made }: EvaluatedEntity,
  earlier: FactSet[] | undefined,
): Explained {
  const explained: Explained = { changes: [], moves: [] };
  const reports = made?.reports ?? [];
  for (const each of reports) {
    const { scorecard } = each.report;
    const circumstancesBy = (inputs: EntityInputs, facts: FactSet[]) =>
      circumstancesOf(inputsOfReport(inputs, scorecard), facts, inputs.at);
    explainChange(
      record,
      each,
      record.inputs && earlier && circumstancesBy(record.inputs, earlier),
      circumstancesBy(made!.inputs, made!.facts),
      explained,
    );
  }
  return explained;
}

/** The statuses of the results of a report that is on record, by check. */
export function statusesOf({
  results,
}: RecordedReport): Map<string, ResultStatus> {
  return new Map(
    [...results.values()].map(([check, status]) => [check, status]),
  );
}

function explainChange(
  record: EntityRecord,
  { report, scorecard }: MadeReport,
  before: Circumstances | undefined,
  circumstances: Circumstances,
  explained: Explained,
): void {
  const key = { entity_ref: record.ref, scorecard: report.scorecard };
  const row = record.reports.find(each => each.scorecard === report.scorecard);
  if (!row) {
    const to = standOf(report);
    explained.moves.push({ cause: 'catalog', from: null, to, ...key });
    return;
  }
  const { changes, steps } = explainReport({
    before: {
      revision: row.revision,
      statuses: statusesOf(row),
      circumstances: before,
    },
    scorecard,
    report,
    circumstances,
  });
  for (const { check, from, to, cause, ...explanation } of changes) {
    explained.changes.push({
      check_id: check,
      from_status: from,
      to_status: to,
      cause,
      explanation: toJson(explanation),
      revision: scorecard.revision,
      changed_at: circumstances.now.toISOString(),
      ...key,
    });
  }
  let from: Stand = row;
  for (const step of steps) {
    const to = standOf(step.report);
    explained.moves.push({ cause: step.cause, from, to, ...key });
    from = to;
  }
}

function standOf(report: MadeReport['report']): Stand {
  const { level, score } = report;
  return { level, level_rank: rankOf(report), score };
}

function toJson(explanation: Omit<Explanation, 'cause'>): string | null {
  const text = JSON.stringify(explanation);
  return text === '{}' ? null : text;
}
