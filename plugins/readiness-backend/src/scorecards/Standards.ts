import {
  CompiledScorecard,
  RepositoryExemptionRules,
} from '@airworthy/backstage-plugin-readiness-common';
import { hashOf } from '../hashOf';

/** What entities are held against at a moment. */
export interface Standards {
  scorecards: CompiledScorecard[];
  /** What is asked of exemptions that stand in repositories; `false` when none counts. */
  repositoryExemptions: RepositoryExemptionRules | false;
  /** Reports made with the same hash are current as long as the facts stand. */
  hash: string;
}

/**
 * What is made of the same facts by the same scorecards. Another number where
 * an evaluation comes to, or states, something else: what is on record is then
 * made again.
 */
const evaluation = 2;

/** States the standards that hold. */
export function standardsOf(
  scorecards: CompiledScorecard[],
  repositoryExemptions: Standards['repositoryExemptions'],
): Standards {
  return {
    scorecards,
    repositoryExemptions,
    hash: hashOf([
      evaluation,
      repositoryExemptions,
      ...scorecards.map(({ document, revision }) => [
        document.metadata.name,
        revision,
      ]),
    ]),
  };
}

/** The namespaces of the facts that a scorecard asks about. */
export const namespacesOf = once(({ checks }): string[] => [
  ...new Set(
    checks.flatMap(({ facts }) => facts.map(path => path.split('.')[0])),
  ),
]);

/** Whether it may come to another result on another day by the same facts. */
export const looksAtTheClock = once(({ checks }): boolean =>
  checks.some(
    ({ when, pass, attestation }) =>
      // Attestations grow old.
      attestation || /\bnow\b/.test(`${when ?? ''} ${pass ?? ''}`),
  ),
);

/** Works something out once for each scorecard, as each entity asks for it. */
function once<TValue>(
  work: (scorecard: CompiledScorecard) => TValue,
): (scorecard: CompiledScorecard) => TValue {
  const known = new WeakMap<CompiledScorecard, TValue>();
  return scorecard => {
    const value = known.get(scorecard) ?? work(scorecard);
    known.set(scorecard, value);
    return value;
  };
}
