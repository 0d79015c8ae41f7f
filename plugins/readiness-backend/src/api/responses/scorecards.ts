import {
  PreviewScorecardResponse,
  ScorecardResponse,
  ScorecardsResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';
import { levelSchema, statusSchema } from './parts';

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
