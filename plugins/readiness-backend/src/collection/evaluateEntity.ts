import { Entity } from '@backstage/catalog-model';
import {
  CompiledScorecard,
  evaluateScorecard,
  FactSet,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import {
  circumstancesOf,
  EntityInputs,
  factSetOf,
  inputOf,
  inputsOfReport,
} from '../history/inputs';
import { Standards } from '../scorecards/Standards';
import { GrantedRow, toGranted } from '../store/exemptions/grantedExemptions';
import { RecordedReport } from '../store/reports/recordedReports';
import { FactsRow } from '../store/tables';
import { FactsPlan, planFacts } from './planFacts';

/** What is on record about one entity. */
export interface EntityRecord {
  ref: string;
  entity: Entity;
  facts: FactsRow[];
  reports: RecordedReport[];
  /** What its reports were made of, where that is on record. */
  inputs?: EntityInputs;
  exemptions: GrantedRow[];
}

/** A report as it was just made. */
export interface MadeReport {
  scorecard: CompiledScorecard;
  report: Report;
}

/** How an entity stands, and which facts about it are asked for. */
export interface EvaluatedEntity
  extends Pick<FactsPlan, 'plannedFacts' | 'removedFacts'> {
  record: EntityRecord;
  /** Absent while facts are still awaited. */
  made?: { inputs: EntityInputs; facts: FactSet[]; reports: MadeReport[] };
}

/** Options of {@link evaluateEntity}. */
export interface EvaluateEntityOptions {
  /** Of the facts that are collected. */
  namespaces: ReadonlySet<string>;
  now: Date;
}

/**
 * Grades one entity by the standards. An entity whose facts nobody has
 * collected yet is not graded: all it would get is unknown.
 */
export function evaluateEntity(
  record: EntityRecord,
  standards: Standards,
  options: EvaluateEntityOptions,
): EvaluatedEntity {
  const scorecards = standards.scorecards.filter(scorecard =>
    scorecard.appliesTo(record.entity),
  );
  const { facts: rows, ...plan } = planFacts(
    record.ref,
    record.facts,
    scorecards,
    options,
  );
  if (!rows) {
    return { record, ...plan };
  }

  const at = options.now.toISOString();
  const inputs: EntityInputs = {
    at,
    facts: rows.map(row => inputOf(row, at)),
    exemptions: toGranted(record.exemptions),
    repositoryExemptions: standards.repositoryExemptions,
  };
  const facts = rows.map((row, index) =>
    factSetOf(inputs.facts[index], row, at),
  );
  const reports = scorecards.map(scorecard => {
    const { name } = scorecard.document.metadata;
    const report = evaluateScorecard({
      ...circumstancesOf(inputsOfReport(inputs, name), facts, at),
      scorecard,
      entityRef: record.ref,
    });
    return { scorecard, report };
  });
  return { record, ...plan, made: { inputs, facts, reports } };
}
