import { z } from 'zod';
import { place } from './place';

const attestationSchema = z.object({
  ...place,
  /** Id of the check that it answers. */
  check: z.string(),
  /** Who vouches for it. */
  by: z.string(),
  /** The day on which it was true, as `YYYY-MM-DD`. */
  date: z.string(),
  /** A web page that shows it; `""` for none. */
  link: z.string(),
  /** The last day for which it holds, as `YYYY-MM-DD`; `""` when it does not say. */
  expires: z.string(),
});

const exemptionSchema = z.object({
  ...place,
  /** Such as `codeowners-exist` or `production-readiness/codeowners-exist`; `""` for all of a scorecard. */
  check: z.string(),
  /** A scorecard of which no check need pass; `""` for one check. */
  scorecard: z.string(),
  /** Why, in 10 to 2,000 characters. */
  reason: z.string(),
  /** The last day for which it is meant, as `YYYY-MM-DD`; `""` when it does not say. */
  expires: z.string(),
  /** A web page that says more; `""` for none. */
  link: z.string(),
  /** Who asks for it; `""` when it does not say. */
  by: z.string(),
  /** Who has to agree: the owners of the file by CODEOWNERS. */
  owners: z.array(z.string()),
});

const stampSchema = z.object({
  ...place,
  /** Entity ref of the template that it came from. */
  template: z.string(),
  /** The version of the template when it was made, or last upgraded. */
  version: z.string(),
  /** Files that the template wrote. */
  files: z.number(),
  /** Of those, files that say something else by now. */
  changed: z.number(),
  /** Of those, files that are gone. */
  removed: z.number(),
});

/** `.airworthy/attestations.yaml`: what no file can prove. */
export const attestationsFacts = z.object({
  entries: z.array(attestationSchema),
});

/** `.airworthy/exemptions.yaml`: what need not pass, and why. */
export const exemptionsFacts = z.object({ entries: z.array(exemptionSchema) });

/** `.airworthy/answers.yaml`: the template that it came from; one entry, or none. */
export const lineageFacts = z.object({ stamps: z.array(stampSchema) });
