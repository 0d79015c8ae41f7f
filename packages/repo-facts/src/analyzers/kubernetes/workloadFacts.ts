import { RepoFacts } from '../../facts';
import { listOf, mapOf, stringsOf, textOf } from '../shapes';
import { isSecretInClear } from '../secretNames';
import { isPinnedTag } from './images';
import { Kustomize } from './kustomize';
import { labelsOf } from './labels';
import { deniedByDefault, NetworkPolicy } from './networkPolicies';
import { PodTemplate } from './podSpec';
import { Manifest } from './readManifests';

type Workload = RepoFacts['kubernetes']['workloads'][number];
type Container = RepoFacts['kubernetes']['containers'][number];

const isFilled = (value: unknown) =>
  Array.isArray(value)
    ? value.length > 0
    : Object.keys(mapOf(value)).length > 0;

/** States a workload, among the network policies of its tree. */
export function workloadOf(
  manifest: Manifest,
  pod: PodTemplate,
  namespace: string,
  kustomize: Kustomize,
  policies: NetworkPolicy[],
): Workload {
  const { path, kind, name, value, lineOf } = manifest;
  const { replicas } = mapOf(value.spec);
  const { terminationGracePeriodSeconds: grace } = pod.spec;
  return {
    path,
    line: lineOf([]),
    kind,
    name,
    namespace,
    confidence: manifest.confidence,
    replicas: typeof replicas === 'number' ? replicas : 1,
    gracePeriodSeconds: typeof grace === 'number' ? grace : -1,
    spread:
      isFilled(pod.spec.topologySpreadConstraints) ||
      isFilled(mapOf(pod.spec.affinity).podAntiAffinity),
    initContainers: listOf(pod.spec.initContainers)
      .map(container => textOf(mapOf(container).name))
      .filter(Boolean),
    deniedByDefault: deniedByDefault(
      policies,
      namespace,
      new Map([
        ...labelsOf(pod.metadata.labels),
        ...kustomize.podLabelsOf(manifest),
      ]),
    ),
    labels: [
      ...new Set([
        ...Object.keys(mapOf(mapOf(value.metadata).labels)),
        ...Object.keys(mapOf(pod.metadata.labels)),
        ...kustomize.labelsOf(manifest),
      ]),
    ].sort(),
  };
}

/** States the containers of a workload, without those that only prepare it. */
export function containersOf(
  manifest: Manifest,
  pod: PodTemplate,
  kustomize: Kustomize,
): Container[] {
  return listOf(pod.spec.containers).map((value, index) => {
    const container = mapOf(value);
    const written = textOf(container.image);
    const image = kustomize.imageOf(manifest, written);
    const { livenessProbe, readinessProbe, startupProbe } = container;
    const { requests, limits } = mapOf(container.resources);
    // A limit is a request where no other is made.
    const asked = { ...mapOf(limits), ...mapOf(requests) };
    return {
      path: manifest.path,
      line: manifest.lineOf([...pod.path, 'spec', 'containers', index]),
      workload: manifest.name,
      confidence: manifest.confidence,
      name: textOf(container.name),
      image,
      imagePinned: isPinnedTag(image) || kustomize.pinsImage(written),
      livenessProbe: isFilled(livenessProbe),
      livenessHandler: handlerKindOf(livenessProbe),
      readinessProbe: isFilled(readinessProbe),
      startupProbe: isFilled(startupProbe),
      probesDiffer:
        isFilled(livenessProbe) &&
        isFilled(readinessProbe) &&
        handlerOf(livenessProbe) !== handlerOf(readinessProbe),
      livenessPath: pathOf(livenessProbe),
      readinessPath: pathOf(readinessProbe),
      port: listOf(container.ports).map(portOf).find(Boolean) ?? 0,
      requests: 'cpu' in asked && 'memory' in asked,
      limits: 'memory' in mapOf(limits),
      memoryLimitMiB: mebibytesOf(mapOf(limits).memory),
      ...securityOf(container.securityContext, pod.spec.securityContext),
      usesSecrets:
        listOf(container.env).some(
          entry => 'secretKeyRef' in mapOf(mapOf(entry).valueFrom),
        ) ||
        listOf(container.envFrom).some(entry => 'secretRef' in mapOf(entry)),
      secretsInEnv: listOf(container.env).some(entry => {
        const { name, value: literal } = mapOf(entry);
        return isSecretInClear(textOf(name), textOf(literal));
      }),
    };
  });
}

const handlerKinds = {
  httpGet: 'http',
  grpc: 'grpc',
  exec: 'exec',
  tcpSocket: 'tcp',
};

/** Commands that see a process or a port, and not whether anybody answers. */
const looksFromOutside =
  /^(?:(?:ba)?sh +-\w*c +)?(?:\S*\/)?(?:pgrep|pidof|ps|kill|true|nc|netcat|telnet)(?: |$)/;

/** How a probe asks; `""` for none, and for one that does not say. */
function handlerKindOf(probe: unknown): string {
  const handlers = mapOf(probe);
  const kind =
    Object.entries(handlerKinds).find(([key]) => key in handlers)?.[1] ?? '';
  const command = stringsOf(mapOf(handlers.exec).command).join(' ');
  return kind === 'exec' && looksFromOutside.test(command) ? 'process' : kind;
}

/** What a probe asks, regardless of how often. */
function handlerOf(probe: unknown): string {
  const { httpGet, tcpSocket, exec, grpc } = mapOf(probe);
  return JSON.stringify([httpGet, tcpSocket, exec, grpc]);
}

function pathOf(probe: unknown): string {
  return textOf(mapOf(mapOf(probe).httpGet).path);
}

function portOf(port: unknown): number {
  const { containerPort } = mapOf(port);
  return typeof containerPort === 'number' ? containerPort : 0;
}

/** Bytes in the units of Kubernetes. */
const units: Record<string, number> = {
  ...{ '': 1, k: 1e3, M: 1e6, G: 1e9 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 },
};

function mebibytesOf(quantity: unknown): number {
  const [, amount, unit] =
    /^(\d{1,15}(?:\.\d{1,9})?)(k|M|G|Ki|Mi|Gi)?$/.exec(textOf(quantity)) ?? [];
  return Math.floor((Number(amount ?? 0) * units[unit ?? '']) / units.Mi);
}

function securityOf(
  ofContainer: unknown,
  ofPod: unknown,
): Pick<Container, 'nonRoot' | 'readOnlyRootFilesystem' | 'restricted'> {
  const own = mapOf(ofContainer);
  const { runAsUser, runAsNonRoot } = { ...mapOf(ofPod), ...own };
  const dropped = listOf(mapOf(own.capabilities).drop).map(name =>
    String(name).toUpperCase(),
  );
  return {
    nonRoot:
      runAsUser !== 0 &&
      (runAsNonRoot === true ||
        (typeof runAsUser === 'number' && runAsUser > 0)),
    readOnlyRootFilesystem: own.readOnlyRootFilesystem === true,
    restricted:
      dropped.includes('ALL') &&
      own.allowPrivilegeEscalation === false &&
      own.privileged !== true,
  };
}
