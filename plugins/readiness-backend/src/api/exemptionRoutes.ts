import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { Exemption } from '@airworthy/backstage-plugin-readiness-common';
import express from 'express';
import { ExemptionRights } from '../exemptions/ExemptionRights';
import { ExemptionService } from '../exemptions/ExemptionService';
import { ExemptionAction } from '../exemptions/lifecycle';
import { audited } from './audited';
import {
  decideExemptionBodySchema,
  exemptionNoteBodySchema,
  exemptionsQuerySchema,
  requestExemptionBodySchema,
} from './exemptionRequests';
import { parseRequest, queryOf } from './requests';

/** Options of {@link addExemptionRoutes}. */
export interface ExemptionRoutesOptions {
  exemptions: ExemptionService;
  rights: ExemptionRights;
  auditor: AuditorService;
  httpAuth: HttpAuthService;
}

// To grant one lowers what an entity is held to; to end one does not.
const severities: Record<ExemptionAction, AuditorServiceEventSeverityLevel> = {
  approve: 'high',
  restore: 'high',
  reject: 'medium',
  revoke: 'medium',
};

/** Exemptions over HTTP; the audit tells of all that changes them. */
export function addExemptionRoutes(
  router: express.Router,
  options: ExemptionRoutesOptions,
): void {
  const { exemptions, rights, auditor, httpAuth } = options;
  const callerOf = async (request: express.Request) =>
    rights.callerOf(await httpAuth.credentials(request));

  router.get('/exemptions', async (req, res) => {
    const caller = await callerOf(req);
    const query = parseRequest(exemptionsQuerySchema, queryOf(req.url));
    res.json(await exemptions.list(caller, query));
  });

  router.get('/exemptions/:id', async (req, res) => {
    res.json(await exemptions.read(await callerOf(req), req.params.id));
  });

  router.post('/exemptions', async (req, res) => {
    const caller = await callerOf(req);
    const body = parseRequest(requestExemptionBodySchema, req.body);
    const exemption = await audited(
      auditor,
      {
        eventId: 'exemption-request',
        severityLevel: 'medium',
        request: req,
        meta: body,
      },
      () => exemptions.request(caller, body),
      ({ id }) => ({ id }),
    );
    res.status(201).json(exemption);
  });

  const act = async (
    req: express.Request<{ id: string }>,
    done: { action: ExemptionAction; note?: string },
  ): Promise<Exemption> => {
    const caller = await callerOf(req);
    const { id } = req.params;
    return audited(
      auditor,
      {
        eventId: 'exemption-decision',
        severityLevel: severities[done.action],
        request: req,
        meta: { queryType: done.action, id, note: done.note },
      },
      () => exemptions.act(caller, id, done),
      ({ scorecard, check, scope, subjectRef }) => ({
        scorecard,
        check,
        scope,
        subjectRef,
      }),
    );
  };

  router.post('/exemptions/:id/decision', async (req, res) => {
    const { decision, note } = parseRequest(
      decideExemptionBodySchema,
      req.body,
    );
    res.json(await act(req, { action: decision, note }));
  });

  router.post('/exemptions/:id/revoke', async (req, res) => {
    const { note } = parseRequest(exemptionNoteBodySchema, req.body);
    res.json(await act(req, { action: 'revoke', note }));
  });

  router.post('/exemptions/:id/restore', async (req, res) => {
    const { note } = parseRequest(exemptionNoteBodySchema, req.body);
    res.json(await act(req, { action: 'restore', note }));
  });
}
