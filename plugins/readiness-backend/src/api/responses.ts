import {
  changeCauses,
  CollectorsResponse,
  EntitiesByRefsResponse,
  EntitiesResponse,
  EntityReadiness,
  HistoryResponse,
  PreviewScorecardResponse,
  PushFactsResponse,
  RefreshResponse,
  ReplayResponse,
  ScorecardResponse,
  ScorecardsResponse,
  SummaryResponse,
  TrendResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';

// What the API answers, for its OpenAPI document. The types of
// readiness-common stay the contract: `satisfies` keeps the two together.

const levelSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
});

const countsSchema = z.object({
  pass: z.number(),
  fail: z.number(),
  unknown: z.number(),
  exempt: z.number(),
  'not-applicable': z.number(),
});

const statusSchema = z.enum([
  'pass',
  'fail',
  'unknown',
  'exempt',
  'not-applicable',
]);

const scorecardSummarySchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  owner: z.string().optional(),
  levels: z.array(levelSchema),
  checks: z.number(),
  revision: z.string(),
});

const checkSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  level: z.string(),
  category: z.string(),
  weight: z.number(),
  effortHours: z.number(),
  message: z.string(),
  reason: z.string().optional(),
  guide: z.string().optional(),
  template: z.string().optional(),
  when: z.string().optional(),
  pass: z.string().optional(),
  attestationDays: z.number().optional(),
});

/** Answer of `GET /scorecards`. */
export const scorecardsResponseSchema = z.object({
  items: z.array(scorecardSummarySchema),
  problems: z.array(
    z.object({
      source: z.string(),
      line: z.number(),
      column: z.number(),
      message: z.string(),
    }),
  ),
}) satisfies z.ZodType<ScorecardsResponse>;

/** Answer of `GET /scorecards/:name`. */
export const scorecardResponseSchema = scorecardSummarySchema.extend({
  checkList: z.array(checkSummarySchema),
}) satisfies z.ZodType<ScorecardResponse>;

const standingSchema = z.object({
  entityRef: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  title: z.string().optional(),
  type: z.string().optional(),
  lifecycle: z.string().optional(),
  owner: z.string().optional(),
  system: z.string().optional(),
  level: z.string().nullable(),
  score: z.number().nullable(),
  coverage: z.number(),
  counts: countsSchema,
  nextSteps: z.array(z.object({ check: z.string(), title: z.string() })),
});

/** Answer of `GET /entities`. */
export const entitiesResponseSchema = z.object({
  items: z.array(standingSchema),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
}) satisfies z.ZodType<EntitiesResponse>;

/** Answer of `POST /entities/by-refs`. */
export const entitiesByRefsResponseSchema = z.object({
  items: z.array(standingSchema.nullable()),
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

/** Answer of `GET /summary`. */
export const summaryResponseSchema = z.object({
  scorecard: z.string(),
  groupBy: z.enum(['owner', 'system', 'category', 'level']),
  totalItems: z.number(),
  groups: z.array(
    z.object({
      key: z.string(),
      title: z.string().optional(),
      entities: z.number(),
      levels: z.record(z.string(), z.number()),
      score: z.number().nullable(),
      counts: countsSchema,
    }),
  ),
}) satisfies z.ZodType<SummaryResponse>;

const trendMoveSchema = z.object({
  score: z.number(),
  risen: z.number(),
  fallen: z.number(),
});

/** Answer of `GET /trends`. */
export const trendResponseSchema = z.object({
  scorecard: z.string(),
  points: z.array(
    z.object({
      day: z.string(),
      entities: z.number(),
      levels: z.record(z.string(), z.number()),
      score: z.number().nullable(),
      moves: z.partialRecord(
        z.enum([...changeCauses, 'catalog']),
        trendMoveSchema,
      ),
    }),
  ),
}) satisfies z.ZodType<TrendResponse>;

/** Answer of `POST /facts`. */
export const pushFactsResponseSchema = z.object({
  changed: z.number(),
  unchanged: z.number(),
}) satisfies z.ZodType<PushFactsResponse>;

/** Answer of `GET /collectors`. */
export const collectorsResponseSchema = z.object({
  items: z.array(
    z.object({
      namespace: z.string(),
      entities: z.number(),
      queueDepth: z.number(),
      lagSeconds: z.number(),
      failing: z.number(),
      stale: z.number(),
      errors: z.array(
        z.object({
          entityRef: z.string(),
          message: z.string(),
          attempts: z.number(),
          nextAttemptAt: z.string(),
        }),
      ),
      rateLimits: z.array(
        z.object({
          host: z.string(),
          remaining: z.number().optional(),
          limit: z.number().optional(),
          resetsAt: z.string().optional(),
          pausedUntil: z.string().optional(),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<CollectorsResponse>;

const previewedStandingSchema = z
  .object({
    level: z.string().nullable(),
    score: z.number().nullable(),
    coverage: z.number(),
  })
  .nullable();

/** Answer of `POST /scorecards/preview`. */
export const previewScorecardResponseSchema = z.object({
  scorecard: z.string(),
  insteadOf: z.string().nullable(),
  totalItems: z.number(),
  evaluated: z.number(),
  items: z.array(
    z.object({
      entityRef: z.string(),
      before: previewedStandingSchema,
      after: previewedStandingSchema,
      results: z.array(
        z.object({
          check: z.string(),
          title: z.string(),
          from: statusSchema.nullable(),
          to: statusSchema.nullable(),
          detail: z.string().optional(),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<PreviewScorecardResponse>;
