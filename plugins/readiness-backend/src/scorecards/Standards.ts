import {
  CompiledCheck,
  CompiledScorecard,
} from '@airworthy/backstage-plugin-readiness-common';
import { hashOf } from '../hashOf';

/** What entities are held against at a moment. */
export interface Standards {
  scorecards: CompiledScorecard[];
  /** Reports made with the same hash are current as long as the facts stand. */
  hash: string;
}

/**
 * States the standards that hold now. Checks that look at the clock come to
 * another result without any fact changing, so they make new standards each day.
 */
export function standardsOf(
  scorecards: CompiledScorecard[],
  now: Date,
): Standards {
  const day = scorecards.some(({ checks }) => checks.some(looksAtTheClock))
    ? now.toISOString().slice(0, 10)
    : '';
  return {
    scorecards,
    hash: hashOf([
      day,
      ...scorecards.map(({ document, revision }) => [
        document.metadata.name,
        revision,
      ]),
    ]),
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

function looksAtTheClock({ when, pass, attestation }: CompiledCheck): boolean {
  // Attestations grow old.
  return Boolean(attestation) || /\bnow\b/.test(`${when ?? ''} ${pass ?? ''}`);
}
