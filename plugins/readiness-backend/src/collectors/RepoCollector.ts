import { observeRepository, SourceTree } from '@airworthy/repo-facts';
import { version } from '@airworthy/repo-facts/package.json';
import { assertError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { HumanDuration } from '@backstage/types';
import pLimit from 'p-limit';
import { RateLimitBudget } from '@airworthy/backstage-plugin-readiness-common';
import {
  CollectedFacts,
  Collector,
  CollectRequest,
  findSourceLocation,
  PostponedError,
  repoFactSchema,
  SourceLocation,
  SourceTrees,
  stringifySourceLocation,
  toRepoFacts,
} from '@airworthy/backstage-plugin-readiness-node';

/** Seconds that the entities of one repository are observed for at a time. */
export const observeSeconds = 30;

type Observation = CollectedFacts | 'unchanged' | Error;

/** An entity that is asked about, and where it lives. */
interface Located {
  request: CollectRequest;
  location: SourceLocation;
}

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
  readonly #observeForMs: number;
  readonly #rateLimits: () => RateLimitBudget[];

  constructor(options: {
    trees: SourceTrees;
    integrations: ScmIntegrationRegistry;
    /** Source trees that are read at the same time. */
    concurrency: number;
    /** Milliseconds after which the rest of a repository waits for the next time. */
    observeForMs?: number;
    rateLimits?: () => RateLimitBudget[];
  }) {
    this.#trees = options.trees;
    this.#integrations = options.integrations;
    this.#concurrency = options.concurrency;
    this.#observeForMs = options.observeForMs ?? observeSeconds * 1_000;
    this.#rateLimits = options.rateLimits ?? (() => []);
  }

  rateLimits(): RateLimitBudget[] {
    return this.#rateLimits();
  }

  async collect(requests: CollectRequest[]): Promise<Observation[]> {
    const limit = pLimit(this.#concurrency);
    const located = requests.map(request => ({
      request,
      location: findSourceLocation(request.entity, this.#integrations),
    }));
    const byRepository = new Map<string, Located[]>();
    for (const { request, location } of located) {
      if (location) {
        const key = stringifySourceLocation(location);
        const same = byRepository.get(key) ?? [];
        byRepository.set(key, [...same, { request, location }]);
      }
    }
    const observations = new Map<CollectRequest, Observation>();
    await Promise.all(
      [...byRepository.values()].map(group =>
        limit(async () => {
          const found = await this.#observe(group);
          group.forEach(({ request }, index) =>
            observations.set(request, found[index]),
          );
        }),
      ),
    );
    return requests.map(request => observations.get(request) ?? noSourceTree);
  }

  /** Observes entities of one repository, which is read once for all of them. */
  async #observe(group: Located[]): Promise<Observation[]> {
    const [{ location, request }] = group;
    const { signal } = request;
    const known = group.map(each => each.request.previousRevision);
    const [previousRevision] = known;
    try {
      const found = await this.#trees.open(
        location,
        {
          // Whoever knows another revision needs the tree.
          previousRevision: known.every(each => each === previousRevision)
            ? previousRevision
            : undefined,
          signal,
        },
        async ({ tree, folder, revision }) => {
          const byFolder = new Map<string, CollectedFacts>();
          const observations: Observation[] = [];
          const end = performance.now() + this.#observeForMs;
          // One after the other: each holds in memory what it reads.
          for (const [index, each] of group.entries()) {
            if (revision !== undefined && known[index] === revision) {
              observations.push('unchanged');
              continue;
            }
            if (byFolder.size > 0 && performance.now() >= end) {
              observations.push(outOfTime());
              continue;
            }
            const home = [folder, each.location.folder]
              .filter(Boolean)
              .join('/');
            const facts =
              byFolder.get(home) ??
              (await factsOf(tree, home, revision, signal));
            byFolder.set(home, facts);
            observations.push(facts);
          }
          return observations;
        },
      );
      return found === 'unchanged' ? group.map(() => found) : found;
    } catch (error) {
      signal.throwIfAborted();
      assertError(error);
      return group.map(() => error);
    }
  }
}

function outOfTime(): PostponedError {
  return new PostponedError(
    'The repository has more entities than could be looked at in one go',
    new Date(),
  );
}

async function factsOf(
  tree: SourceTree,
  folder: string,
  revision: string | undefined,
  signal: AbortSignal,
): Promise<CollectedFacts> {
  return {
    ...toRepoFacts(await observeRepository({ tree, folder, signal })),
    revision,
  };
}
