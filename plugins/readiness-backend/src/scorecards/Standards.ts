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
  /** Older reports are not current: the standards look at the clock. */
  reportsSince?: string;
}

/**
 * States the standards that hold now. Checks that look at the clock come to
 * another result without any fact changing, so reports by them last for a day.
 */
export function standardsOf(
  scorecards: CompiledScorecard[],
  now: Date,
): Standards {
  const looksAtDates = scorecards.some(({ checks }) =>
    checks.some(looksAtTheClock),
  );
  return {
    scorecards,
    hash: hashOf(
      scorecards.map(({ document, revision }) => [
        document.metadata.name,
        revision,
      ]),
    ),
    ...(looksAtDates && { reportsSince: now.toISOString().slice(0, 10) }),
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
