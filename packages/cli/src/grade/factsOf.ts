import {
  catalogFacts,
  FactProblem,
  FactSet,
} from '@airworthy/backstage-plugin-readiness-common';
import { toRepoFacts } from '@airworthy/backstage-plugin-readiness-node';
import { observeRepository, SourceTree } from '@airworthy/repo-facts';
import { Entity } from '@backstage/catalog-model';

/** Why a check waits for the portal, when a catalog file describes the entity. */
const onlyTheCatalogKnows =
  'Only the catalog of the portal knows this; no file proves it.';

/** Why a check waits for the portal, when no catalog file describes the entity. */
const noCatalogFile =
  'There is no catalog-info.yaml that describes the entity.';

/** What a catalog file cannot say about the owner that it declares. */
const factsOfTheCatalogAlone = [
  'catalog.owner.exists',
  'catalog.owner.members',
  'catalog.owner.owned',
  'catalog.owner.email',
  'catalog.owner.contacts',
];

/** The `repo` facts of what lies in a folder of a repository. */
export async function repoFactsOf(
  tree: SourceTree,
  folder: string,
  now: Date,
): Promise<FactSet> {
  const observation = await observeRepository({ tree, folder });
  return {
    namespace: 'repo',
    observedAt: now.toISOString(),
    ...toRepoFacts(observation),
  };
}

/** The `catalog` facts about an entity, as far as its file says; none without a file. */
export function catalogFactsOf(entity: Entity | undefined, now: Date): FactSet {
  const problems: FactProblem[] = entity
    ? factsOfTheCatalogAlone.map(fact => ({
        fact,
        reason: onlyTheCatalogKnows,
      }))
    : [{ fact: 'catalog', reason: noCatalogFile }];
  return {
    namespace: 'catalog',
    observedAt: now.toISOString(),
    value: entity ? { ...catalogFacts(entity) } : {},
    problems,
  };
}
