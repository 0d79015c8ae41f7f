import {
  Exemption,
  ExemptionsResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';

/** One exemption. */
export const exemptionSchema = z.object({
  id: z.string(),
  scorecard: z.string(),
  check: z.string().optional(),
  scope: z.enum(['entity', 'owner', 'system']),
  subjectRef: z.string(),
  reason: z.string(),
  link: z.string().optional(),
  state: z.enum(['requested', 'approved', 'rejected', 'revoked', 'expired']),
  expiresAt: z.string().optional(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  events: z.array(
    z.object({
      action: z.enum([
        'requested',
        'approved',
        'rejected',
        'revoked',
        'restored',
      ]),
      by: z.string(),
      at: z.string(),
      note: z.string().optional(),
    }),
  ),
  actions: z.array(z.enum(['approve', 'reject', 'revoke', 'restore'])),
}) satisfies z.ZodType<Exemption>;

/** Answer of `GET /exemptions`. */
export const exemptionsResponseSchema = z.object({
  items: z.array(exemptionSchema),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
  rules: z.object({
    mayRequest: z.boolean(),
    expiryRequired: z.boolean(),
    longestDays: z.number(),
  }),
}) satisfies z.ZodType<ExemptionsResponse>;
