import { Entity } from '@backstage/catalog-model';
import {
  CheckResult,
  evaluateScorecard,
  FactSet,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { namespacesOf, Standards } from '../scorecards/Standards';
import { dueAheadOfOthers } from '../store/overtaking';
import { ResultChange } from '../store/saveEvaluations';
import { Evaluations } from '../store/saveEvaluations';
import { countColumns, FactsRow, ReportRow, ResultRow } from '../store/tables';

/** What is on record about one entity. */
export interface EntityRecord {
  ref: string;
  entity: Entity;
  facts: FactsRow[];
  reports: ReportRow[];
  results: ResultRow[];
}

/**
 * Grades one entity by the standards, and answers what differs from what is on
 * record. An entity whose facts nobody has collected yet is not graded: all it
 * would get is unknown.
 */
export function evaluateEntity(
  record: EntityRecord,
  standards: Standards,
  options: { namespaces: ReadonlySet<string>; now: Date },
): Evaluations {
  const now = options.now.toISOString();
  const scorecards = standards.scorecards.filter(scorecard =>
    scorecard.appliesTo(record.entity),
  );
  const asked = new Set(
    scorecards
      .flatMap(namespacesOf)
      .filter(namespace => options.namespaces.has(namespace)),
  );
  const pushed = record.facts.filter(({ due_at }) => due_at === null);
  const collected = record.facts.filter(({ due_at }) => due_at !== null);
  const known = new Set(collected.map(({ namespace }) => namespace));
  const evaluations: Evaluations = {
    ...nothing(),
    plannedFacts: [...asked]
      .filter(namespace => !known.has(namespace))
      .map(namespace => ({
        entity_ref: record.ref,
        namespace,
        due_at: dueAheadOfOthers('arrival', options.now),
      })),
    removedFacts: collected
      .filter(({ namespace }) => !asked.has(namespace))
      .map(({ entity_ref, namespace }) => ({ entity_ref, namespace })),
  };
  const standing = collected.filter(({ namespace }) => asked.has(namespace));
  if (evaluations.plannedFacts.length > 0 || standing.some(isAwaited)) {
    return evaluations;
  }

  const facts = [...standing, ...pushed].map(row => toFactSet(row, now));
  const kept = new Set<string>();
  for (const scorecard of scorecards) {
    const report = evaluateScorecard({
      scorecard,
      entityRef: record.ref,
      facts,
      now: options.now,
    });
    kept.add(report.scorecard);
    compareReport(record, report, scorecard.revision, now, evaluations);
  }
  evaluations.removedReports.push(
    ...record.reports
      .filter(({ scorecard }) => !kept.has(scorecard))
      .map(({ entity_ref, scorecard }) => ({ entity_ref, scorecard })),
  );
  return evaluations;
}

/** Evaluations that change nothing. */
export function nothing(): Evaluations {
  return {
    reports: [],
    results: [],
    changes: [],
    moves: [],
    removedReports: [],
    removedResults: [],
    plannedFacts: [],
    removedFacts: [],
  };
}

function isAwaited(row: FactsRow): boolean {
  return row.value === null && row.failures === 0;
}

function toFactSet(row: FactsRow, now: string): FactSet {
  const isStale = row.expires_at !== null && row.expires_at <= now;
  if (row.error !== null && (row.value === null || isStale)) {
    return {
      namespace: row.namespace,
      value: {},
      problems: [{ fact: row.namespace, reason: row.error }],
      observedAt: row.observed_at ?? now,
    };
  }
  return {
    namespace: row.namespace,
    value: JSON.parse(row.value ?? '{}'),
    problems: JSON.parse(row.problems),
    observedAt: row.observed_at ?? now,
    expiresAt: row.expires_at ?? undefined,
    revision: row.revision ?? undefined,
  };
}

function compareReport(
  record: EntityRecord,
  report: Report,
  revision: string,
  now: string,
  evaluations: Evaluations,
): void {
  const key = { entity_ref: record.ref, scorecard: report.scorecard };
  const before = record.reports.find(
    ({ scorecard }) => scorecard === report.scorecard,
  );
  const row = toReportRow(key, report, revision, now);
  if (!before || differs(row, before)) {
    evaluations.reports.push(row);
  }

  const causes: ResultChange['cause'][] = [];

  const resultsBefore = new Map(
    record.results
      .filter(({ scorecard }) => scorecard === report.scorecard)
      .map(result => [result.check_id, result]),
  );
  for (const result of report.results) {
    const resultRow = toResultRow(key, result, now);
    const resultBefore = resultsBefore.get(result.check);
    resultsBefore.delete(result.check);
    if (!resultBefore || differs(resultRow, resultBefore)) {
      evaluations.results.push(resultRow);
    }
    if (before && resultBefore && resultBefore.status !== result.status) {
      const cause = causeOf(resultBefore, result, before.revision !== revision);
      causes.push(cause);
      evaluations.changes.push({
        ...key,
        check_id: result.check,
        from_status: resultBefore.status,
        to_status: result.status,
        cause,
        revision,
        changed_at: now,
      });
    }
  }
  for (const check_id of resultsBefore.keys()) {
    evaluations.removedResults.push({ ...key, check_id });
  }
  evaluations.moves.push({
    ...key,
    cause: before ? causes[0] ?? 'rule' : 'catalog',
    from: before ?? null,
    to: row,
  });
}

function toReportRow(
  key: Pick<ReportRow, 'entity_ref' | 'scorecard'>,
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
    ...key,
    ...counts,
    revision,
    level: report.level,
    level_rank: report.levels.findIndex(({ id }) => id === report.level) + 1,
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
  };
}

// Only what belongs to the entity: the rest is in the scorecard, once.
function toResultRow(
  key: Pick<ResultRow, 'entity_ref' | 'scorecard'>,
  result: CheckResult,
  now: string,
): ResultRow {
  return {
    ...key,
    check_id: result.check,
    status: result.status,
    category: result.category,
    weight: result.weight,
    detail: result.detail ?? null,
    evidence: JSON.stringify(result.evidence),
    changed_at: now,
  };
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
