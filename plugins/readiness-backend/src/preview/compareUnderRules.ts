import { Entity } from '@backstage/catalog-model';
import {
  CheckResult,
  CompiledScorecard,
  evaluateScorecard,
  FactSet,
  PreviewedEntity,
  PreviewedStanding,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import {
  circumstancesOf,
  EntityInputs,
  inputsOfReport,
} from '../history/inputs';

/** An entity, and what is on record about it. */
export interface Graded {
  ref: string;
  entity: Entity;
  inputs: EntityInputs;
  facts: FactSet[];
}

/**
 * Grades an entity by two scorecards at the same moment, and answers what
 * differs; `undefined` when nothing does.
 */
export function compareUnderRules(
  graded: Graded,
  rules: { before?: CompiledScorecard; after: CompiledScorecard },
): PreviewedEntity | undefined {
  const before = rules.before && reportBy(rules.before, graded);
  const after = reportBy(rules.after, graded);
  const results = differences(before?.results ?? [], after?.results ?? []);
  const preview: PreviewedEntity = {
    entityRef: graded.ref,
    before: standingOf(before),
    after: standingOf(after),
    results,
  };
  const differs =
    results.length > 0 ||
    preview.before?.level !== preview.after?.level ||
    preview.before?.score !== preview.after?.score;
  return differs ? preview : undefined;
}

function reportBy(
  scorecard: CompiledScorecard,
  { ref, entity, inputs, facts }: Graded,
): Report | undefined {
  return scorecard.appliesTo(entity)
    ? evaluateScorecard({
        ...circumstancesOf(
          inputsOfReport(inputs, scorecard.document.metadata.name),
          facts,
          inputs.at,
        ),
        scorecard,
        entityRef: ref,
      })
    : undefined;
}

function standingOf(report: Report | undefined): PreviewedStanding | null {
  if (!report) {
    return null;
  }
  const { level, score, coverage } = report;
  return { level, score, coverage };
}

/** In the order of the new results, those that are gone at the end. */
function differences(
  before: CheckResult[],
  after: CheckResult[],
): PreviewedEntity['results'] {
  const gone = new Map(before.map(result => [result.check, result]));
  const differing: PreviewedEntity['results'] = [];
  for (const { check, title, status, detail } of after) {
    const from = gone.get(check)?.status ?? null;
    gone.delete(check);
    if (from !== status) {
      differing.push({ check, title, from, to: status, detail });
    }
  }
  for (const { check, title, status } of gone.values()) {
    differing.push({ check, title, from: status, to: null });
  }
  return differing;
}
