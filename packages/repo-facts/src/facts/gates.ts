import { z } from 'zod';
import { place } from './place';

const coverageGateSchema = z.object({
  ...place,
  /** Who sets it: `jest`, `vitest`, `nyc`, `coverage.py`, `jacoco`, `codecov` and so on. */
  tool: z.string(),
  /** Of all code together. */
  percent: z.number(),
});

const reviewGateSchema = z.object({
  ...place,
  /** Approvals that a change needs; 0 when it needs a pull request only. */
  approvals: z.number(),
});

const admissionGateSchema = z.object({
  ...place,
  /** `ClusterPolicy` of Kyverno, `ClusterImagePolicy` of Sigstore and so on. */
  kind: z.string(),
  /** What an image has to prove: `signature`, `provenance`. */
  verifies: z.array(z.string()),
});

/** What a change must pass before it is merged, and an image before it runs. */
export const gatesFacts = z.object({
  /** Test coverage below which a build fails. */
  coverage: z.array(coverageGateSchema),
  /** Reviews that branch rules kept in the repository ask for. */
  reviews: z.array(reviewGateSchema),
  /** Policies under which a cluster turns images away. */
  admissions: z.array(admissionGateSchema),
});
