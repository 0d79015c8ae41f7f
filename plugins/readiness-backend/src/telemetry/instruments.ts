import {
  MetricOptions,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { ReadOutcome } from '../reading/ResilientUrlReader';

/** Seconds: a batch takes from milliseconds, in memory, to minutes, over a network. */
const seconds: MetricOptions = {
  unit: 's',
  advice: {
    explicitBucketBoundaries: [
      0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300,
    ],
  },
};

/**
 * All that is measured. Attributes are of few values: no entity, no owner and
 * no text of others is among them. docs/metrics.md lists the same.
 */
export function createInstruments(metrics: MetricsService) {
  return {
    collections: metrics.createCounter<{
      namespace: string;
      outcome: 'changed' | 'unchanged' | 'failed';
    }>('readiness.collections', {
      unit: '{entity}',
      description: 'Entities whose facts were collected',
    }),
    collectionDuration: metrics.createHistogram<{ namespace: string }>(
      'readiness.collection.duration',
      { ...seconds, description: 'How long a batch of entities took' },
    ),
    evaluations: metrics.createCounter<{ outcome: 'done' | 'failed' }>(
      'readiness.evaluations',
      { unit: '{entity}', description: 'Entities that were evaluated' },
    ),
    evaluationDuration: metrics.createHistogram(
      'readiness.evaluation.duration',
      { ...seconds, description: 'How long a batch of entities took' },
    ),
    reportChanges: metrics.createCounter<{ scorecard: string }>(
      'readiness.report.changes',
      { unit: '{report}', description: 'Reports that became others' },
    ),
    pushes: metrics.createCounter<{ outcome: 'taken' | 'refused' }>(
      'readiness.pushes',
      { unit: '{request}', description: 'Requests that pushed facts' },
    ),
    pushedFacts: metrics.createCounter<{ outcome: 'changed' | 'unchanged' }>(
      'readiness.pushed.facts',
      { unit: '{fact}', description: 'Facts that were pushed' },
    ),
    forgeRequests: metrics.createCounter<{
      forge: string;
      outcome: ReadOutcome;
    }>('readiness.forge.requests', {
      unit: '{request}',
      description: 'Reads from forges, each attempt',
    }),
    queueDepth: metrics.createObservableGauge<{ namespace: string }>(
      'readiness.queue.depth',
      { unit: '{entity}', description: 'Entities whose facts are due' },
    ),
    queueLag: metrics.createObservableGauge<{ namespace: string }>(
      'readiness.queue.lag',
      { unit: 's', description: 'How long the longest due one has waited' },
    ),
    failing: metrics.createObservableGauge<{ namespace: string }>(
      'readiness.facts.failing',
      {
        unit: '{entity}',
        description: 'Entities whose last collection failed',
      },
    ),
    stale: metrics.createObservableGauge<{ namespace: string }>(
      'readiness.facts.stale',
      { unit: '{entity}', description: 'Entities whose facts are stale' },
    ),
  };
}
