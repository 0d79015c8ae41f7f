import fc from 'fast-check';
import { kubernetesAnalyzer } from '../kubernetes/kubernetesAnalyzer';
import { observeSection } from '../testing';
import { Effort } from './Effort';
import { renderTemplate } from './renderTemplate';
import { readTemplate } from './templateTree';

function render(
  text: string,
  values: Record<string, unknown> = {},
  helpers = '',
) {
  const { body, defines } = readTemplate(helpers + text);
  return renderTemplate(body, defines, { Values: values }, new Effort());
}

describe('a hostile template', () => {
  it.each([
    ['comments that do not end', `{{ ${'/**/'.repeat(200)}`],
    ['strings that do not end', `{{ ${'"a" '.repeat(20_000)}`],
    ['very many words', `{{ ${'. '.repeat(200_000)}}}`],
    ['very many parentheses', `{{ ${'(.)'.repeat(100_000)}}}`],
  ])('is read soon: %s', (_, text) => {
    expect(['', 'TemplateError']).toContain(errorOf(text));
  });

  it('cannot go on in a map that holds itself', () => {
    expect(errorOf('{{ $a := set .Values "a" .Values }}{{ toYaml $a }}')).toBe(
      'TemplateError',
    );
  });
});

/** The name of what is thrown; `""` for nothing. */
function errorOf(text: string): string {
  try {
    render(text, { a: { b: [1, { c: null }] } });
    return '';
  } catch (error) {
    return (error as Error).name;
  }
}

