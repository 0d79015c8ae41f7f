import {
  catalogFactsSchema,
  FactSchema,
} from '@airworthy/backstage-plugin-readiness-common';
import { builtInPushedFacts } from './pushedFacts';
import { repoFactSchema } from './repoFacts';

/**
 * Schemas of the facts that come with Airworthy, by namespace.
 *
 * @public
 */
export const builtInFactSchemas: Record<string, FactSchema> = {
  catalog: catalogFactsSchema,
  repo: repoFactSchema,
  ...Object.fromEntries(
    builtInPushedFacts.map(({ namespace, schema }) => [namespace, schema]),
  ),
};
