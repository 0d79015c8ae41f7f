import { z } from 'zod';
import { place } from './place';

/**
 * `low` where it was read from a template of Helm, rendered with the values
 * for production, or else the defaults; whoever installs it may set others.
 */
const confidence = z.string();

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
  /** The paths that they ask for by HTTP, `""` for none. */
  livenessPath: z.string(),
  readinessPath: z.string(),
  /** The first port that it names, 0 for none. */
  port: z.number(),
  /** CPU and memory requests are set. */
  requests: z.boolean(),
  /** A memory limit is set. */
  limits: z.boolean(),
  /** That limit in MiB, 0 for none. */
  memoryLimitMiB: z.number(),
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

export const kubernetesFacts = z.object({
  workloads: z.array(workloadSchema),
  containers: z.array(containerSchema),
  resources: z.array(resourceSchema),
  /** Secrets, once for each environment that gets them; never what is in them. */
  secrets: z.array(deliveredSecretSchema),
  /** Names of the environments that overlays and values files tell apart. */
  environments: z.array(z.string()),
});
