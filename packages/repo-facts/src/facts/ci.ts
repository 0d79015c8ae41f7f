import { z } from 'zod';
import { place } from './place';

const pipelineSchema = z.object({
  ...place,
  /** `github` or `gitlab`. */
  provider: z.string(),
  name: z.string(),
  /** Runs for pull or merge requests. */
  onPullRequest: z.boolean(),
  /** Runs for pushes to a branch. */
  onPush: z.boolean(),
  /** A newer run of the same branch cancels the older one. */
  cancelsSuperseded: z.boolean(),
  /** The token of the pipeline is limited at the top level (GitHub), or the provider has no such token to limit. */
  leastPrivilege: z.boolean(),
});

const jobSchema = z.object({
  ...place,
  pipeline: z.string(),
  name: z.string(),
  /** Deployment environment, `""` for none. */
  environment: z.string(),
  /** Names of jobs that this one waits for, as written. */
  needs: z.array(z.string()),
  /** Names of all jobs that have to end before it, by `needs` or by stages. */
  waitsFor: z.array(z.string()),
  /** Its environment is made for one change, and taken away after it. */
  preview: z.boolean(),
  /** A person starts it, or a protected environment holds it. */
  manual: z.boolean(),
  /** What its steps do: the union of their `does`. */
  does: z.array(z.string()),
});

const stepSchema = z.object({
  ...place,
  pipeline: z.string(),
  job: z.string(),
  name: z.string(),
  /** Action or component used, without its version; `""` for a script. */
  uses: z.string(),
  /** A used action is pinned by a full commit SHA, or lives in this repository; `true` for a script. */
  pinned: z.boolean(),
  /**
   * What the step does: `install`, `lint`, `format`, `type-check`,
   * `unit-test`, `integration-test`, `coverage`, `build`, `cache`,
   * `image-build`, `image-push`, `image-scan`, `dependency-scan`, `sast`,
   * `secret-scan`, `sbom`, `sign`, `provenance`, `deploy`, `rollback`,
   * `smoke-test`, `load-test`, `api-test`, `migrate`, `iac-scan`,
   * `multi-arch`, `preview`, `verify-signature`, `verify-provenance`,
   * `readiness-check`; beside `deploy`, `imperative-deploy` for a command that
   * says what to change and not what should be.
   */
  does: z.array(z.string()),
  /** What was done before it: earlier in its job, and by jobs that it waits for. */
  after: z.array(z.string()),
  /** Test coverage in percent below which it fails; 0 for none. */
  minimumCoverage: z.number(),
});

const pushedImageSchema = z.object({
  ...place,
  pipeline: z.string(),
  job: z.string(),
  /** Registry and repository; variables whose value is not known stay. */
  image: z.string(),
  /** What its tags are: `commit`, `version` or `moving`, such as `latest`. */
  tags: z.array(z.string()),
  /** The job builds it, and does not only move its tags. */
  built: z.boolean(),
  /** Jobs that deploy after it was pushed, as `pipeline / job`. */
  deploys: z.array(z.string()),
});

const previewSchema = z.object({
  ...place,
  /** Who makes environments for pull requests: `argo-cd`, `render` and so on. */
  tool: z.string(),
});

export const ciFacts = z.object({
  pipelines: z.array(pipelineSchema),
  jobs: z.array(jobSchema),
  steps: z.array(stepSchema),
  /** Images that jobs push. */
  images: z.array(pushedImageSchema),
  /** Preview environments that something other than a pipeline makes. */
  previews: z.array(previewSchema),
});
