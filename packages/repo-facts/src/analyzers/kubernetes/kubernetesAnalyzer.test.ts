import fc from 'fast-check';
import { observeSection } from '../testing';
import { kubernetesAnalyzer } from './kubernetesAnalyzer';

async function observe(files: Record<string, string>) {
  const { facts, problems } = await observeSection(kubernetesAnalyzer, files);
  expect(problems).toEqual([]);
  return facts;
}

const indent = (by: number, text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map(line => `${' '.repeat(by)}${line}\n`)
    .join('');

/** A Deployment, with more lines for its pod and for its container. */
const deployment = (pod = '', container = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template:
    spec:
${indent(6, pod)}      containers:
        - name: api
          image: api
${indent(10, container)}`;

async function containerOf(pod: string, container: string) {
  const { containers } = await observe({
    'k8s/api.yaml': deployment(pod, container),
  });
  expect(containers).toHaveLength(1);
  return containers[0];
}

describe('manifests', () => {
  it('are stated with workloads, containers and places', async () => {
    const facts = await observe({
      'deploy/app.yaml': `# the application
apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  labels: { app: api, cost-centre: x }
spec:
  replicas: 3
  template:
    metadata:
      labels: { team: a }
    spec:
      terminationGracePeriodSeconds: 30
      topologySpreadConstraints: [{ maxSkew: 1 }]
      initContainers: [{ name: wait, image: busybox }]
      containers:
        - name: proxy
          image: proxy@sha256:${'a'.repeat(64)}
        - name: api
          image: registry.example.com:5000/api:1.2
`,
    });
    expect(facts.resources).toEqual([
      {
        path: 'deploy/app.yaml',
        line: 2,
        apiVersion: 'v1',
        kind: 'Service',
        name: 'api',
        namespace: 'shop',
        confidence: 'high',
        effective: true,
      },
      {
        path: 'deploy/app.yaml',
        line: 6,
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'api',
        namespace: 'shop',
        confidence: 'high',
        effective: true,
      },
    ]);
    expect(facts.workloads).toEqual([
      {
        path: 'deploy/app.yaml',
        line: 6,
        kind: 'Deployment',
        name: 'api',
        namespace: 'shop',
        confidence: 'high',
        replicas: 3,
        gracePeriodSeconds: 30,
        spread: true,
        deniedByDefault: [],
        initContainers: ['wait'],
        labels: ['app', 'cost-centre', 'team'],
      },
    ]);
    expect(facts.containers).toMatchObject([
      { workload: 'api', name: 'proxy', line: 22, imagePinned: true },
      { workload: 'api', name: 'api', line: 24, imagePinned: true },
    ]);
  });

  it('of a template of Backstage are not what a cluster runs', async () => {
    const written = deployment().replace(
      'image: api',
      'image: ${{ values.image }}',
    );
    expect(
      await observe({
        'templates/api/deploy.yaml': written,
        'deploy/api.yaml': deployment(),
      }),
    ).toMatchObject({ containers: [{ path: 'deploy/api.yaml' }] });
  });

  it('in a list are stated one by one', async () => {
    const { resources } = await observe({
      'all.yaml': `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: a }
  - apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: { name: b }
`,
    });
    expect(resources).toMatchObject([
      { kind: 'ConfigMap', line: 4 },
      { kind: 'PodDisruptionBudget', line: 7 },
    ]);
  });

  it.each<[string, string]>([
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['batch/v1', 'Job'],
    ['argoproj.io/v1alpha1', 'Rollout'],
  ])('of %s %s are workloads', async (apiVersion, kind) => {
    const { workloads, containers } = await observe({
      'a.yaml': deployment()
        .replace('apps/v1', apiVersion)
        .replace('Deployment', kind),
    });
    expect(workloads).toMatchObject([
      { kind, replicas: 1, gracePeriodSeconds: -1, spread: false },
    ]);
    expect(containers).toHaveLength(1);
  });

  it('of scheduled jobs and bare pods are workloads', async () => {
    const { workloads, containers } = await observe({
      'a.yaml': `apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a }] } } } } }
