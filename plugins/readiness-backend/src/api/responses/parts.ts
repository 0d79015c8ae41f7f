import { z } from 'zod';

// What the API answers, for its OpenAPI document. The types of
// readiness-common stay the contract: `satisfies` keeps the two together.

export const levelSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
});

export const countsSchema = z.object({
  pass: z.number(),
  fail: z.number(),
  unknown: z.number(),
  exempt: z.number(),
  'not-applicable': z.number(),
});

export const statusSchema = z.enum([
  'pass',
  'fail',
  'unknown',
  'exempt',
  'not-applicable',
]);
