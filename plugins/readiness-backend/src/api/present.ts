import {
  CheckResult,
  CollectionStatus,
  CompiledCheck,
  CompiledScorecard,
  EntityGrade,
  EntityStanding,
  LevelStanding,
  Report,
  ResultChange,
  ScorecardResponse,
  ScorecardSummary,
} from '@airworthy/backstage-plugin-readiness-common';
import { ResultChangeRow } from '../store/history/resultHistory';
import { GradeRow, StandingRow } from '../store/reports/standings';
import { FactsRow, ReportRow, ResultRow, toCounts } from '../store/tables';

/** Next steps shown in a list. */
const stepsInLists = 3;

export function presentScorecard({
  document: { metadata, spec },
  checks,
  revision,
}: CompiledScorecard): ScorecardSummary {
  const { name, title, description, owner } = metadata;
  return {
    name,
    title,
    description,
    owner,
    levels: spec.levels,
    checks: checks.length,
    revision,
  };
}

export function presentScorecardWithChecks(
  scorecard: CompiledScorecard,
): ScorecardResponse {
  return {
    ...presentScorecard(scorecard),
    checkList: scorecard.checks.map(check => ({
      ...describeCheck(check),
      id: check.id,
      guide: check.fix?.guide,
      template: check.fix?.template,
      when: check.when,
      pass: check.pass,
      attestationDays: check.attestation?.withinDays,
    })),
  };
}

/** Presents what an entity comes to. */
export function presentGrade(row: GradeRow): EntityGrade {
  const { entity_ref: entityRef, level, score, coverage } = row;
  return { entityRef, level, score, coverage, counts: toCounts(row) };
}

/** Presents how entities stand by a scorecard. */
export function standingsPresenter({
  checks,
}: CompiledScorecard): (row: StandingRow) => EntityStanding {
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  return row => {
    const steps = (JSON.parse(row.next_steps) as string[]).filter(check =>
      titles.has(check),
    );
    return {
      ...presentGrade(row),
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
      title: row.title ?? undefined,
      type: row.type ?? undefined,
      lifecycle: row.lifecycle ?? undefined,
      owner: row.owner ?? undefined,
      system: row.system ?? undefined,
      nextSteps: steps
        .slice(0, stepsInLists)
        .map(check => ({ check, title: titles.get(check)! })),
      nextStepCount: steps.length,
    };
  };
}

export function presentChange(
  row: ResultChangeRow,
  scorecard: CompiledScorecard | undefined,
): ResultChange {
  return {
    scorecard: row.scorecard,
    check: row.check_id,
    title: scorecard?.checks.find(({ id }) => id === row.check_id)?.title,
    from: row.from_status,
    to: row.to_status,
    cause: row.cause,
    ...(JSON.parse(row.explanation ?? '{}') as Partial<ResultChange>),
    revision: row.revision,
    changedAt: row.changed_at,
  };
}

export function presentReport(
  row: ReportRow,
  results: ResultRow[],
  facts: Pick<FactsRow, 'namespace' | 'observed_at'>[],
  { document, checks }: CompiledScorecard,
): Report {
  const byCheck = new Map(results.map(result => [result.check_id, result]));
  const standings = new Map(
    (JSON.parse(row.levels) as Omit<LevelStanding, 'title'>[]).map(level => [
      level.id,
      level,
    ]),
  );
  return {
    scorecard: row.scorecard,
    scorecardTitle: document.metadata.title,
    entityRef: row.entity_ref,
    level: row.level,
    score: row.score,
    coverage: row.coverage,
    counts: toCounts(row),
    // While a new revision is being applied, what it added has no result yet.
    levels: document.spec.levels.flatMap(level => {
      const standing = standings.get(level.id);
      return standing ? { ...level, ...standing } : [];
    }),
    results: checks.flatMap(check => {
      const result = byCheck.get(check.id);
      return result ? presentResult(check, result, facts) : [];
    }),
    nextSteps: JSON.parse(row.next_steps),
  };
}

export function presentCollection(
  row: Omit<FactsRow, 'value'>,
): CollectionStatus {
  return {
    namespace: row.namespace,
    observedAt: row.observed_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    revision: row.revision ?? undefined,
    problems: [
      ...(row.error === null
        ? []
        : [{ fact: row.namespace, reason: row.error }]),
      ...JSON.parse(row.problems),
    ],
  };
}

function presentResult(
  check: CompiledCheck,
  result: ResultRow,
  facts: Pick<FactsRow, 'namespace' | 'observed_at'>[],
): CheckResult {
  const namespaces = new Set(check.facts.map(path => path.split('.')[0]));
  const observed = facts
    .filter(({ namespace }) => namespaces.has(namespace))
    .flatMap(({ observed_at }) => observed_at ?? [])
    .sort();
  return {
    ...describeCheck(check),
    check: check.id,
    status: result.status,
    detail: result.detail ?? undefined,
    awaits: result.awaits === null ? undefined : JSON.parse(result.awaits),
    evidence: JSON.parse(result.evidence),
    excuse: result.excuse === null ? undefined : JSON.parse(result.excuse),
    excused: result.excused ?? undefined,
    fix: check.fix,
    facts: check.facts,
    observedAt: observed[0],
  };
}

function describeCheck(check: CompiledCheck) {
  const { title, level, category, message, reason } = check;
  return {
    title,
    level,
    category,
    weight: check.weight ?? 1,
    effortHours: check.effortHours ?? 1,
    message,
    reason,
  };
}
