import { z } from 'zod';
import { place } from './place';

const secretSchema = z.object({
  ...place,
  /** The rule that found it. The secret itself is never part of a fact. */
  rule: z.string(),
});

export const secretsFacts = z.object({ findings: z.array(secretSchema) });
