import { FactSchema } from '@airworthy/backstage-plugin-readiness-common';
import { HumanDuration } from '@backstage/types';

/**
 * Facts of one namespace that are pushed from outside, such as by CI, instead
 * of being collected.
 *
 * @public
 */
export interface PushedFacts {
  /** First part of the path of the facts, such as `coverage`. Unique. */
  readonly namespace: string;
  /** Each member may be left out, and is unknown then. */
  readonly schema: FactSchema;
  /** How long they stay true, unless the configuration says otherwise. */
  readonly timeToLive: HumanDuration;
}

const count = (description: string): FactSchema => ({
  type: 'number',
  minimum: 0,
  description,
});

const percent = (description: string): FactSchema => ({
  type: 'number',
  minimum: 0,
  maximum: 100,
  description,
});

/**
 * The pushed facts that come with Airworthy.
 *
 * @public
 */
export const builtInPushedFacts: PushedFacts[] = [
  {
    namespace: 'coverage',
    timeToLive: { days: 30 },
    schema: {
      type: 'object',
      properties: { percent: percent('Lines that the tests reach') },
    },
  },
  {
    namespace: 'review',
    timeToLive: { days: 30 },
    schema: {
      type: 'object',
      properties: {
        requiredApprovals: count(
          'Approvals without which nothing is merged into the main branch',
        ),
      },
    },
  },
  {
    namespace: 'vulnerabilities',
    timeToLive: { days: 7 },
    schema: {
      type: 'object',
      properties: {
        critical: count('Open findings of critical severity'),
        high: count('Open findings of high severity'),
        medium: count('Open findings of medium severity'),
        low: count('Open findings of low severity'),
        oldestCriticalDays: count(
          'Age of the oldest open critical finding, 0 when there is none',
        ),
        patchDays: count('Days from finding to patch, on average'),
        automatedScansPercent: percent('Scans that nobody has to start'),
        falsePositivePercent: percent('Findings that turned out to be none'),
      },
    },
  },
  {
    namespace: 'activity',
    timeToLive: { days: 7 },
    schema: {
      type: 'object',
      properties: {
        lastCommitAt: {
          type: 'string',
          format: 'date-time',
          description: 'When the main branch last changed, ISO 8601',
        },
      },
    },
  },
];
