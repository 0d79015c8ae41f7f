import {
  CompiledScorecard,
  evaluateScorecard,
  FactSet,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { noCatalogFile, onlyTheCatalogKnows } from './factsOf';

/** How an entity stands by what its files can prove. */
export interface Grade {
  /**
   * All results. Level, score and next steps count what files can prove;
   * coverage and counts tell how much else there is.
   */
  report: Report;
  /** Ids of the unknown checks that wait for the catalog, and hold back no level here. */
  waiting: ReadonlySet<string>;
}

/**
 * Grades an entity against a scorecard with the engine of the portal. A check
 * that only the catalog can answer stays unknown, and is left out of level and
 * score: nothing in the working tree could change it. A level of which all
 * checks wait is not reached: nothing is known of it.
 */
export function gradeEntity(options: {
  scorecard: CompiledScorecard;
  entityRef: string;
  facts: FactSet[];
  now: Date;
}): Grade {
  const { scorecard } = options;
  const whole = evaluateScorecard(options);
  const waiting = new Set(
    whole.results
      .filter(
        ({ status, detail }) =>
          status === 'unknown' &&
          (detail === onlyTheCatalogKnows || detail === noCatalogFile),
      )
      .map(result => result.check),
  );
  const provable = evaluateScorecard({
    ...options,
    scorecard: {
      ...scorecard,
      checks: scorecard.checks.filter(({ id }) => !waiting.has(id)),
    },
  });
  const levels = provable.levels.map(level => ({ ...level }));
  levels.forEach((level, index) => {
    const checks = scorecard.checks.filter(check => check.level === level.id);
    const isProvable =
      checks.length === 0 || checks.some(({ id }) => !waiting.has(id));
    const below = index === 0 || levels[index - 1].reached;
    level.reached &&= isProvable && below;
  });
  return {
    report: {
      ...provable,
      levels,
      level: levels.findLast(({ reached }) => reached)?.id ?? null,
      results: whole.results,
      counts: whole.counts,
      coverage: whole.coverage,
    },
    waiting,
  };
}
