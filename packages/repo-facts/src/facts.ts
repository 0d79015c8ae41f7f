import { z } from 'zod';

/**
 * The vocabulary of the `repo` facts: what analyzers may say about a source
 * tree. Everything found in a file carries the place where it was found, so
 * that a check can offer it as evidence as it stands.
 */

const place = {
  /** Path relative to the root of the repository, with forward slashes. */
  path: z.string(),
  /** Line in that file, counted from 1. */
  line: z.number(),
};

const placeSchema = z.object(place);

const baseImageSchema = z.object({
  ...place,
  /** As written, with build arguments resolved where they have defaults. */
  image: z.string(),
  /** `true` when a digest or a tag that names a version is given. */
  pinned: z.boolean(),
});

const imageSchema = z.object({
  ...place,
  /** Number of FROM instructions. */
  stages: z.number(),
  /** The external image that the final stage is built on. */
  base: z.string(),
  /** External images of all stages. */
  bases: z.array(baseImageSchema),
  /** Every external base image is pinned. */
  pinned: z.boolean(),
  /** Who the final stage runs as, without a group; `""` when nothing says so. */
  user: z.string(),
  /** The final stage runs as somebody other than root. */
  nonRoot: z.boolean(),
  /** The final stage has a HEALTHCHECK other than NONE. */
  healthcheck: z.boolean(),
  /** The final stage is distroless, scratch, alpine, slim or the like. */
  minimal: z.boolean(),
  /** The container starts one process, not a supervisor of several. */
  singleProcess: z.boolean(),
  /** A `.dockerignore` applies to its build context. */
  ignoreFile: z.boolean(),
  /** An ENV or ARG gives a secret a default. */
  secretsInDefaults: z.boolean(),
});

const imageBuilderSchema = z.object({
  ...place,
  /** `jib`, `buildpacks`, `ko`, `nixpacks` or `dotnet`. */
  builder: z.string(),
});

const composeServiceSchema = z.object({
  ...place,
  name: z.string(),
  /** As written; `""` when it is built. */
  image: z.string(),
  /** Path of the Dockerfile that it is built from, `""` for none of this repository. */
  dockerfile: z.string(),
  /** Its file is named for production. */
  production: z.boolean(),
  /** It is built here, or taken from a registry of one's own for production. */
  own: z.boolean(),
  /** It has a health check that is not switched off. */
  healthcheck: z.boolean(),
  /** Who it runs as, as written; `""` when the image decides. */
  user: z.string(),
  /** Its root filesystem is read-only. */
  readOnly: z.boolean(),
  /** An environment variable named like a secret holds a literal value. */
  secretsInEnvironment: z.boolean(),
  /** Names of the services that it waits for. */
  dependsOn: z.array(z.string()),
});

const definitionSchema = z.object({
  ...place,
  /**
   * Who brings it about: `terraform`, `terragrunt`, `pulumi`, `cdk`, `cdktf`,
   * `cloudformation`, `bicep`, `serverless`, `nomad`, `helmfile`, `fly`,
   * `render`, `wrangler`, `app-engine` or `kamal`.
   */
  tool: z.string(),
  /** What it is to the tool, such as `aws_db_instance`; `health-check` where the platform is told to ask the service. */
  kind: z.string(),
  name: z.string(),
});

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

/**
 * `low` where it was read from a template of Helm, rendered with the values
 * for production, or else the defaults; whoever installs it may set others.
 */
const confidence = z.string();

const admissionGateSchema = z.object({
  ...place,
  /** `ClusterPolicy` of Kyverno, `ClusterImagePolicy` of Sigstore and so on. */
  kind: z.string(),
  /** What an image has to prove: `signature`, `provenance`. */
  verifies: z.array(z.string()),
});

const workloadSchema = z.object({
  ...place,
  /** `Deployment`, `StatefulSet`, `DaemonSet`, `CronJob`, `Job`, `Rollout` or `Pod`. */
  kind: z.string(),
  name: z.string(),
  /**
   * `""` when neither the manifest nor a kustomization above it sets one;
   * `release-namespace` for a chart that leaves it to the release.
   */
  namespace: z.string(),
  confidence,
  /** As written, or as kustomize sets them; 1 when absent. */
  replicas: z.number(),
  /** `terminationGracePeriodSeconds` as written; -1 when absent. */
  gracePeriodSeconds: z.number(),
  /** Topology spread constraints or pod anti-affinity. */
  spread: z.boolean(),
  /** Directions, `ingress` and `egress`, in which its pods refuse what no network policy allows. */
  deniedByDefault: z.array(z.string()),
  /** Names of the containers that prepare its pods. */
  initContainers: z.array(z.string()),
  /** Labels of the workload and its pods, keys only. */
  labels: z.array(z.string()),
});

