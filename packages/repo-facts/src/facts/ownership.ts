import { z } from 'zod';
import { place } from './place';

const codeownersRuleSchema = z.object({
  ...place,
  pattern: z.string(),
  owners: z.array(z.string()),
});

export const ownershipFacts = z.object({
  codeowners: z.array(codeownersRuleSchema),
});
