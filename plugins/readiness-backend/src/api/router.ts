import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  readinessCollectorsReadPermission,
  readinessFactsPushPermission,
} from '@airworthy/backstage-plugin-readiness-common';
import { PushedFacts } from '@airworthy/backstage-plugin-readiness-node';
import express from 'express';
import Router from 'express-promise-router';
import { authorizer } from '../access/authorizer';
import { ScorecardPreview } from '../preview/ScorecardPreview';
import { Telemetry } from '../telemetry/Telemetry';
import { ExemptionRights } from '../exemptions/ExemptionRights';
import { ExemptionService } from '../exemptions/ExemptionService';
import { CollectorOverview } from './CollectorOverview';
import { addExemptionRoutes } from './exemptionRoutes';
import { FactReceiver } from './FactReceiver';
import { createOpenApiDocument } from './openApiDocument';
import { pushedFactsSchema } from './pushedFactsSchema';
import { ReadinessService } from './ReadinessService';
import {
  entitiesByRefsBodySchema,
  entitiesQuerySchema,
  entityPathSchema,
  historyQuerySchema,
  lineageQuerySchema,
  parseRequest,
  previewScorecardBodySchema,
  queryOf,
  replayQuerySchema,
  summaryQuerySchema,
  trendsQuerySchema,
} from './requests';

/** Options of {@link createRouter}. */
export interface RouterOptions {
  service: ReadinessService;
  receiver: FactReceiver;
  collectors: CollectorOverview;
  exemptions: ExemptionService;
  rights: ExemptionRights;
  auditor: AuditorService;
  preview: ScorecardPreview;
  /** The facts that may be pushed. */
  pushedFacts: PushedFacts[];
  httpAuth: HttpAuthService;
  telemetry: Telemetry;
  permissions: PermissionsService;
}

/** The readiness API over HTTP. */
export function createRouter(options: RouterOptions): express.Router {
  const { service, receiver, httpAuth, telemetry } = options;
  const authorize = authorizer(options.permissions);
  const factsBodySchema = pushedFactsSchema(options.pushedFacts);
  const openApiDocument = createOpenApiDocument({ factsBodySchema });
  const router = Router();
  // A thousand of the longest refs fit.
  router.use(express.json({ limit: '1mb' }));

  router.get('/openapi.json', (_req, res) => {
    res.json(openApiDocument);
  });

  router.get('/scorecards', async (req, res) => {
    await httpAuth.credentials(req);
    res.json(service.listScorecards());
  });

  router.get('/scorecards/:name', async (req, res) => {
    await httpAuth.credentials(req);
    res.json(service.readScorecard(req.params.name));
  });

  router.post('/scorecards/preview', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const body = parseRequest(previewScorecardBodySchema, req.body);
    res.json(await options.preview.preview(body, credentials));
  });

  router.get('/entities', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = parseRequest(entitiesQuerySchema, queryOf(req.url));
    res.json(await service.listEntities(query, credentials));
  });

  router.post('/entities/by-refs', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const body = parseRequest(entitiesByRefsBodySchema, req.body);
    const answer = await service.listByRefs(body, credentials);
    // Not `json`, which hashes so long a text for an ETag that nobody can use.
    res.type('json').end(JSON.stringify(answer));
  });

  const entityPath = '/entities/by-name/:kind/:namespace/:name';

  router.get(entityPath, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const ref = parseRequest(entityPathSchema, req.params);
    res.json(await service.readEntity(ref, credentials));
  });

  router.get(`${entityPath}/history`, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const ref = parseRequest(entityPathSchema, req.params);
    const query = parseRequest(historyQuerySchema, queryOf(req.url));
    res.json(await service.readHistory(ref, query, credentials));
  });

  router.get(`${entityPath}/replay`, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const ref = parseRequest(entityPathSchema, req.params);
    const query = parseRequest(replayQuerySchema, queryOf(req.url));
    res.json(await service.replay(ref, query, credentials));
  });

  router.post(`${entityPath}/refresh`, async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const ref = parseRequest(entityPathSchema, req.params);
    res.status(202).json(await service.refresh(ref, credentials));
  });

  router.get('/summary', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = parseRequest(summaryQuerySchema, queryOf(req.url));
    res.json(await service.summarize(query, credentials));
  });

  router.get('/trends', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = parseRequest(trendsQuerySchema, queryOf(req.url));
    res.json(await service.readTrend(query, credentials));
  });

  router.get('/lineage', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const query = parseRequest(lineageQuerySchema, queryOf(req.url));
    res.json(await service.readLineage(query, credentials));
  });

  router.post('/facts', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(
      { permission: readinessFactsPushPermission },
      'You may not push facts',
      credentials,
    );
    const answer = await telemetry.push(async () =>
      receiver.receive(parseRequest(factsBodySchema, req.body), credentials),
    );
    res.json(answer);
  });

  addExemptionRoutes(router, options);

  router.get('/collectors', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(
      { permission: readinessCollectorsReadPermission },
      'You may not see how the collectors fare',
      credentials,
    );
    res.json(await options.collectors.read(credentials));
  });

  return router;
}