const containerSchema = z.object({
  ...place,
  /** Name of the workload, which has the same `path`. */
  workload: z.string(),
  name: z.string(),
  confidence,
  /** As kustomize and Helm deliver it. */
  image: z.string(),
  /** The image has a digest or a tag other than `latest`, or a kustomization sets one. */
  imagePinned: z.boolean(),
  livenessProbe: z.boolean(),
  /**
   * How the liveness probe asks: `http`, `grpc`, `exec`, `tcp`, or `process`
   * for a command that merely looks for one; `""` when there is none.
   */
  livenessHandler: z.string(),
  readinessProbe: z.boolean(),
  startupProbe: z.boolean(),
  /** Liveness and readiness ask different endpoints. */
  probesDiffer: z.boolean(),
  /** CPU and memory requests are set. */
  requests: z.boolean(),
  /** A memory limit is set. */
  limits: z.boolean(),
  /** It, or its pod, may not run as root, or names another user. */
  nonRoot: z.boolean(),
  readOnlyRootFilesystem: z.boolean(),
  /** Drops all capabilities and forbids privilege escalation. */
  restricted: z.boolean(),
  /** An environment variable named like a secret holds a literal value. */
  secretsInEnv: z.boolean(),
  /** It takes variables from Secrets of the cluster. */
  usesSecrets: z.boolean(),
});

const resourceSchema = z.object({
  ...place,
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  namespace: z.string(),
  confidence,
  /** `false` for an autoscaler without room, a budget that lets no pod go, and a network policy that denies nothing. */
  effective: z.boolean(),
});

const deliveredSecretSchema = z.object({
  ...place,
  kind: z.string(),
  name: z.string(),
  namespace: z.string(),
  confidence,
  /** The overlay, folder or values file that it is delivered by; `""` for none. */
  environment: z.string(),
  /** `vault` for a reference to one, `sealed` and `sops` for one that is encrypted, `plain`. */
  source: z.string(),
  /** Another environment takes it from the same place. */
  shared: z.boolean(),
});

const manifestSchema = z.object({
  ...place,
  /** `npm`, `pypi`, `go`, `maven`, `gradle`, `cargo` or `nuget`. */
  ecosystem: z.string(),
  name: z.string(),
  /** Path of the lock file that belongs to it, `""` when there is none. */
  lockFile: z.string(),
});

const packageSchema = z.object({
  ...place,
  ecosystem: z.string(),
  name: z.string(),
  /** Version or range as written, `""` when absent. */
  version: z.string(),
  /** `runtime` or `development`. */
  scope: z.string(),
  /**
   * What the package is known to bring: `web-framework`, `logging`,
   * `structured-logging`, `metrics`, `tracing`, `circuit-breaker`, `retry`,
   * `timeout`, `rate-limit`, `graceful-shutdown`, `health`, `feature-flags`,
   * `configuration`, `database`, `relational-database`, `migrations`,
   * `profiling`, `test-framework`, `error-handling`, `dependency-health`,
   * `bulkhead`, `request-id`, `trace-propagation`, `log-trace-correlation`,
   * `dynamic-configuration`.
   */
  provides: z.array(z.string()),
});

const toolSchema = z.object({ ...place, tool: z.string() });

const hookSchema = z.object({
  ...place,
  id: z.string(),
  /** As for pipeline steps: `lint`, `format`, `secret-scan` and so on. */
  does: z.array(z.string()),
});

const pageSchema = z.object({
  ...place,
  title: z.string(),
  words: z.number(),
  /**
   * What the page is about: `runbook`, `deploy`, `rollback`, `on-call`,
   * `escalation`, `incident`, `severity`, `post-mortem`, `slo`, `backup`,
   * `restore`, `retention`, `architecture`, `chaos`, `disaster-recovery`,
   * `configuration`, `getting-started`.
   */
  topics: z.array(z.string()),
});

const apiDefinitionSchema = z.object({
  ...place,
  /** `openapi`, `asyncapi`, `graphql` or `grpc`. */
  format: z.string(),
});

const codeownersRuleSchema = z.object({
  ...place,
  pattern: z.string(),
  owners: z.array(z.string()),
});

const alertSchema = z.object({
  ...place,
  alert: z.string(),
  severity: z.string(),
  /** The `for` duration as written, `""` when absent. */
  duration: z.string(),
  runbookUrl: z.string(),
  /** Fires on the rate at which an error budget burns. */
  burnRate: z.boolean(),
  /** Fires on a prediction (`predict_linear` and the like). */
  predictive: z.boolean(),
});

const dashboardSchema = z.object({
  ...place,
  title: z.string(),
  panels: z.number(),
  /** Golden signals shown: `latency`, `traffic`, `errors`, `saturation`. */
  signals: z.array(z.string()),
});

