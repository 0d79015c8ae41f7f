import { LineageResponse } from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';

/** Answer of `GET /lineage`. */
export const lineageResponseSchema = z.object({
  items: z.array(
    z.object({
      entityRef: z.string(),
      title: z.string().optional(),
      owner: z.string().optional(),
      template: z.string(),
      templateTitle: z.string().optional(),
      version: z.string(),
      currentVersion: z.string().optional(),
      gap: z.enum(['major', 'minor', 'patch', 'other']).optional(),
      files: z.number(),
      changed: z.number(),
      removed: z.number(),
    }),
  ),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
  templates: z.array(
    z.object({
      template: z.string(),
      title: z.string().optional(),
      currentVersion: z.string().optional(),
      entities: z.number(),
      behind: z.number(),
    }),
  ),
}) satisfies z.ZodType<LineageResponse>;
