import { setTimeout } from 'node:timers/promises';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CollectedFacts,
  Collector,
  CollectRequest,
} from '@airworthy/backstage-plugin-readiness-node';
import { ReplicaReport } from './messages';

/** Milliseconds that it takes to collect the facts of one entity. */
const slowness = 250;

/** Takes its time for each entity, and tells when it begins and ends. */
export class SlowCollector implements Collector {
  readonly namespace = 'slow';
  readonly schema = {
    type: 'object',
    properties: { good: { type: 'boolean' } },
  } as const;
  readonly timeToLive = { hours: 24 };
  readonly #tell: (report: ReplicaReport) => void;

  constructor(tell: (report: ReplicaReport) => void) {
    this.#tell = tell;
  }

  async collect(requests: CollectRequest[]): Promise<CollectedFacts[]> {
    return Promise.all(
      requests.map(async ({ entity, signal }) => {
        const ref = stringifyEntityRef(entity);
        const say = (event: 'begun' | 'ended' | 'aborted') =>
          this.#tell({ event, entity: ref, at: `${process.hrtime.bigint()}` });
        say('begun');
        try {
          await setTimeout(slowness, undefined, { signal });
        } catch (error) {
          say('aborted');
          throw error;
        }
        say('ended');
        return { value: { good: true }, problems: [] };
      }),
    );
  }
}
