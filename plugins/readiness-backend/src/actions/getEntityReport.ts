import { NotFoundError } from '@backstage/errors';
import { parseRequest, refSchema } from '../api/requests';
import { ActionServices } from './ActionServices';
import {
  countsOutput,
  entityRefInput,
  evidenceOutput,
  scorecardInput,
  statusOutput,
} from './inputs';

/** Registers the action that answers the reports on an entity. */
export function registerGetEntityReport({ registry, service }: ActionServices) {
  registry.register({
    name: 'get-entity-report',
    title: 'Get the readiness report of an entity',
    description: `Answers how ready a software catalog entity is by each scorecard that applies to it: level, score, and the result of each check with the evidence for it.

A result is pass, fail, unknown (what decides it could not be observed; it is not a failure), exempt or not-applicable. The level is the highest one whose checks, and those of all levels below, do not fail and are not unknown; null is below the lowest. While pending is true, an evaluation is under way and the reports may be about to change.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          entityRef: entityRefInput(zod),
          scorecard: scorecardInput(zod).optional(),
        }),
      output: zod =>
        zod.object({
          entityRef: zod.string(),
          pending: zod.boolean(),
          reports: zod.array(
            zod.object({
              scorecard: zod.string(),
              title: zod.string(),
              level: zod.string().nullable(),
              score: zod.number().nullable(),
              coverage: zod.number(),
              counts: countsOutput(zod),
              results: zod.array(
                zod.object({
                  check: zod.string(),
                  title: zod.string(),
                  status: statusOutput(zod),
                  level: zod.string(),
                  category: zod.string(),
                  detail: zod.string().optional(),
                  evidence: evidenceOutput(zod),
                }),
              ),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'All reports on a component',
        input: { entityRef: 'component:default/basket' },
      },
      {
        title: 'The report by one scorecard',
        input: {
          entityRef: 'component:default/basket',
          scorecard: 'production-readiness',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const ref = parseRequest(refSchema, input.entityRef);
      const { entityRef, pending, reports } = await service.readEntity(
        ref,
        credentials,
      );
      const asked = reports.filter(
        ({ scorecard }) =>
          input.scorecard === undefined || scorecard === input.scorecard,
      );
      if (input.scorecard !== undefined && asked.length === 0) {
        throw new NotFoundError(
          `There is no report on ${ref} by a scorecard ${input.scorecard}`,
        );
      }
      return {
        output: {
          entityRef,
          pending,
          reports: asked.map(report => ({
            ...report,
            title: report.scorecardTitle,
          })),
        },
      };
    },
  });
}
