import { z } from 'zod';
import {
  decideExemptionBodySchema,
  exemptionNoteBodySchema,
  exemptionsQuerySchema,
  requestExemptionBodySchema,
} from './exemptionRequests';
import {
  entitiesByRefsBodySchema,
  entitiesQuerySchema,
  historyQuerySchema,
  lineageQuerySchema,
  replayQuerySchema,
  previewScorecardBodySchema,
  summaryQuerySchema,
  trendsQuerySchema,
} from './requests';
import {
  operation,
  pathParameter,
  queryParameters,
  toJsonSchema,
} from './openApiOperation';
import {
  entitiesByRefsResponseSchema,
  entitiesResponseSchema,
  entityReadinessSchema,
  historyResponseSchema,
  refreshResponseSchema,
  replayResponseSchema,
} from './responses/entities';
import {
  exemptionSchema,
  exemptionsResponseSchema,
} from './responses/exemptions';
import {
  collectorsResponseSchema,
  pushFactsResponseSchema,
} from './responses/facts';
import { lineageResponseSchema } from './responses/lineage';
import {
  summaryResponseSchema,
  trendResponseSchema,
} from './responses/overviews';
import {
  previewScorecardResponseSchema,
  scorecardResponseSchema,
  scorecardsResponseSchema,
} from './responses/scorecards';

const errorSchema = z.object({
  error: z.object({ name: z.string(), message: z.string() }),
  response: z.object({ statusCode: z.number() }),
});

const entityParameters = ['kind', 'namespace', 'name'].map(name =>
  pathParameter(name),
);

/** The API as an OpenAPI 3.1 document, made of the schemas that check it. */
export function createOpenApiDocument(options: { factsBodySchema: z.ZodType }) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Readiness',
      version: '1',
      description: 'How ready the entities of the catalog are, and why.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/readiness' }],
    security: [{ bearer: [] }],
    paths: {
      '/scorecards': {
        get: operation('listScorecards', 'All scorecards in force', {
          answer: scorecardsResponseSchema,
          fails: [401],
        }),
      },
      '/scorecards/{name}': {
        get: operation('getScorecard', 'One scorecard with its checks', {
          parameters: [pathParameter('name')],
          answer: scorecardResponseSchema,
          fails: [401, 404],
        }),
      },
      '/scorecards/preview': {
        post: operation(
          'previewScorecard',
          'What would change under another scorecard',
          {
            body: previewScorecardBodySchema,
            answer: previewScorecardResponseSchema,
            fails: [400, 401, 404],
          },
        ),
      },
      '/entities': {
        get: operation('listEntities', 'One page of entities as they stand', {
          parameters: queryParameters(entitiesQuerySchema),
          answer: entitiesResponseSchema,
          fails: [400, 401, 404],
        }),
      },
      '/entities/by-refs': {
        post: operation(
          'listEntitiesByRefs',
          'What the named entities come to',
          {
            body: entitiesByRefsBodySchema,
            answer: entitiesByRefsResponseSchema,
            fails: [400, 401, 404],
          },
        ),
      },
      '/entities/by-name/{kind}/{namespace}/{name}': {
        get: operation('getEntity', 'All reports on one entity', {
          parameters: entityParameters,
          answer: entityReadinessSchema,
          fails: [401, 404],
        }),
      },
      '/entities/by-name/{kind}/{namespace}/{name}/history': {
        get: operation('getHistory', 'How its results changed, and why', {
          parameters: [
            ...entityParameters,
            ...queryParameters(historyQuerySchema),
          ],
          answer: historyResponseSchema,
          fails: [400, 401, 404],
        }),
      },
      '/entities/by-name/{kind}/{namespace}/{name}/replay': {
        get: operation('replayReport', 'The report of a past moment', {
          parameters: [
            ...entityParameters,
            ...queryParameters(replayQuerySchema),
          ],
          answer: replayResponseSchema,
          fails: [400, 401, 404, 409],
        }),
      },
      '/entities/by-name/{kind}/{namespace}/{name}/refresh': {
        post: operation('refreshEntity', 'Have its facts collected again now', {
          parameters: entityParameters,
          answer: refreshResponseSchema,
          status: 202,
          fails: [401, 403, 404],
        }),
      },
      '/summary': {
        get: operation('getSummary', 'How many entities stand where', {
          parameters: queryParameters(summaryQuerySchema),
          answer: summaryResponseSchema,
          fails: [400, 401, 404],
        }),
      },
      '/trends': {
        get: operation('getTrend', 'How entities stood day by day, and why', {
          parameters: queryParameters(trendsQuerySchema),
          answer: trendResponseSchema,
          fails: [400, 401, 404],
        }),
      },
      '/lineage': {
        get: operation('getLineage', 'From which templates entities came', {
          parameters: queryParameters(lineageQuerySchema),
          answer: lineageResponseSchema,
          fails: [400, 401, 404],
        }),
      },
      '/facts': {
        post: operation('pushFacts', 'Push facts that no collector finds', {
          body: options.factsBodySchema,
          answer: pushFactsResponseSchema,
          fails: [400, 401, 403, 404, 409],
        }),
      },
      '/exemptions': {
        get: operation('listExemptions', 'One page of exemptions', {
          parameters: queryParameters(exemptionsQuerySchema),
          answer: exemptionsResponseSchema,
          fails: [400, 401, 404],
        }),
        post: operation('requestExemption', 'Request an exemption', {
          body: requestExemptionBodySchema,
          answer: exemptionSchema,
          status: 201,
          fails: [400, 401, 403, 404, 409],
        }),
      },
      '/exemptions/{id}': {
        get: operation('getExemption', 'One exemption', {
          parameters: [pathParameter('id')],
          answer: exemptionSchema,
          fails: [401, 404],
        }),
      },
      '/exemptions/{id}/decision': {
        post: operation('decideExemption', 'Approve or reject a request', {
          parameters: [pathParameter('id')],
          body: decideExemptionBodySchema,
          answer: exemptionSchema,
          fails: [400, 401, 403, 404, 409],
        }),
      },
      '/exemptions/{id}/revoke': {
        post: operation('revokeExemption', 'End an exemption before its time', {
          parameters: [pathParameter('id')],
          body: exemptionNoteBodySchema,
          answer: exemptionSchema,
          fails: [400, 401, 403, 404, 409],
        }),
      },
      '/exemptions/{id}/restore': {
        post: operation('restoreExemption', 'Grant a revoked one again', {
          parameters: [pathParameter('id')],
          body: exemptionNoteBodySchema,
          answer: exemptionSchema,
          fails: [400, 401, 403, 404, 409],
        }),
      },
      '/collectors': {
        get: operation('listCollectors', 'How the collectors fare', {
          answer: collectorsResponseSchema,
          fails: [401, 403],
        }),
      },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: toJsonSchema(errorSchema) },
    },
  };
}
