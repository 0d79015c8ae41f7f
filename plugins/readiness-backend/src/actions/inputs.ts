import type { z as Zod } from 'zod/v3';

// Actions bring a Zod of their own.

export const entityRefInput = (zod: typeof Zod) =>
  zod
    .string()
    .describe(
      'Entity ref, such as component:default/basket; the kind is needed',
    );

export const ownerInput = (zod: typeof Zod) =>
  zod
    .string()
    .describe(
      'Entity ref of a group or user, such as group:default/platform; a group stands for the groups below it too',
    );

export const scorecardInput = (zod: typeof Zod) =>
  zod.string().describe('Name of a scorecard, such as production-readiness');

export const statusOutput = (zod: typeof Zod) =>
  zod.enum(['pass', 'fail', 'unknown', 'exempt', 'not-applicable']);

export const countsOutput = (zod: typeof Zod) =>
  zod.record(zod.number()).describe('Number of results by status');

export const evidenceOutput = (zod: typeof Zod) =>
  zod
    .array(
      zod.object({
        path: zod.string().optional(),
        line: zod.number().optional(),
        url: zod.string().optional(),
        note: zod.string().optional(),
      }),
    )
    .describe('Where it was seen; paths start at the root of the repository');