---
apiVersion: v1
kind: Pod
metadata: { generateName: one- }
spec: { containers: [{ name: b }] }
`,
    });
    expect(workloads.map(({ kind, name }) => [kind, name])).toEqual([
      ['CronJob', 'nightly'],
      ['Pod', 'one-'],
    ]);
    expect(containers.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it.each<[string, Record<string, string>]>([
    [
      'compose files',
      { 'docker-compose.yml': 'services: { a: { image: b } }' },
    ],
    [
      'workflows',
      {
        '.github/workflows/a.yml':
          'apiVersion: v1\nkind: Pod\nmetadata: { name: a }',
      },
    ],
    [
      'entities of the catalog',
      {
        'all.yaml':
          'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: a }',
      },
    ],
    [
      'objectives',
      {
        'slo.yaml': 'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: a }',
      },
    ],
    ['kinds without a name', { 'a.yaml': 'apiVersion: v1\nkind: Pod\n' }],
    ['other YAML', { 'a.yaml': 'apiVersion: 1\nkind: {}\n' }],
    [
      'a comment',
      { 'a.yaml': '# apiVersion: v1\n# kind: Pod\n# metadata: {name: a}\n' },
    ],
    [
      'templates outside of charts',
      {
        'other/b.yaml': `${deployment()}\n# {{ .Values.x }}\n`,
        'other/c.yaml': deployment().replace(
          'image: api',
          'image: {{ .image }}',
        ),
      },
    ],
  ])('are not %s', async (_, files) => {
    expect(await observe(files)).toEqual({
      workloads: [],
      containers: [],
      resources: [],
      secrets: [],
      environments: [],
    });
  });

  it('that do not parse are a problem of their place, and others are read', async () => {
    const { facts, problems } = await observeSection(kubernetesAnalyzer, {
      'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: [\n',
      'b.yaml': deployment(),
      'broken-but-other.yaml': 'a: [\n',
    });
    expect(facts.workloads).toHaveLength(1);
    expect(problems).toMatchObject([{ path: 'a.yaml', line: 4 }]);
  });
});

