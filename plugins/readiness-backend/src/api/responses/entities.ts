import {
  EntitiesByRefsResponse,
  EntitiesResponse,
  EntityReadiness,
  HistoryResponse,
  RefreshResponse,
  ReplayResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';
import { levelSchema, countsSchema, statusSchema } from './parts';

const gradeSchema = z.object({
  entityRef: z.string(),
  level: z.string().nullable(),
  score: z.number().nullable(),
  coverage: z.number(),
  counts: countsSchema,
});

const standingSchema = gradeSchema.extend({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  title: z.string().optional(),
  type: z.string().optional(),
  lifecycle: z.string().optional(),
  owner: z.string().optional(),
  system: z.string().optional(),
  nextSteps: z.array(z.object({ check: z.string(), title: z.string() })),
  nextStepCount: z.number(),
});

/** Answer of `GET /entities`. */
export const entitiesResponseSchema = z.object({
  items: z.array(standingSchema),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
}) satisfies z.ZodType<EntitiesResponse>;

/** Answer of `POST /entities/by-refs`. */
export const entitiesByRefsResponseSchema = z.object({
  items: z.array(gradeSchema.nullable()),
}) satisfies z.ZodType<EntitiesByRefsResponse>;

const checkResultSchema = z.object({
  check: z.string(),
  title: z.string(),
  status: statusSchema,
  level: z.string(),
  category: z.string(),
  weight: z.number(),
  effortHours: z.number(),
  message: z.string(),
  reason: z.string().optional(),
  detail: z.string().optional(),
  awaits: z.array(z.string()).optional(),
  excuse: z
    .object({
      reason: z.string(),
      grantedBy: z.string().optional(),
      expiresAt: z.string().optional(),
      link: z.string().optional(),
      id: z.string().optional(),
      path: z.string().optional(),
      line: z.number().optional(),
    })
    .optional(),
  excused: z.enum(['fail', 'unknown']).optional(),
  evidence: z.array(
    z.object({
      path: z.string().optional(),
      line: z.number().optional(),
      url: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
  fix: z
    .object({ guide: z.string().optional(), template: z.string().optional() })
    .optional(),
  facts: z.array(z.string()),
  observedAt: z.string().optional(),
});

const reportSchema = z.object({
  scorecard: z.string(),
  scorecardTitle: z.string(),
  entityRef: z.string(),
  level: z.string().nullable(),
  score: z.number().nullable(),
  coverage: z.number(),
  counts: countsSchema,
  levels: z.array(
    levelSchema.extend({ reached: z.boolean(), counts: countsSchema }),
  ),
  results: z.array(checkResultSchema),
  nextSteps: z.array(z.string()),
});

/** Answer of `GET /entities/by-name/:kind/:namespace/:name`. */
export const entityReadinessSchema = z.object({
  entityRef: z.string(),
  sourceLocation: z.string().optional(),
  reports: z.array(reportSchema),
  collections: z.array(
    z.object({
      namespace: z.string(),
      observedAt: z.string().optional(),
      expiresAt: z.string().optional(),
      revision: z.string().optional(),
      problems: z.array(
        z.object({
          fact: z.string(),
          reason: z.string(),
          path: z.string().optional(),
          line: z.number().optional(),
        }),
      ),
    }),
  ),
  pending: z.boolean(),
}) satisfies z.ZodType<EntityReadiness>;

/** Answer of `GET /entities/by-name/:kind/:namespace/:name/history`. */
export const historyResponseSchema = z.object({
  items: z.array(
    z.object({
      scorecard: z.string(),
      check: z.string(),
      title: z.string().optional(),
      from: statusSchema,
      to: statusSchema,
      cause: z.enum(['service', 'rule', 'data', 'exemption', 'time']),
      facts: z
        .array(
          z.object({
            path: z.string(),
            from: z.string().optional(),
            to: z.string().optional(),
          }),
        )
        .optional(),
      reason: z.string().optional(),
      fromRevision: z.string().optional(),
      revision: z.string(),
      changedAt: z.string(),
    }),
  ),
  nextCursor: z.string().optional(),
}) satisfies z.ZodType<HistoryResponse>;

/** Answer of `GET /entities/by-name/:kind/:namespace/:name/replay`. */
export const replayResponseSchema = z.object({
  report: reportSchema,
  madeAt: z.string(),
  revision: z.string(),
}) satisfies z.ZodType<ReplayResponse>;

/** Answer of `POST /entities/by-name/:kind/:namespace/:name/refresh`. */
export const refreshResponseSchema = z.object({
  entityRef: z.string(),
  requestedAt: z.string(),
}) satisfies z.ZodType<RefreshResponse>;
