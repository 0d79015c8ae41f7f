import { performance } from 'node:perf_hooks';
import {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import { PushFactsResponse } from '@airworthy/backstage-plugin-readiness-common';
import { ReadOutcome } from '../reading/ResilientUrlReader';
import { CollectorState, noFacts } from '../store/facts/collectorStates';
import { createInstruments } from './instruments';

/** Characters of an error in a span. */
const longestMessage = 200;

/** What a batch of a collector came to. */
export interface CollectedBatch {
  /** Number of entities whose facts say something new. */
  changed: number;
  unchanged: number;
  /** Why the facts of the others could not be observed. */
  errors: string[];
}

/** What the evaluation of a batch came to. */
export interface EvaluatedBatch {
  /** Number of entities. */
  done: number;
  failed: number;
  /** Name of its scorecard for each report that became another one. */
  changedReports: string[];
}

/** Measures and traces what goes on in the background. */
export class Telemetry {
  readonly #instruments: ReturnType<typeof createInstruments>;
  readonly #tracing: TracingService;

  constructor(options: { metrics: MetricsService; tracing: TracingService }) {
    this.#instruments = createInstruments(options.metrics);
    this.#tracing = options.tracing;
  }

  /** One attempt to read from a forge of the given type, such as `github`. */
  forgeRequest(forge: string, outcome: ReadOutcome): void {
    this.#instruments.forgeRequests.add(1, { forge, outcome });
  }

  /** How the queues of some collectors stand, at each moment that metrics are read. */
  queues(
    namespaces: string[],
    read: () => Promise<ReadonlyMap<string, CollectorState>>,
  ): void {
    let reading: ReturnType<typeof read> | undefined;
    // All gauges are read at the same time; one question answers them.
    const readOnce = () => {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    };
    const { queueDepth, queueLag, failing, stale } = this.#instruments;
    for (const [gauge, of] of [
      [queueDepth, state => state.due],
      [queueLag, state => state.lagSeconds],
      [failing, state => state.failing],
      [stale, state => state.stale],
    ] as [typeof queueDepth, (state: CollectorState) => number][]) {
      gauge.addCallback(async result => {
        const states = await readOnce();
        for (const namespace of namespaces) {
          result.observe(of(states.get(namespace) ?? noFacts), { namespace });
        }
      });
    }
  }

  /** One comparison of our projection with the catalog. */
  reconciliation(run: () => Promise<void>): Promise<void> {
    return this.#tracing.startActiveSpan('readiness.reconcile', run);
  }

  /** What is done in one shard until nothing is due. */
  shard(index: number, run: () => Promise<void>): Promise<void> {
    return this.#tracing.startActiveSpan(
      'readiness.shard',
      { attributes: { 'readiness.shard': index } },
      run,
    );
  }

  /** One batch of entities given to a collector. */
  collection(
    namespace: string,
    entities: number,
    collect: () => Promise<CollectedBatch>,
  ): Promise<void> {
    const { collections, collectionDuration } = this.#instruments;
    return this.#tracing.startActiveSpan(
      'readiness.collect',
      {
        attributes: {
          'readiness.namespace': namespace,
          'readiness.entities': entities,
        },
      },
      async span => {
        const started = performance.now();
        const { changed, unchanged, errors } = await collect();
        const failed = errors.length;
        collectionDuration.record(secondsSince(started), { namespace });
        for (const [outcome, count] of [
          ['changed', changed],
          ['unchanged', unchanged],
          ['failed', failed],
        ] as const) {
          collections.add(count, { namespace, outcome });
          span.setAttribute(`readiness.${outcome}`, count);
        }
        if (failed > 0) {
          span.setStatus({
            code: 'error',
            message: errors[0].slice(0, longestMessage),
          });
        }
      },
    );
  }

  /** One batch of entities held against the standards. */
  evaluation(
    entities: number,
    evaluate: () => Promise<EvaluatedBatch>,
  ): Promise<void> {
    const { evaluations, evaluationDuration, reportChanges } =
      this.#instruments;
    return this.#tracing.startActiveSpan(
      'readiness.evaluate',
      { attributes: { 'readiness.entities': entities } },
      async span => {
        const started = performance.now();
        const { done, failed, changedReports } = await evaluate();
        evaluationDuration.record(secondsSince(started));
        evaluations.add(done, { outcome: 'done' });
        evaluations.add(failed, { outcome: 'failed' });
        changedReports.forEach(scorecard =>
          reportChanges.add(1, { scorecard }),
        );
        span.setAttribute('readiness.failed', failed);
        span.setAttribute('readiness.changed', changedReports.length);
        if (failed > 0) {
          span.setStatus({
            code: 'error',
            message: `${failed} of ${entities} could not be graded`,
          });
        }
      },
    );
  }

  /** One request that pushes facts, after it was found that the caller may. */
  async push(
    take: () => Promise<PushFactsResponse>,
  ): Promise<PushFactsResponse> {
    const { pushes, pushedFacts } = this.#instruments;
    try {
      const answer = await take();
      pushes.add(1, { outcome: 'taken' });
      pushedFacts.add(answer.changed, { outcome: 'changed' });
      pushedFacts.add(answer.unchanged, { outcome: 'unchanged' });
      return answer;
    } catch (error) {
      pushes.add(1, { outcome: 'refused' });
      throw error;
    }
  }
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1_000;
}