const sloSchema = z.object({
  ...place,
  name: z.string(),
  /** `openslo`, `sloth` or `pyrra`. */
  format: z.string(),
  /** `availability`, `latency`, `errors` or `other`. */
  indicator: z.string(),
});

const signalSchema = z.object({
  ...place,
  language: z.string(),
  /**
   * What the line of code does: `health-route`, `readiness-route`,
   * `metrics-route`, `signal-handler`, `error-handler`, `timeout`, `retry`,
   * `circuit-breaker`, `rate-limit`, `logging`, `structured-logging`,
   * `tracing-setup`, `environment-configuration`, `feature-flag`,
   * `migration-run`, `dependency-health`, `drain`,
   * `immediate-shutdown`, `bulkhead`, `request-id`, `trace-propagation`,
   * `log-trace-correlation`, `dynamic-configuration`.
   */
  signal: z.string(),
});

const testFileSchema = z.object({
  ...place,
  /** `unit`, `integration`, `load` or `chaos`. */
  kind: z.string(),
});

const migrationSchema = z.object({
  ...place,
  tool: z.string(),
  /** The migration states how it is undone. */
  reversible: z.boolean(),
  /**
   * Its way up drops or renames something, changes a type, or demands a value
   * that older versions of the service do not give.
   */
  destructive: z.boolean(),
});

const secretSchema = z.object({
  ...place,
  /** The rule that found it. The secret itself is never part of a fact. */
  rule: z.string(),
});

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

/**
 * The shape of all `repo` facts.
 *
 * @public
 */
export const repoFactsSchema = z.object({
  files: z.object({
    count: z.number(),
    /** Committed `.env` files with values; `.env.example` and the like are not meant. */
    env: z.array(placeSchema),
    /** Languages with source files, by number of files. */
    languages: z.array(z.string()),
  }),
  docker: z.object({
    images: z.array(imageSchema),
    /** Services of compose files, without those for development and tests. */
    services: z.array(composeServiceSchema),
    /** What builds an image without a Dockerfile. */
    builders: z.array(imageBuilderSchema),
  }),
  ci: z.object({
    pipelines: z.array(pipelineSchema),
    jobs: z.array(jobSchema),
    steps: z.array(stepSchema),
    /** Images that jobs push. */
    images: z.array(pushedImageSchema),
    /** Preview environments that something other than a pipeline makes. */
    previews: z.array(previewSchema),
  }),
  /** What a change must pass before it is merged, and an image before it runs. */
  gates: z.object({
    /** Test coverage below which a build fails. */
    coverage: z.array(coverageGateSchema),
    /** Reviews that branch rules kept in the repository ask for. */
    reviews: z.array(reviewGateSchema),
    /** Policies under which a cluster turns images away. */
    admissions: z.array(admissionGateSchema),
  }),
  kubernetes: z.object({
    workloads: z.array(workloadSchema),
    containers: z.array(containerSchema),
    resources: z.array(resourceSchema),
    /** Secrets, once for each environment that gets them; never what is in them. */
    secrets: z.array(deliveredSecretSchema),
    /** Names of the environments that overlays and values files tell apart. */
    environments: z.array(z.string()),
  }),
  infrastructure: z.object({
    /** What tools other than Kubernetes are told to bring about. */
    definitions: z.array(definitionSchema),
  }),
  dependencies: z.object({
    manifests: z.array(manifestSchema),
    packages: z.array(packageSchema),
    /** Renovate or Dependabot. */
    updates: z.array(toolSchema),
    hooks: z.array(hookSchema),
  }),
  docs: z.object({
    readme: z.array(pageSchema),
    pages: z.array(pageSchema),
    /** `mkdocs.yml` files. */
    techdocs: z.array(placeSchema),
    apis: z.array(apiDefinitionSchema),
  }),
  ownership: z.object({ codeowners: z.array(codeownersRuleSchema) }),
  observability: z.object({
    alerts: z.array(alertSchema),
    dashboards: z.array(dashboardSchema),
    slos: z.array(sloSchema),
    /** OpenTelemetry collector configurations. */
    collectors: z.array(placeSchema),
  }),
  source: z.object({
    signals: z.array(signalSchema),
    tests: z.array(testFileSchema),
    migrations: z.array(migrationSchema),
  }),
  secrets: z.object({ findings: z.array(secretSchema) }),
  /** `.airworthy/attestations.yaml`: what no file can prove. */
  attestations: z.object({ entries: z.array(attestationSchema) }),
  /** `.airworthy/exemptions.yaml`: what need not pass, and why. */
  exemptions: z.object({ entries: z.array(exemptionSchema) }),
  /** `.airworthy/answers.yaml`: the template that it came from; one entry, or none. */
  lineage: z.object({ stamps: z.array(stampSchema) }),
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
