import { z } from 'zod';
import { ciFacts } from './facts/ci';
import {
  attestationsFacts,
  exemptionsFacts,
  lineageFacts,
} from './facts/declarations';
import { dependenciesFacts } from './facts/dependencies';
import { dockerFacts } from './facts/docker';
import { docsFacts } from './facts/docs';
import { filesFacts } from './facts/files';
import { gatesFacts } from './facts/gates';
import { infrastructureFacts } from './facts/infrastructure';
import { kubernetesFacts } from './facts/kubernetes';
import { observabilityFacts } from './facts/observability';
import { ownershipFacts } from './facts/ownership';
import { secretsFacts } from './facts/secrets';
import { sourceFacts } from './facts/source';

/**
 * The shape of all `repo` facts: what analyzers may say about a source tree.
 * Everything found in a file carries the place where it was found, so that a
 * check can offer it as evidence as it stands.
 *
 * @public
 */
export const repoFactsSchema = z.object({
  files: filesFacts,
  docker: dockerFacts,
  ci: ciFacts,
  gates: gatesFacts,
  kubernetes: kubernetesFacts,
  infrastructure: infrastructureFacts,
  dependencies: dependenciesFacts,
  docs: docsFacts,
  ownership: ownershipFacts,
  observability: observabilityFacts,
  source: sourceFacts,
  secrets: secretsFacts,
  attestations: attestationsFacts,
  exemptions: exemptionsFacts,
  lineage: lineageFacts,
});

/**
 * What is known about a source tree.
 *
 * @public
 */
export type RepoFacts = z.infer<typeof repoFactsSchema>;

/**
 * A section of the `repo` facts, the part that one analyzer answers for.
 *
 * @public
 */
export type RepoFactsSection = keyof RepoFacts;

/**
 * Something that could not be observed, and therefore must not be taken for
 * absent.
 *
 * @public
 */
export interface RepoFactsProblem {
  /** The facts it leaves unknown, as a path such as `docker`; `""` for all. */
  fact: string;
  /** One sentence for a person. */
  reason: string;
  path?: string;
  line?: number;
}

/**
 * All that was observed in a source tree, and what could not be.
 *
 * @public
 */
export interface RepoObservation {
  /** Sections that could not be observed at all are left out. */
  facts: Partial<RepoFacts>;
  problems: RepoFactsProblem[];
}