describe('containers', () => {
  const http = (path: string) => `httpGet: { path: ${path}, port: 80 }`;

  it.each<[string, string, string, object]>([
    [
      'have no probes',
      '',
      '',
      {
        livenessProbe: false,
        readinessProbe: false,
        startupProbe: false,
        probesDiffer: false,
      },
    ],
    [
      'have probes of different endpoints',
      '',
      `livenessProbe: { ${http('/live')} }\nreadinessProbe: { ${http(
        '/ready',
      )} }\nstartupProbe: { exec: { command: [x] } }`,
      {
        livenessProbe: true,
        readinessProbe: true,
        startupProbe: true,
        probesDiffer: true,
      },
    ],
    [
      'have probes of the same endpoint',
      '',
      `livenessProbe: { ${http(
        '/h',
      )}, periodSeconds: 3 }\nreadinessProbe: { ${http('/h')} }`,
      { probesDiffer: false },
    ],
    [
      'have probes of different types',
      '',
      'livenessProbe: { tcpSocket: { port: 80 } }\nreadinessProbe: { grpc: { port: 90 } }',
      { livenessProbe: true, readinessProbe: true, probesDiffer: true },
    ],
    [
      'have requests and limits',
      '',
      'resources: { requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } }',
      { requests: true, limits: true },
    ],
    [
      'say where they answer, and how much they may use',
      '',
      `ports: [{ containerPort: 8080 }, { containerPort: 9 }]\nresources: { limits: { memory: 1.5Gi } }\nlivenessProbe: { ${http(
        '/live',
      )} }\nreadinessProbe: { tcpSocket: { port: 80 } }`,
      {
        port: 8080,
        memoryLimitMiB: 1536,
        livenessPath: '/live',
        readinessPath: '',
      },
    ],
    [
      'say nothing that can be read as a number',
      '',
      'ports: [{ containerPort: http }]\nresources: { limits: { memory: plenty } }',
      { port: 0, memoryLimitMiB: 0, livenessPath: '' },
    ],
    [
      'request what they are limited to',
      '',
      'resources: { requests: { cpu: 1 }, limits: { memory: 1Gi } }',
      { requests: true, limits: true },
    ],
    [
      'request no memory',
      '',
      'resources: { requests: { cpu: 1 } }',
      { requests: false, limits: false },
    ],
    [
      'run as anybody',
      '',
      '',
      { nonRoot: false, readOnlyRootFilesystem: false, restricted: false },
    ],
    [
      'inherit from the pod',
      'securityContext: { runAsNonRoot: true }',
      '',
      { nonRoot: true },
    ],
    [
      'run as a number',
      '',
      'securityContext: { runAsUser: 1000 }',
      { nonRoot: true },
    ],
    [
      'run as root against the pod',
      'securityContext: { runAsNonRoot: true, runAsUser: 1000 }',
      'securityContext: { runAsUser: 0 }',
      { nonRoot: false },
    ],
    [
      'may be root against the pod',
      'securityContext: { runAsNonRoot: true }',
      'securityContext: { runAsNonRoot: false }',
      { nonRoot: false },
    ],
    [
      'are restricted',
      '',
      'securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }',
      { readOnlyRootFilesystem: true, restricted: true },
    ],
    [
      'keep capabilities',
      '',
      'securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [NET_RAW] } }',
      { restricted: false },
    ],
    [
      'hold a secret in clear',
      '',
      'env: [{ name: DB_PASSWORD, value: hunter2 }]',
      { secretsInEnv: true, usesSecrets: false },
    ],
    [
      'name what is yet to be put in',
      '',
      'env: [{ name: MAP_API_KEY, value: MAP_API_KEY_VALUE }]',
      { secretsInEnv: false },
    ],
    [
      'take a secret from its place',
      '',
      'env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: a, key: b } } }, { name: TOKEN_URL, value: x }, { name: TOKEN, value: $(OTHER) }]',
      { secretsInEnv: false, usesSecrets: true },
    ],
  ])('%s', async (_, pod, container, expected) => {
    expect(await containerOf(pod, container)).toMatchObject(expected);
  });

  it.each<[string, boolean]>([
    ['api:1', true],
    [`api@sha256:${'a'.repeat(64)}`, true],
    ['registry.example.com:5000/api', false],
    ['api:latest', false],
    ['api', false],
  ])('with image %s: pinned is %s', async (image, imagePinned) => {
    const { containers } = await observe({
      'a.yaml': deployment().replace('image: api', `image: ${image}`),
    });
    expect(containers).toMatchObject([{ image, imagePinned }]);
  });
});

describe('liveness', () => {
  it.each([
    ['httpGet: { path: /healthz, port: 80 }', 'http'],
    ['grpc: { port: 90 }', 'grpc'],
    ['tcpSocket: { port: 80 }', 'tcp'],
    ['exec: { command: [/bin/grpc_health_probe, -addr=:90] }', 'exec'],
    ['exec: { command: [cat, /tmp/beat] }', 'exec'],
    ['exec: { command: [pgrep, node] }', 'process'],
    ['exec: { command: [sh, -c, "nc -z localhost 80"] }', 'process'],
    ['periodSeconds: 3', ''],
  ])('asked by %s is %s', async (handler, livenessHandler) => {
    expect(
      await containerOf('', `livenessProbe: { ${handler} }`),
    ).toMatchObject({ livenessHandler });
  });

  it('is nothing that a readiness probe asks', async () => {
    expect(
      await containerOf('', 'readinessProbe: { httpGet: { port: 80 } }'),
    ).toMatchObject({ livenessHandler: '' });
  });
});

