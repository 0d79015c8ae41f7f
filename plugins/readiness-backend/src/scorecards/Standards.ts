import { CompiledScorecard } from '@airworthy/backstage-plugin-readiness-common';
import { hashOf } from '../hashOf';

/** What entities are held against at a moment. */
export interface Standards {
  scorecards: CompiledScorecard[];
  /** Reports made with the same hash are current as long as the facts stand. */
  hash: string;
}

/** States the standards that hold. */
export function standardsOf(scorecards: CompiledScorecard[]): Standards {
  return {
    scorecards,
    hash: hashOf(
      scorecards.map(({ document, revision }) => [
        document.metadata.name,
        revision,
      ]),
    ),
  };
}

/** The namespaces of the facts that a scorecard asks about. */
export function namespacesOf(scorecard: CompiledScorecard): string[] {
  return [
    ...new Set(
      scorecard.checks.flatMap(({ facts }) =>
        facts.map(path => path.split('.')[0]),
      ),
    ),
  ];
}

/** Whether it may come to another result on another day by the same facts. */
export function looksAtTheClock({ checks }: CompiledScorecard): boolean {
  return checks.some(
    ({ when, pass, attestation }) =>
      // Attestations grow old.
      attestation || /\bnow\b/.test(`${when ?? ''} ${pass ?? ''}`),
  );
}
