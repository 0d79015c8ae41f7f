import { waitsForPeople } from '@airworthy/backstage-plugin-readiness-common';
import { parseRequest, refSchema } from '../api/requests';
import { ActionServices } from './ActionServices';
import {
  entityRefInput,
  evidenceOutput,
  scorecardInput,
  statusOutput,
} from './inputs';

/** Registers the action that answers what to mend first. */
export function registerGetNextSteps({ registry, service }: ActionServices) {
  registry.register({
    name: 'get-next-steps',
    title: 'Get what an entity should mend next',
    description: `Answers the checks of an entity that somebody can do something about now, the most useful first: what lifts its level, then what gains most for the effort. A step fails, or is unknown: then people may attest it, the evidence names what cannot be read, or something else would decide it. What waits for data alone is no step; the report of the entity has it. Each step says what is wrong, where it was seen, and how to mend it.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          entityRef: entityRefInput(zod),
          scorecard: scorecardInput(zod).optional(),
          limit: zod
            .number()
            .int()
            .min(1)
            .max(100)
            .default(5)
            .describe('Steps of each scorecard at most'),
        }),
      output: zod =>
        zod.object({
          entityRef: zod.string(),
          pending: zod.boolean(),
          steps: zod.array(
            zod.object({
              scorecard: zod.string(),
              check: zod.string(),
              title: zod.string(),
              status: statusOutput(zod),
              level: zod.string(),
              effortHours: zod.number(),
              message: zod.string().describe('What is wrong'),
              detail: zod
                .string()
                .optional()
                .describe('Why, where there is more to say'),
              waitsForPeople: zod
                .boolean()
                .describe('Somebody has to attest it: no file proves it'),
              evidence: evidenceOutput(zod),
              guide: zod.string().optional().describe('How to mend it'),
              template: zod
                .string()
                .optional()
                .describe('Entity ref of a template that mends it'),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'The five most useful steps of each scorecard',
        input: { entityRef: 'component:default/basket', limit: 5 },
      },
      {
        title: 'The first step to the next level',
        input: {
          entityRef: 'component:default/basket',
          scorecard: 'production-readiness',
          limit: 1,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const ref = parseRequest(refSchema, input.entityRef);
      const { entityRef, pending, reports } = await service.readEntity(
        ref,
        credentials,
      );
      const steps = reports
        .filter(
          ({ scorecard }) =>
            input.scorecard === undefined || scorecard === input.scorecard,
        )
        .flatMap(({ scorecard, nextSteps, results }) =>
          nextSteps
            .slice(0, input.limit)
            .flatMap(id => results.find(({ check }) => check === id) ?? [])
            .map(result => ({
              ...result,
              ...result.fix,
              scorecard,
              waitsForPeople: waitsForPeople(result),
            })),
        );
      return { output: { entityRef, pending, steps } };
    },
  });
}