describe('network policies', () => {
  const policy = (
    spec: string,
    kind = 'NetworkPolicy',
    apiVersion = 'networking.k8s.io/v1',
  ) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: p }\nspec: ${spec}\n`;
  const workload = deployment().replace(
    '    spec:\n',
    '    metadata: { labels: { app: api } }\n    spec:\n',
  );

  async function deniedBy(...policies: string[]) {
    const { workloads } = await observe({
      'k8s/api.yaml': [workload, ...policies].join('---\n'),
    });
    return workloads[0].deniedByDefault;
  }

  it.each<[string, string, string[]]>([
    [
      'for all pods and both directions',
      '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
      ['ingress', 'egress'],
    ],
    ['that states no types', '{ podSelector: {} }', ['ingress']],
    [
      'for the pods of the workload',
      '{ podSelector: { matchLabels: { app: api } }, policyTypes: [Egress] }',
      ['egress'],
    ],
    [
      'that lets some in',
      '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }',
      ['ingress'],
    ],
    ['that lets all in', '{ podSelector: {}, ingress: [{}] }', []],
    [
      'that lets all addresses in',
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }',
      [],
    ],
    [
      'that lets all namespaces in',
      '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }',
      [],
    ],
    [
      'for other pods',
      '{ podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [api] }] } }',
      [],
    ],
  ])('%s', async (_, spec, denied) => {
    expect(await deniedBy(policy(spec))).toEqual(denied);
  });

  it('add up', async () => {
    expect(
      await deniedBy(
        policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }'),
        policy('{ podSelector: { matchLabels: { app: api } }, ingress: [{}] }'),
      ),
    ).toEqual(['egress']);
  });

  it('hold in their namespace', async () => {
    const other = policy('{ podSelector: {} }').replace(
      'name: p',
      'name: p, namespace: other',
    );
    expect(await deniedBy(other)).toEqual([]);
  });

  it('may be those of Cilium and Calico', async () => {
    const cilium = (spec: string) =>
      policy(spec, 'CiliumNetworkPolicy', 'cilium.io/v2');
    const calico = (spec: string) =>
      policy(spec, 'GlobalNetworkPolicy', 'projectcalico.org/v3');
    expect(
      await deniedBy(cilium('{ endpointSelector: {}, ingress: [{}] }')),
    ).toEqual(['ingress']);
    expect(
      await deniedBy(
        cilium('{ endpointSelector: {}, ingress: [{ fromEntities: [all] }] }'),
      ),
    ).toEqual([]);
    expect(
      await deniedBy(calico('{ selector: all(), types: [Egress] }')),
    ).toEqual(['egress']);
    expect(
      await deniedBy(
        calico('{ types: [Egress], egress: [{ action: Allow }] }'),
      ),
    ).toEqual([]);
  });

  it('select by labels that a kustomization adds', async () => {
    const { workloads } = await observe({
      'kustomization.yaml':
        'resources: [a.yaml]\nnamespace: shop\nlabels: [{ pairs: { team: a }, includeTemplates: true }]\n',
      'a.yaml': [
        workload,
        policy('{ podSelector: { matchLabels: { team: a } } }'),
      ].join('---\n'),
    });
    expect(workloads).toMatchObject([{ deniedByDefault: ['ingress'] }]);
  });
});

describe('kustomizations', () => {
  const tree = {
    'deploy/base/kustomization.yaml':
      'resources: [deployment.yaml, ns.yaml]\nnamespace: base\nlabels: [{ pairs: { team: a } }]\n',
    'deploy/base/deployment.yaml': deployment(),
    'deploy/base/ns.yaml':
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    'deploy/overlays/staging/kustomization.yaml':
      'resources: [../../base]\nnamespace: staging\nreplicas: [{ name: api, count: 1 }]\n',
    'deploy/overlays/production/kustomization.yaml': `resources: [../../base/, hpa.yaml]
namespace: production
components: [../../components/limits]
images: [{ name: api, newName: registry.example.com/api, newTag: "1.4" }]
replicas: [{ name: api, count: 4 }]
patches:
  - path: probes.yaml
  - target: { kind: Deployment }
    patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: ignored }
      spec: { template: { spec: { terminationGracePeriodSeconds: 45 } } }
  - target: { kind: Deployment }
    patch: |
      - op: add
        path: /spec/template/spec/containers/0/readinessProbe
        value: { tcpSocket: { port: 80 } }
      - { op: remove, path: /spec/none/at/all }
  - target: { kind: Deployment, name: other-.* }
    patch: |
      - { op: remove, path: /spec }
