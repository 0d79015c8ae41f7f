import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CheckRunner } from '../run/CheckRunner';
import { Tools } from '../tools/Tools';
import { checks } from '.';

const tools = new Tools(process.env.PATH ?? '');
const sha = '3d3c42e5aac5ba805825da76410c181273ba90b1';

function isOnPath(tool: string): boolean {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some(folder => existsSync(join(folder, tool)));
}

function rendered(files: Record<string, string>) {
  return new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      { content: Buffer.from(text), executable: false },
    ]),
  );
}

function outcome(id: string, files: Record<string, string>) {
  return new CheckRunner(tools).run(
    checks.find(each => each.id === id)!,
    rendered(files),
  );
}

async function run(id: string, files: Record<string, string>) {
  const { status, findings } = await outcome(id, files);
  expect(['pass', 'fail']).toContain(status);
  return findings.map(
    ({ path, line, message }) => `${path}:${line ?? ''} ${message}`,
  );
}

const workflow = (job: string, permissions = 'permissions: {}') => ({
  '.github/workflows/ci.yml': `on: push\n${permissions}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    ${job}\n`,
});
const board = (expr: string) =>
  `{ "panels": [{ "title": "Errors", "targets": [{ "refId": "A", "expr": "${expr}" }] }] }`;
const deployment = (spec: string) => ({
  'deploy.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, labels: { app: orders } }
spec:
  selector: { matchLabels: { app: orders } }
  ${spec}
  template:
    metadata: { labels: { app: orders } }
    spec: { containers: [{ name: orders, image: orders }] }
`,
});

const pyproject = {
  'pyproject.toml': `[tool.ruff]
extend-exclude = ["old"]
lint.select = ["F", "I", "S"]
lint.per-file-ignores = { "tests/**" = ["S101"] }
`,
};
const requires = (versions: string) => ({
  'pyproject.toml': `[project]\nrequires-python = "${versions}"\n[tool.ruff]\n`,
});
const match = 'match 1:\n    case 1:\n        pass\n';
const excluding = {
  'ruff.toml': 'lint.exclude = ["gen/*"]\nformat.exclude = ["old"]\n',
};
const narrow = (...paths: string[]) =>
  Object.fromEntries(
    paths.map(path => [
      path,
      `${path === 'pyproject.toml' ? '[tool.ruff]\n' : ''}line-length = 20\n`,
    ]),
  );
const prometheusRule = (term: string) => ({
  'rules.yaml': `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: orders }
spec:
  groups:
    - name: orders
      rules:
        - alert: Down
          expr: up == 0
          annotations: { summary: '{{ $labels.job }} is down' }
          ${term}
`,
});
const manifest = (metadata: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: ${metadata}\nspec: {}\n# {{ }}\n`;
const chart = (line: string) => ({
  'deploy/orders/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
  'deploy/orders/templates/tests/a.yaml': `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n${line}\n  lables: {}\n`,
});

const cases: [
  string,
  Record<string, string>,
  Record<string, string>,
  RegExp,
][] = [
  [
    'gofmt',
    { 'a.go': 'package a\n\nfunc f() {}\n' },
    { 'a.go': 'package a\n\nfunc  f() {}\n' },
    /^a\.go:3 /,
  ],
  [
    'ruff',
    {
      ...pyproject,
      // Their own package comes after those of others.
      'orders/a.py': 'import httpx\n\nimport orders\n\nprint(httpx, orders)\n',
      'tests/a.py': 'assert 1\n',
      'old/a.py': 'a = { }\n',
    },
    { ...pyproject, 'orders/a.py': '\nimport os\n\nassert 1\n' },
    /^orders\/a\.py:4 .* \[S101\]\norders\/a\.py:2 .* \[F401\]\norders\/a\.py:1 is not as ruff writes it$/,
  ],
  [
    'ruff',
    {
      ...pyproject,
      'other/ruff.toml': 'line-length = 20',
      'other/a.py': 'assert 1\n',
    },
    {
      ...pyproject,
      'other/ruff.toml': 'line-length = 20',
      'other/a.py': 'a = 11111111 + 222222222\n',
    },
    /^other\/a\.py:1 is not/,
  ],
  [
    'ruff',
    pyproject,
    { 'ruff.toml': 'lnt = 1', 'a.py': '' },
    /^ruff\.toml: .*lnt/,
  ],
  [
    'ruff',
    { ...requires('>=3.6'), 'a.py': '' },
    { ...requires('>=3.6'), 'a.py': 'import os\n' },
    /^a\.py:1 .* \[F401\]$/,
  ],
  [
    'ruff',
    { ...requires('<4.0,>=3.10'), 'a.py': match },
    { ...requires('<4.0,>=3.9'), 'a.py': match },
    /^a\.py:1 .*Python 3\.9/,
  ],
  [
    'ruff',
    { ...excluding, 'gen/a.py': 'import os\n', 'old/a.py': 'a = { }\n' },
    { ...excluding, 'old/a.py': 'import os\n', 'gen/a.py': 'a = { }\n' },
    /^gen\/a\.py:1 is not .*\nold\/a\.py:1 .* \[F401\]$/,
  ],
  [
    'ruff',
    {
      'ruff.toml': '[per-file-ignores]\n"tests/*" = ["F401"]',
      'tests/a.py': 'import os\n',
    },
    {
      'ruff.toml': '[extend-per-file-ignores]\n"tests/*" = ["F401"]',
      'tests/a.py': 'import os\n',
      'a.py': 'import os\n',
    },
    /^a\.py:1 .* \[F401\]$/,
  ],
  [
    'ruff',
    { 'ruff.toml': '', '.venv/a.py': 'a=1', 'web/node_modules/a.py': 'a=1' },
    { 'ruff.toml': 'exclude = ["old"]', 'old/a.py': '', 'dist/a.py': 'a=1' },
    /^dist\/a\.py:1 is not/,
  ],
  [
    'ruff',
    {
      ...narrow('pyproject.toml', 'ruff.toml'),
      '.ruff.toml': '',
      'a.py': 'a = 11111111 + 222222222\n',
    },
    {
      'pyproject.toml': '[tool.ruff]',
      ...narrow('ruff.toml'),
      'a.py': 'a = 11111111 + 222222222\n',
    },
    /^a\.py:1 is not/,
  ],
  ['yaml', { 'a.yaml': 'a: 1' }, { 'a.yaml': 'a: 1\nb: [' }, /^a\.yaml:2 /],
  [
    'yaml',
    { 'a.yaml': 'a: &a {}\nb: { <<: *a }' },
    { 'a.yaml': 'a: 1\nb: *.example.com' },
    /^a\.yaml:2 Unresolved alias/,
  ],
  [
    'yaml',
    { 'a.yaml': 'a: &b\n  c: 1\nd: *b\n' },
    { 'a.yaml': 'a: &b\n  c: 1\n  d: *b\n' },
    /^a\.yaml:3 Alias within its own anchor: b$/,
  ],
  ['json', { 'a.json': '{}' }, { 'a.json': '{\n"a": 1,}' }, /^a\.json:2 /],
  [
    'queries',
    { 'board.json': board('rate(a{b=\\"$c\\"}[$__rate_interval])') },
    { 'board.json': board('rate(a[5m)') },
    /^board\.json: panel "Errors", query A is no PromQL: rate\(a\[5m\)$/,
  ],
  [
    'queries',
    {
      'a.json': `${'{"panels":['.repeat(3000)}${']}'.repeat(3000)}`,
      'b.yaml': 'apiVersion: openslo/v1\nkind: SLO\nspec: &a\n  self: *a\n',
    },
    {
      'a.yaml':
        'apiVersion: openslo/v1\nkind: SLO\nspec: { source: prometheus, query: sum( }\n',
    },
    /^a\.yaml: spec\.query is no PromQL: sum\($/,
  ],
  [
    'json',
    { 'tsconfig.json': '{ // why\n"a": 1, }' },
    { 'a.json': '// why\n{}' },
    /^a\.json:1 /,
  ],
  [
    'actionlint',
    workflow('steps: [{ run: make }]'),
    workflow("steps: [{ run: 'echo ${{ github.evnt }}' }]"),
    /ci\.yml:6 .*evnt/,
  ],
  [
    'action-validator',
    workflow('steps: [{ run: make }]'),
    workflow('stepz: [{ run: make }]'),
    /ci\.yml: /,
  ],
  [
    'workflow-safety',
    workflow(
      `steps: [{ uses: 'actions/checkout@${sha}', with: { persist-credentials: false } }]`,
    ),
    workflow("steps: [{ uses: 'actions/setup-node@v4' }]"),
    /ci\.yml:6 actions\/setup-node@v4 is not pinned/,
  ],
  [
    'workflow-safety',
    workflow("steps: [{ run: 'echo ${{ github.sha }}' }]"),
    workflow("steps: [{ run: 'echo ${{ github.event.issue.title }}' }]"),
    /ci\.yml:6 runs what a stranger/,
  ],
  [
    'workflow-safety',
    workflow('permissions: {}', ''),
    workflow('steps: [{ run: make }]', ''),
    /says no permissions/,
  ],
  [
    'workflow-safety',
    workflow('steps: [{ run: make }]'),
    workflow(`steps: [{ uses: 'actions/checkout@${sha}' }]`),
    /persist-credentials/,
  ],
  [
    'workflow-safety',
    workflow(
      `permissions: { contents: write }, steps: [{ uses: 'actions/checkout@${sha}', with: { persist-credentials: true } }]`,
    ),
    workflow(
      `steps: [{ uses: 'actions/checkout@${sha}', with: { persist-credentials: true } }]`,
    ),
    /persist-credentials/,
  ],
  [
    'actionlint',
    workflow("steps: [{ run: 'echo ${{ vars.URL }}' }]"),
    workflow("steps: [{ run: 'echo ${{ bars.URL }}' }]"),
    /bars/,
  ],
  [
    'gitlab-ci',
    {
      '.gitlab-ci.yml': 'include: [{ local: /ci/a.yml }, { local: ci/*.yml }]',
      'ci/a.yml': 'stages: [check]\ntest: { stage: check, script: [make] }',
      'ci/b.yml': 'more: { extends: test, stage: check, needs: [test] }',
    },
    {
      '.gitlab-ci.yml': "include:\n  - local: ci/a.yml\n  - local: 'b/*.yml'\n",
    },
    /^\.gitlab-ci\.yml:2 includes ci\/a\.yml, which is not there$/,
  ],
  [
    'gitlab-ci',
    {
      '.gitlab-ci.yml':
        "include: ['https://example.com/a.yml']\ntest: { extends: .theirs }",
    },
    {
      '.gitlab-ci.yml': 'include: ci/a.yml\nstages: [lint]\n',
      'ci/a.yml':
        'test:\n  stage: check\n  extends: .none\n  script: [make]\n  needs: [none, { job: gone, optional: true }]\n',
    },
    /^ci\/a\.yml:2 test: there is no stage check\nci\/a\.yml:3 test: there is no job \.none\nci\/a\.yml:5 test: there is no job none$/,
  ],
  [
    'gitlab-ci',
    { '.gitlab-ci.yml': 'test: { script: [make] }' },
    { '.gitlab-ci.yml': 'test:\n  script: [make]\n  stage: 7\n' },
    /\.gitlab-ci\.yml:3 test/,
  ],
  [
    'gitlab-ci',
    { '.gitlab-ci.yml': '.a: &a { script: [make] }\ntest: *a\n' },
    {
      '.gitlab-ci.yml': `.a: &a [make]\ntest:\n  script:\n${'    - *a\n'.repeat(
        200,
      )}  stage: 7\n`,
    },
    /\.gitlab-ci\.yml:204 test/,
  ],
  [
    'kubernetes',
    deployment('replicas: 2'),
    deployment('replicas: two'),
    /deploy\.yaml:6 Deployment spec\.replicas: /,
  ],
  [
    'kubernetes',
    deployment('revisionHistoryLimit: 3'),
    deployment('replica: 2'),
    /deploy\.yaml:6 Deployment spec\.replica: is a field that its schema does not know/,
  ],
  [
    'kubernetes',
    {
      'm.yaml':
        'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: a }\nspec: { selector: {}, endpoints: [{ port: http }] }',
    },
    {
      'm.yaml':
        'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: a }\nspec: { selector: {}, endpoints: [{ prt: http }] }',
    },
    /endpoints\.0\.prt: is a field/,
  ],
  [
    'kubernetes',
    prometheusRule('for: 5m'),
    prometheusRule('four: 5m'),
    /rules\.yaml:11 PrometheusRule spec\.groups\.0\.rules\.0\.four: is a field/,
  ],
  [
    'kubernetes',
    chart('replicas: {{ .Values.replicas }}'),
    // Beside no chart, it is a manifest like any other.
    { 'templates/a.yaml': manifest('{ name: a, lables: {} }') },
    /templates\/a\.yaml:3 Namespace metadata\.lables: /,
  ],
  [
    'yaml',
    chart('{{- if .Values.a }}'),
    { 'templates/a.yaml': 'a: 1\n{{- if .Values.a }}\nb: 1\n' },
    /^templates\/a\.yaml:2 /,
  ],
  [
    'dockerfile',
    { Dockerfile: 'FROM node:24.4.1-slim AS build\nFROM build\nUSER node\n' },
    { Dockerfile: 'FROM node:24.4.1-slim\nUSER root\n' },
    /Dockerfile:2 runs as root/,
  ],
  [
    'dockerfile',
    { Dockerfile: 'FROM node:24.4.1-slim\nCOPY . .\nUSER 1000\n' },
    { Dockerfile: 'FROM node\nUSER 1000\n' },
    /Dockerfile:1 node is whatever is newest/,
  ],
  [
    'links',
    { 'README.md': '[a](docs/a.md#two-words)', 'docs/a.md': '# Two `words`' },
    { 'README.md': 'Hello\n\n[a](docs/b.md)', 'docs/a.md': '' },
    /README\.md:3 docs\/b\.md leads nowhere/,
  ],
  [
    'links',
    { 'README.md': '[issues](../../issues) [there](https://example.com)' },
    { 'README.md': '# One\n\n[a](#two)' },
    /README\.md:3 #two names no heading/,
  ],
];

describe('checks of results', () => {
  it.each(cases)(
    '%s passes, and fails with its place',
    async (id, good, bad, message) => {
      expect(await run(id, good)).toEqual([]);
      expect((await run(id, bad)).join('\n')).toMatch(message);
    },
  );

  it.each(['yaml', 'kubernetes'])(
    '%s says of a chart of Helm that it was not checked',
    async id => {
      const { remarks } = await outcome(id, chart('a: {{ .Values.a }}'));
      expect(remarks).toEqual([
        expect.stringMatching(/^deploy\/orders\/templates\/tests has .*Helm/),
      ]);
    },
  );

  const withTools: [
    string,
    string,
    Record<string, string>,
    Record<string, string>,
    RegExp,
  ][] = [
    [
      'shellcheck',
      'shellcheck',
      { 'a.sh': '#!/bin/sh\necho "$1"\n' },
      { 'a.sh': '#!/bin/sh\ncd "$1"\n' },
      /a\.sh:2 .*SC2164/,
    ],
    [
      'yamllint',
      'yamllint',
      { ...chart('{{ .Values.a }}'), 'a.yaml': 'a: 1\n' },
      { 'a.yaml': "a: '{{ $labels.job }}'\na: 2\n" },
      /a\.yaml:2 duplication/,
    ],
    [
      'promtool',
      'promtool',
      {
        'a.yaml':
          'groups: [{ name: a, rules: [{ alert: Down, expr: up == 0 }] }]\n'.replace(
            'groups',
            '\ngroups',
          ),
      },
      {
        'a.yaml':
          '\ngroups: [{ name: a, rules: [{ alert: Down, expr: up = 0 }] }]\n',
      },
      /a\.yaml: /,
    ],
    [
      'kustomize',
      'kubectl',
      {
        'kustomization.yaml': 'resources: [a.yaml]\n',
        ...{
          'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n',
        },
      },
      { 'kustomization.yaml': 'resources: [b.yaml]\n' },
      /kustomization\.yaml: .*b\.yaml/,
    ],
  ];

  it.each([
    'resources: [https://example.com/a.yaml]',
    'resources: [github.com/example/base]',
    'bases: [git::https://example.com/base]',
    'components: ["git@example.com:a/base.git?ref=v1"]',
    'resources: [ssh://git@example.com/base]',
    'resources: ["file:///etc"]',
    'patches: [{ path: https://example.com/a.yaml }]',
    'helmCharts: [{ name: a, repo: https://example.com }]',
    'configMapGenerator: [{ name: a, files: [b=https://example.com/a] }]',
  ])('kustomize fetches nothing for %s', async text => {
    // Has any tool, and can run none.
    const shown = { has: async () => true } as unknown as Tools;
    const { findings, remarks } = await new CheckRunner(shown).run(
      checks.find(({ id }) => id === 'kustomize')!,
      rendered({
        'deploy/base/kustomization.yaml': `kind: Kustomization\n${text}\n`,
        'deploy/live/kustomization.yaml': 'resources: [../base]\n',
      }),
    );
    expect(findings).toEqual([]);
    expect(remarks).toEqual([
      expect.stringMatching(
        /^deploy\/live was not built: deploy\/base\/kustomization\.yaml:2 \S+ is not fetched$/,
      ),
    ]);
  });

  // Tools of the system: the pipeline installs them.
  it.each(withTools)('%s is skipped where %s is absent', (id, tool) => {
    expect(checks.find(check => check.id === id)!.needs).toContain(tool);
  });

  // The pipeline has all of these tools, and fails without one.
  const atHand = withTools.filter(
    ([, tool]) => process.env.CI || isOnPath(tool),
  );
  for (const [id, , good, bad, message] of atHand) {
    it(`${id} passes, and fails with its place`, async () => {
      expect(await run(id, good)).toEqual([]);
      expect((await run(id, bad)).join('\n')).toMatch(message);
    });
  }
});
