import { observeRepository } from '@airworthy/repo-facts';
import { version } from '@airworthy/repo-facts/package.json';
import { assertError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { HumanDuration } from '@backstage/types';
import pLimit from 'p-limit';
import {
  CollectedFacts,
  Collector,
  CollectRequest,
  findSourceLocation,
  repoFactSchema,
  SourceLocation,
  SourceTrees,
  stringifySourceLocation,
  toRepoFacts,
} from '@airworthy/backstage-plugin-readiness-node';

type Observation = CollectedFacts | 'unchanged' | Error;

const noSourceTree: CollectedFacts = {
  value: {},
  problems: [
    {
      fact: 'repo',
      reason:
        'The entity has no source location: neither the annotation backstage.io/source-location nor the location it is managed by names a source tree. A folder of this machine counts only for entities that are registered from it.',
    },
  ],
};

/** Observes the source tree of an entity. */
export class RepoCollector implements Collector {
  readonly namespace = 'repo';
  readonly schema = repoFactSchema;
  readonly version = version;
  readonly timeToLive: HumanDuration = { hours: 1 };
  readonly #trees: SourceTrees;
  readonly #integrations: ScmIntegrationRegistry;
  readonly #concurrency: number;

  constructor(options: {
    trees: SourceTrees;
    integrations: ScmIntegrationRegistry;
    /** Source trees that are read at the same time. */
    concurrency: number;
  }) {
    this.#trees = options.trees;
    this.#integrations = options.integrations;
    this.#concurrency = options.concurrency;
  }

  async collect(requests: CollectRequest[]): Promise<Observation[]> {
    const limit = pLimit(this.#concurrency);
    // What is read is the same for all entities of a location that know the
    // same revision of it.
    const shared = new Map<string, Promise<Observation>>();
    return Promise.all(
      requests.map(request => {
        const location = findSourceLocation(request.entity, this.#integrations);
        if (!location) {
          return noSourceTree;
        }
        const key = JSON.stringify([
          stringifySourceLocation(location),
          request.previousRevision,
        ]);
        const observation =
          shared.get(key) ?? limit(() => this.#observe(location, request));
        shared.set(key, observation);
        return observation;
      }),
    );
  }

  async #observe(
    location: SourceLocation,
    { previousRevision, signal }: CollectRequest,
  ): Promise<Observation> {
    try {
      return await this.#trees.open(
        location,
        { previousRevision, signal },
        async ({ tree, revision }) => ({
          ...toRepoFacts(await observeRepository({ tree, signal })),
          revision,
        }),
      );
    } catch (error) {
      signal.throwIfAborted();
      assertError(error);
      return error;
    }
  }
}