patchesJson6902:
  - target: { version: v1, kind: Deployment, name: api }
    path: image.json
`,
    'deploy/overlays/production/hpa.yaml':
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: api }\n',
    'deploy/overlays/production/probes.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  template:
    spec:
      containers:
        - name: api
          livenessProbe: { httpGet: { path: /live } }
`,
    'deploy/overlays/production/image.json':
      '[{ "op": "add", "path": "/spec/template/spec/containers/0/securityContext", "value": { "runAsNonRoot": true } }]',
    'deploy/components/limits/kustomization.yaml':
      'kind: Component\npatches: [{ path: limits.yaml }]\n',
    'deploy/components/limits/limits.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec: { template: { spec: { containers: [{ name: api, resources: { limits: { memory: 1Gi, cpu: 1 } } }] } } }\n',
  };

  it('say so when they change too much to be followed', async () => {
    const manifest = (name: number) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a${name} }\n`;
    const { facts, problems } = await observeSection(kubernetesAnalyzer, {
      'a/all.yaml': Array.from({ length: 600 }, (_, at) => manifest(at)).join(
        '---\n',
      ),
      'a/kustomization.yaml': `resources: [all.yaml]\npatches:\n${"  - { target: { kind: ConfigMap }, patch: 'metadata: { labels: { a: b } }' }\n".repeat(
        100,
      )}`,
    });
    expect(problems).toEqual([
      { reason: 'There are too many patches to apply.' },
    ]);
    expect(facts.resources).toHaveLength(600);
  });

  it('state each workload once, as production gets it', async () => {
    const { workloads, containers, resources } = await observe(tree);
    expect(workloads).toEqual([
      {
        path: 'deploy/base/deployment.yaml',
        line: 1,
        kind: 'Deployment',
        name: 'api',
        namespace: 'production',
        confidence: 'high',
        replicas: 4,
        gracePeriodSeconds: 45,
        spread: false,
        deniedByDefault: [],
        initContainers: [],
        labels: ['team'],
      },
    ]);
    expect(containers).toMatchObject([
      {
        image: 'registry.example.com/api:1.4',
        imagePinned: true,
        line: 9,
        livenessProbe: true,
        readinessProbe: true,
        limits: true,
        requests: true,
        nonRoot: true,
      },
    ]);
    expect(resources.map(({ kind, namespace }) => [kind, namespace])).toEqual([
      ['Deployment', 'production'],
      ['Namespace', ''],
      ['HorizontalPodAutoscaler', 'production'],
    ]);
  });

  it('without one for production count as the first by path', async () => {
    const { workloads } = await observe({
      'base/kustomization.yml': 'resources: [a.yaml]',
      'base/a.yaml': deployment(),
      'overlays/b/kustomization.yml': 'bases: [../../base]\nnamespace: b',
      'overlays/a/kustomization.yml': 'bases: [../../base]\nnamespace: a',
    });
    expect(workloads).toMatchObject([{ namespace: 'a' }]);
  });

  it('may hold a strategic-merge patch in place, and remove with it', async () => {
    const { containers, workloads } = await observe({
      'kustomization.yaml': `resources: [a.yaml]
patchesStrategicMerge:
  - |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: api }
    spec:
      template:
        spec:
          terminationGracePeriodSeconds: null
          containers:
            - { name: api, $patch: delete }
            - { name: other, image: other:1 }
