import { entitiesQuerySchema, parseRequest } from '../api/requests';
import { ActionServices } from './ActionServices';
import { ownerInput, scorecardInput } from './inputs';

/** Registers the action that lists entities that fail. */
export function registerListFailingEntities({
  registry,
  service,
}: ActionServices) {
  registry.register({
    name: 'list-failing-entities',
    title: 'List entities that fail checks',
    description: `Lists the entities that fail a check of a scorecard, or any check when none is named, the worst score first. Narrow it to an owner to see what a team has to do. Lists only entities that the caller may read.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          scorecard: scorecardInput(zod),
          check: zod
            .string()
            .optional()
            .describe('Id of a check, such as readme-exists'),
          owner: ownerInput(zod).optional(),
          cursor: zod
            .string()
            .optional()
            .describe('nextCursor of the page before'),
          limit: zod.number().int().min(1).max(100).default(25),
        }),
      output: zod =>
        zod.object({
          totalItems: zod.number(),
          items: zod.array(
            zod.object({
              entityRef: zod.string(),
              owner: zod.string().optional(),
              level: zod.string().nullable(),
              score: zod.number().nullable(),
              nextSteps: zod.array(
                zod.object({ check: zod.string(), title: zod.string() }),
              ),
              nextStepCount: zod.number().describe('Next steps in all'),
            }),
          ),
          nextCursor: zod.string().optional(),
        }),
    },
    examples: [
      {
        title: 'Entities that fail a check',
        input: {
          scorecard: 'production-readiness',
          check: 'readme-exists',
          limit: 25,
        },
      },
      {
        title: 'Entities of a group that fail any check',
        input: {
          scorecard: 'production-readiness',
          owner: 'group:default/platform',
          limit: 25,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const query = parseRequest(entitiesQuerySchema, {
        ...input,
        status: 'fail',
        sort: 'score',
      });
      return { output: await service.listEntities(query, credentials) };
    },
  });
}
