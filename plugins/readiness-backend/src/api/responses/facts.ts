import {
  CollectorsResponse,
  PushFactsResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';

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