`,
      'a.yaml': deployment('terminationGracePeriodSeconds: 9'),
    });
    expect(workloads).toMatchObject([{ gracePeriodSeconds: -1 }]);
    expect(containers).toMatchObject([{ name: 'other' }]);
  });

  it('that take in each other, or what lies outside, come to an end', async () => {
    const { workloads } = await observe({
      'a/kustomization.yaml': 'resources: [../b, ../../../etc, a.yaml, x]',
      'b/kustomization.yaml': 'resources: [../a]\ncomponents: [../b]',
      'a/a.yaml': deployment(),
    });
    expect(workloads).toHaveLength(1);
  });

  it('that do not parse are a problem of their place', async () => {
    const { problems } = await observeSection(kubernetesAnalyzer, {
      'kustomization.yaml': 'resources: [\n',
    });
    expect(problems).toMatchObject([{ path: 'kustomization.yaml' }]);
  });
});

describe('secrets', () => {
  const external = (key: string, store = 'ClusterSecretStore') =>
    `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: db }
spec:
  refreshInterval: 1h
  secretStoreRef: { name: vault, kind: ${store} }
  dataFrom: [{ extract: { key: ${key} } }]
`;
  const overlay = (key = '') =>
    `resources: [../../base]\n${
      key &&
      `patches: [{ target: { kind: ExternalSecret }, patch: '[{ op: replace, path: /spec/dataFrom/0/extract/key, value: ${key} }]' }]\n`
    }`;
  const base = (secret: string) => ({
    'base/kustomization.yaml': 'resources: [secret.yaml]\n',
    'base/secret.yaml': secret,
  });
  const sharedOf = async (files: Record<string, string>) => {
    const { secrets } = await observe(files);
    return secrets.map(({ environment, shared }) => [environment, shared]);
  };

  it('are stated once for each environment, without what is in them', async () => {
    const facts = await observe({
      ...base(external('orders')),
      'overlays/production/kustomization.yaml': overlay(),
      'overlays/staging/kustomization.yaml': overlay('staging/orders'),
    });
    expect(facts.environments).toEqual(['production', 'staging']);
    expect(facts.secrets).toEqual(
      ['production', 'staging'].map(environment => ({
        ...{ path: 'base/secret.yaml', line: 1, kind: 'ExternalSecret' },
        ...{ name: 'db', namespace: '', confidence: 'high', environment },
        ...{ source: 'vault', shared: false },
      })),
    );
  });

  it('are shared when two environments take them from the same place', async () => {
    const shared = {
      ...base(external('orders')),
      'overlays/production/kustomization.yaml': overlay(),
      'overlays/staging/kustomization.yaml': overlay(),
    };
    expect(await sharedOf(shared)).toEqual([
      ['production', true],
      ['staging', true],
    ]);
    expect(
      await sharedOf({
        ...base(external('orders', 'SecretStore')),
        'overlays/production/kustomization.yaml': `namespace: a\n${overlay()}`,
        'overlays/staging/kustomization.yaml': `namespace: b\n${overlay()}`,
      }),
    ).toEqual([
      ['production', false],
      ['staging', false],
    ]);
  });

  it('are told by the values of a chart', async () => {
    const chart = (production: string) => ({
      'chart/Chart.yaml': 'name: orders\n',
      'chart/values.yaml': 'key: orders\n',
      'chart/values-staging.yaml': 'key: staging/orders\n',
      'chart/values-production.yaml': `key: ${production}\n`,
      'chart/templates/secret.yaml': external('{{ .Values.key }}'),
    });
    expect(await sharedOf(chart('production/orders'))).toEqual([
      ['production', false],
      ['staging', false],
    ]);
    expect(await sharedOf(chart('staging/orders'))).toEqual([
      ['production', true],
      ['staging', true],
    ]);
  });

  it.each<[string, string, string[]]>([
    ['sealed', 'SealedSecret\nspec: { encryptedData: { a: b } }', ['sealed']],
    ['encrypted by SOPS', 'Secret\nsops: { mac: x }', ['sops']],
    ['plain', 'Secret\nstringData: { a: b }', ['plain']],
    [
      'tokens of the cluster',
      'Secret\ntype: kubernetes.io/service-account-token',
      [],
    ],
    ['none of ours', 'ConfigMap', []],
  ])('are %s', async (_, kind, sources) => {
    const { secrets } = await observe({
      'a.yaml': `apiVersion: v1\nmetadata: { name: a }\nkind: ${kind}\n`,
    });
    expect(secrets.map(({ source }) => source)).toEqual(sources);
  });

  it('may be injected by Vault', async () => {
    const { secrets } = await observe({
      'a.yaml': deployment().replace(
        '    spec:\n',
        '    metadata: { annotations: { vault.hashicorp.com/agent-inject-secret-db: kv/orders } }\n    spec:\n',
      ),
    });
    expect(secrets).toMatchObject([{ kind: 'Deployment', source: 'vault' }]);
  });
});

it('never throws, whatever the manifests', async () => {
  const key = fc.constantFrom(
    ...['spec', 'template', 'containers', 'securityContext', 'env', 'name'],
    ...['resources', 'patches', 'images', 'target', 'patch', 'items', 'kind'],
    ...['metadata', 'labels', '__proto__', 'livenessProbe', '$patch', 'newTag'],
  );
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom<unknown>(
        ...['a', 'a.yaml', '..', 'Deployment'],
        null,
        1,
        true,
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    ),
  }));
  const kind = fc.constantFrom(
    'Deployment',
    'CronJob',
    'Pod',
    'List',
    '__proto__',
  );
  await fc.assert(
    fc.asyncProperty(
      tree,
      tree,
      kind,
      fc.string(),
      async (one, two, name, text) => {
        const { facts } = await observeSection(kubernetesAnalyzer, {
          'a.yaml': `apiVersion: apps/v1\nkind: ${name}\nmetadata: { name: a }\nspec: ${JSON.stringify(
            one,
          )}\nitems: ${JSON.stringify(two)}\n`,
          'b.yaml': `apiVersion: v1\nkind: Pod\n${text}`,
          'kustomization.yaml': JSON.stringify(two),
          'over/kustomization.yaml': JSON.stringify({
            resources: ['..'],
            patches: one,
          }),
        });
        expect(facts.workloads.length).toBeLessThanOrEqual(1_000);
      },
    ),
    { numRuns: 500 },
  );
});

describe('resources', () => {
  it.each<[string, boolean]>([
    ['{ minReplicas: 2, maxReplicas: 9 }', true],
    ['{ maxReplicas: 1 }', false],
    ['{ minReplicas: 3, maxReplicas: 3 }', false],
    ['{ minReplicas: 3, maxReplicas: {} }', true],
  ])('an autoscaler with %s is effective: %s', async (spec, effective) => {
    const { resources } = await observe({
      'a.yaml': `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: ${spec}\n`,
    });
    expect(resources).toMatchObject([{ effective }]);
  });

  it.each<[string, boolean]>([
    ['{ minAvailable: 1 }', true],
    ['{ maxUnavailable: 25% }', true],
    ['{ minAvailable: 100% }', false],
    ['{ maxUnavailable: 0 }', false],
  ])('a budget with %s is effective: %s', async (spec, effective) => {
    const { resources } = await observe({
      'a.yaml': `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: a }\nspec: ${spec}\n`,
    });
    expect(resources).toMatchObject([{ effective }]);
  });

  it.each<[string, boolean]>([
    ['{ policyTypes: [Ingress] }', true],
    ['{ policyTypes: [Ingress, Egress], egress: [{}] }', true],
    ['{ policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }', false],
  ])('a network policy with %s is effective: %s', async (spec, effective) => {
    const { resources } = await observe({
      'a.yaml': `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: ${spec}\n`,
    });
    expect(resources).toMatchObject([{ effective }]);
  });
});