describe('a template', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ['puts in a value', 'a: {{ .Values.b.c }}', { b: { c: 1 } }, 'a: 1'],
    ['puts in nothing for none', 'a: {{ .Values.b.c }}', {}, 'a: '],
    ['trims', 'a: \n  {{- " b" -}} \n c', {}, 'a: bc'],
    ['leaves out comments', 'a{{/* {{ .x }} */}}b', {}, 'ab'],
    ['takes a default', '{{ .Values.a | default "b" | quote }}', {}, '"b"'],
    ['formats', '{{ printf "%s-%d" "a" 3 | trunc 2 }}', {}, 'a-'],
    [
      'puts in a block',
      'a:\n  {{- toYaml .Values.a | nindent 2 }}',
      { a: { b: [1] } },
      'a:\n  b:\n    - 1',
    ],
    [
      'takes the branch that holds',
      '{{ if .Values.a }}a{{ else if eq .Values.b "c" }}b{{ else }}c{{ end }}',
      { b: 'c' },
      'b',
    ],
    [
      'combines conditions',
      '{{ if and .Values.a (not .Values.b) }}x{{ end }}{{ if or .Values.b .Values.a }}y{{ end }}',
      { a: true, b: false },
      'xy',
    ],
    [
      'does not take what it does not know for true',
      '{{ $a := and (unheardOf) true }}{{ and .Values.a (unheardOf) }}{{ $a }}',
      { a: false },
      'false$(unknown)',
    ],
    [
      'goes into a value',
      '{{ with .Values.a }}{{ .b }}{{ $.Values.c }}{{ end }}',
      { a: { b: 1 }, c: 2 },
      '12',
    ],
    [
      'goes through lists and maps',
      '{{ range .Values.a }}{{ . }}{{ end }}{{ range $k, $v := .Values.b }}{{ $k }}={{ $v }};{{ else }}none{{ end }}',
      { a: [1, 2], b: { c: 3 } },
      '12c=3;',
    ],
    [
      'sets variables',
      '{{ $a := "b" }}{{ if true }}{{ $a = "c" }}{{ end }}{{ $a }}',
      {},
      'c',
    ],
    ['reads past parentheses', '{{ (dict "a" "b").a }}', {}, 'b'],
  ])('%s', (_, text, values, expected) => {
    expect(render(text, values).text).toBe(expected);
  });

  it('includes what is defined', () => {
    const helpers = '{{- define "x" }}{{ .Values.a }}!{{ end -}}';
    expect(
      render('{{ include "x" . | upper }}', { a: 'b' }, helpers).text,
    ).toBe('B!');
  });

  it('tells the line that each line came from', () => {
    const { text, lines } = render(
      '# top\n{{- if true }}\na:\n  {{- toYaml .Values.a | nindent 2 }}\nb: 1\n{{- end }}\n',
      { a: { c: 1, d: 2 } },
    );
    expect(text).toBe('# top\na:\n  c: 1\n  d: 2\nb: 1\n');
    expect(lines.slice(0, 5)).toEqual([1, 3, 4, 4, 5]);
  });

  it.each([
    ['an end too many', 'a\n{{ end }}', 2],
    ['a block without end', '{{ if true }}\n', 2],
    ['an action without end', 'a\n{{ "b', 2],
    ['a condition on what nobody knows', 'a\n{{ if strange 1 }}b{{ end }}', 2],
    ['a template that includes itself', '{{ include "x" . }}', 1],
    ['a failure', '\n\n{{ fail "no" }}', 3],
    [
      'a value that doubles',
      '{{ $a := "xxxxxxxx" }}{{ range until 100 }}{{ $a = print $a $a }}{{ end }}',
      1,
    ],
    [
      'a loop in loops',
      '{{ range until 999 }}{{ range until 999 }}{{ $a := 1 }}{{ end }}{{ end }}',
      1,
    ],
  ])('with %s is told by its line', (_, text, line) => {
    const helpers = '{{- define "x" }}{{ include "x" . }}{{ end -}}';
    expect(() => render(text, {}, helpers)).toThrow(
      expect.objectContaining({ name: 'TemplateError', line }),
    );
  });

  it('takes no time for what is long', () => {
    for (const part of ['{{', '{{ "', '{{ (', '"', '{{ a }}', '{{/*', '`']) {
      expect(['', 'TemplateError']).toContain(errorOf(part.repeat(50_000)));
    }
  });

  it('throws nothing but that it is not followed', () => {
    const part = fc.constantFrom(
      ...['{{ ', ' }}', '{{- ', ' -}}', 'if ', 'end', 'else ', 'range ', '$x'],
      ...[' := ', '.Values.a', '"b"', '(', ')', ' | ', 'toYaml ', 'nindent 2'],
      ...[
        'include ',
        'tpl ',
        'define "d"',
        'with ',
        '\n',
        'a: ',
        '.',
        '__proto__',
      ],
      ...['set ', 'index ', 'dig ', 'printf ', 'until 5', 'fromYaml ', 'a'],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), parts => {
        expect(['', 'TemplateError']).toContain(errorOf(parts.join('')));
      }),
      { numRuns: 2_000 },
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

const chart = {
  'chart/Chart.yaml':
    'apiVersion: v2\nname: orders\nversion: 1.0.0\nappVersion: 1.4.2\n',
  'chart/values.yaml': `replicaCount: 2
image: { repository: registry.example.com/orders, tag: "" }
resources:
  requests: { cpu: 100m, memory: 64Mi }
  limits: { memory: 64Mi }
probes:
  liveness: { httpGet: { path: /healthz, port: http } }
autoscaling: { enabled: false }
policy: { enabled: true }
note: "{{ .Values.replicaCount }} of {{ .Release.Name }}"
`,
  'chart/templates/_helpers.tpl': `{{- define "orders.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "orders.labels" -}}
app: {{ include "orders.name" . }}
{{ include "common.labels" . }}
{{- end }}
`,
  'chart/templates/deployment.yaml': `# What runs
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "orders.name" . }}
  labels:
    {{- include "common.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  template:
    metadata:
      labels:
        app: orders
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          {{- with .Values.probes.liveness }}
          livenessProbe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`,
  'chart/templates/hpa.yaml': `{{- if .Values.autoscaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: orders
{{- end }}
`,
  'chart/templates/network.yaml': `{{- if and .Values.policy.enabled (.Capabilities.APIVersions.Has "networking.k8s.io/v1") }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: orders
spec:
  podSelector: {}
{{- end }}
`,
  'chart/templates/NOTES.txt': '{{ .Values.nothing',
  'chart/templates/tests/test-connection.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: test\n',
};

const observe = (files: Record<string, string>) =>
  observeSection(kubernetesAnalyzer, files);

describe('a chart', () => {
  it('states its workloads with the defaults, at the lines of its templates', async () => {
    const { facts, problems } = await observe(chart);
    expect(problems).toEqual([]);
    expect(facts.workloads).toMatchObject([
      {
        path: 'chart/templates/deployment.yaml',
        ...{ line: 2, name: 'orders', replicas: 2, confidence: 'low' },
        ...{ namespace: 'release-namespace', deniedByDefault: ['ingress'] },
      },
    ]);
    expect(facts.containers).toMatchObject([
      {
        ...{ line: 18, image: 'registry.example.com/orders:1.4.2' },
        ...{ livenessHandler: 'http', limits: true, confidence: 'low' },
        ...{ imagePinned: true, readinessProbe: false },
      },
    ]);
    expect(facts.resources.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'NetworkPolicy',
    ]);
  });

  it('states them as production gets them, where its values say so', async () => {
    const { facts } = await observe({
      ...chart,
      'chart/values-staging.yaml': 'replicaCount: 1\n',
      'chart/values-production.yaml':
        'autoscaling: { enabled: true }\nimage: { tag: "2" }\n',
    });
    expect(facts.resources.map(({ kind }) => kind)).toContain(
      'HorizontalPodAutoscaler',
    );
    expect(facts.containers).toMatchObject([
      { image: 'registry.example.com/orders:2' },
    ]);
  });

  it('does not render without end', async () => {
    const { problems } = await observe({
      ...chart,
      'chart/values.yaml': `many: [${'"abcdefgh", '.repeat(1_000)}]\n`,
      'chart/templates/deployment.yaml':
        '{{ range until 1000 }}{{ range until 40 }}{{ $a := toYaml $.Values }}{{ end }}{{ end }}',
    });
    expect(problems).toContainEqual({
      path: 'chart/templates/deployment.yaml',
      line: 1,
      reason: 'chart/templates/deployment.yaml:1 takes too much work',
    });
  });

  it('knows no secrets of an environment that it cannot render', async () => {
    const { problems } = await observe({
      ...chart,
      'chart/values-production.yaml': 'image: { tag: "2" }\n',
      'chart/values-staging.yaml': 'broken: true\n',
      'chart/templates/secret.yaml':
        '{{ if .Values.broken }}{{ fail "no" }}{{ end }}',
    });
    expect(problems).toMatchObject([
      { path: 'chart/templates/secret.yaml', line: 1, list: 'secrets' },
    ]);
  });

  it('takes a tag that each release has to state for a version', async () => {
    const { facts, problems } = await observe({
      ...chart,
      'chart/values.yaml': 'image: { repository: shop/orders, tag: "" }\n',
      'chart/templates/deployment.yaml':
        'kind: Deployment\napiVersion: apps/v1\nmetadata: { name: a }\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | required "a tag" }}"\n',
    });
    expect(problems).toEqual([]);
    expect(facts.containers).toMatchObject([{ name: 'a', imagePinned: true }]);
  });

  it('does not know what a release has to state but for a tag', async () => {
    const { problems } = await observe({
      ...chart,
      'chart/templates/deployment.yaml':
        'kind: Deployment\napiVersion: apps/v1\nmetadata: { name: a }\nspec:\n  replicas: {{ required "a number" .Values.none }}\n',
    });
    expect(problems).toMatchObject([{ line: 5 }]);
  });

  it('leaves out what files do not tell, and says where', async () => {
    const { facts, problems } = await observe({
      ...chart,
      'chart/templates/worker.yaml': chart[
        'chart/templates/deployment.yaml'
      ].replace('toYaml .Values.resources', 'include "common.resources" .'),
      'chart/templates/job.yaml': '{{ if }',
    });
    expect(facts.workloads).toHaveLength(1);
    expect(problems).toMatchObject([
      { path: 'chart/templates/job.yaml', line: 1 },
      { path: 'chart/templates/worker.yaml', line: 24 },
    ]);
  });

  it.each<[string, Record<string, string>]>([
    [
      'that others wrote',
      {
        'parent/Chart.yaml': 'name: parent\n',
        'parent/charts/redis/Chart.yaml': 'name: redis\n',
        'parent/charts/redis/templates/a.yaml':
          chart['chart/templates/deployment.yaml'],
      },
    ],
    [
      'that is a library',
      { ...chart, 'chart/Chart.yaml': 'name: orders\ntype: library\n' },
    ],
    [
      'that tests a release',
      {
        'chart/Chart.yaml': 'name: a\n',
        'chart/templates/a.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations: { helm.sh/hook: test }\n',
      },
    ],
  ])('%s runs nothing', async (_, files) => {
    const { facts, problems } = await observe(files);
    expect(problems).toEqual([]);
    expect(facts.workloads).toEqual([]);
  });
});
