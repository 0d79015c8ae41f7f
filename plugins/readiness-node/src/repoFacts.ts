import { RepoObservation, repoFactsSchema } from '@airworthy/repo-facts';
import { FactSchema } from '@airworthy/backstage-plugin-readiness-common';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { CollectedFacts } from './Collector';

/**
 * The shape of the `repo` facts: what files of a source tree say.
 *
 * @public
 */
export const repoFactSchema = z.toJSONSchema(repoFactsSchema) as FactSchema;

/**
 * States what was observed in a source tree as facts of the namespace `repo`.
 *
 * @public
 */
export function toRepoFacts(
  observation: RepoObservation,
): Pick<CollectedFacts, 'value' | 'problems'> {
  return {
    value: observation.facts as JsonObject,
    problems: observation.problems.map(problem => ({
      ...problem,
      fact: problem.fact ? `repo.${problem.fact}` : 'repo',
    })),
  };
}
