import {
  CompiledScorecard,
  evaluateScorecard,
  ResultStatus,
} from '@airworthy/backstage-plugin-readiness-common';
import { factsOf } from '../../fixtures/given';
import { LabelledRepository, labelOf } from './corpus';

/** What a check says of a repository, beside what it should say. */
export interface Verdict {
  repository: string;
  check: string;
  category: string;
  labelled: ResultStatus;
  graded: ResultStatus;
}

/** How often the engine is right. */
export interface Accuracy {
  /** Labelled as passing. */
  passes: number;
  /** Labelled as passing, and graded so. */
  rightPasses: number;
  /** Graded as passing, but labelled otherwise. */
  falsePasses: number;
  /** Labelled as passing, but graded otherwise. */
  missedPasses: number;
  /** Wrong without a pass: fail, not applicable and unknown taken for one another. */
  mixedUp: number;
  /** Of what passes, the share that should; absent where nothing passes. */
  precision?: number;
  /** Of what should pass, the share that does; what is mixed up counts as missed. */
  recall?: number;
}

/**
 * Grades each repository with the real analyzers and the real engine.
 *
 * @throws when a label names no check
 */
export async function judge(
  corpus: LabelledRepository[],
  scorecard: CompiledScorecard,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const repository of corpus) {
    const { results } = evaluateScorecard({
      scorecard,
      entityRef: 'component:default/labelled',
      facts: await factsOf(repository),
      now: new Date('2026-01-02T00:00:00Z'),
    });
    const checks = new Set(results.map(({ check }) => check));
    const unheard = Object.values(repository.labels)
      .flat()
      .filter(check => !checks.has(check));
    if (unheard.length > 0) {
      throw new Error(
        `${repository.name} has labels for no check: ${unheard.join(', ')}`,
      );
    }
    for (const { check, category, status } of results) {
      verdicts.push({
        repository: repository.name,
        check,
        category,
        labelled: labelOf(repository, check),
        graded: status,
      });
    }
  }
  return verdicts;
}

/** Whether the engine says something other than the label. */
export function disagrees({ labelled, graded }: Verdict): boolean {
  return labelled !== graded;
}

/** Counts how often the engine is right. */
export function measure(verdicts: Verdict[]): Accuracy {
  const count = (wanted: (verdict: Verdict) => boolean) =>
    verdicts.filter(wanted).length;
  const passes = count(v => v.labelled === 'pass');
  const graded = count(v => v.graded === 'pass');
  const rightPasses = count(v => v.graded === 'pass' && !disagrees(v));
  const falsePasses = graded - rightPasses;
  const missedPasses = passes - rightPasses;
  const mixedUp = count(disagrees) - falsePasses - missedPasses;
  return {
    passes,
    rightPasses,
    falsePasses,
    missedPasses,
    mixedUp,
    precision: share(rightPasses, graded),
    recall: share(rightPasses, passes + mixedUp),
  };
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
