import {
  changeCauses,
  SummaryResponse,
  TrendResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';
import { countsSchema } from './parts';

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
