import fc from 'fast-check';
import { observeSection } from '../testing';
import { observabilityAnalyzer } from './observabilityAnalyzer';

const analyze = (files: Record<string, string>) =>
  observeSection(observabilityAnalyzer, files);

const factsOf = async (files: Record<string, string>) =>
  (await analyze(files)).facts;

describe('alerts', () => {
  it('reads a rule file', async () => {
    const { alerts } = await factsOf({
      'rules.yml': `groups:
  - name: orders
    rules:
      - record: orders:errors
        expr: sum(rate(errors_total[5m]))
      # - alert: Gone
      - alert: HighLatency
        expr: latency > 1
        for: 10m
        labels: {severity: page}
        annotations:
          runbook_url: https://example.com/runbooks/high-latency
          summary: '{{ $labels.pod }} is slow'
`,
    });
    expect(alerts).toEqual([
      {
        path: 'rules.yml',
        line: 7,
        alert: 'HighLatency',
        severity: 'page',
        duration: '10m',
        runbookUrl: 'https://example.com/runbooks/high-latency',
        burnRate: false,
        predictive: false,
      },
    ]);
  });

  it.each([
    ['ErrorBudgetBurn', 'a > b', true, false],
    [
      'Fast',
      'job:errors:ratio5m > (14.4 * 0.001) and job:errors:ratio1h > (14.4 * 0.001)',
      true,
      false,
    ],
    [
      'Fast',
      'sum(rate(e[1h])) / sum(rate(t[1h])) > 6 * (1 - 0.999)',
      true,
      false,
    ],
    ['Disk', 'predict_linear(free[6h], 4 * 3600) < 0', false, true],
    ['Full', 'used / size > 0.9', false, false],
    ['Memory', 'a > 2 * b', false, false],
  ])(
    'tells what %s with %s watches',
    async (alert, expr, burnRate, predictive) => {
      const { alerts } = await factsOf({
        'k8s/rules.yaml': `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: orders}
spec:
  groups:
    - name: a
      rules:
        - alert: ${alert}
          expr: ${expr}
`,
      });
      expect(alerts).toEqual([
        expect.objectContaining({ line: 8, alert, burnRate, predictive }),
      ]);
    },
  );

  it('takes no rules among tests for those of the service', async () => {
    const rules = 'groups: [{ rules: [{ alert: Down, expr: up == 0 }] }]';
    const { alerts } = await factsOf({
      'src/test/resources/rules.yml': rules,
      'tests/rules.yml': rules,
      'latest/rules.yml': rules,
    });
    expect(alerts.map(({ path }) => path)).toEqual(['latest/rules.yml']);
  });

  it('takes no other YAML for rules', async () => {
    const { facts, problems } = await analyze({
      'config.yaml': 'alert: true\ngroups: [a]\n',
      'workload.yaml':
        'kind: Deployment\ngroups: [{rules: [{alert: a, expr: b}]}]\n',
      'chart/templates/rules.yaml':
        'groups:\n{{- if .Values.on }}\n  - rules: [{alert: A, expr: b}]\n{{- end }}\n',
      'unrelated.yaml': 'a: [\n',
    });
    expect(facts.alerts).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('leaves nothing unknown because of a file that is about something else', async () => {
    const binary = new Uint8Array([0, 1, 2]);
    const { problems } = await observeSection(observabilityAnalyzer, {
      'package.json': binary,
      'grafana/orders.json': binary,
    });
    expect(problems.map(({ path }) => path)).toEqual(['grafana/orders.json']);
  });

  it('names the place of a mistake', async () => {
    const { problems } = await analyze({
      'rules.yml': 'groups:\n  - rules:\n      - alert: A\n      expr: [\n',
    });
    expect(problems).toEqual([
      expect.objectContaining({ path: 'rules.yml', line: expect.any(Number) }),
    ]);
  });
});

describe('dashboards', () => {
  const dashboard = JSON.stringify({
    title: 'Orders',
    schemaVersion: 39,
    panels: [
      { type: 'text', title: 'Saturation' },
      {
        type: 'row',
        title: 'Errors',
        panels: [{ type: 'timeseries', title: 'Latency' }],
      },
      {
        type: 'timeseries',
        title: 'Load',
        targets: [{ expr: 'sum(rate(http_requests_total[5m]))' }],
      },
    ],
  });

  it('reads dashboards and the signals of panels with data', async () => {
    const { dashboards } = await factsOf({
      'grafana/orders.json': dashboard,
      'k8s/dashboard.yaml': `kind: ConfigMap\nmetadata:\n  labels: {grafana_dashboard: "1"}\ndata:\n  orders.json: '${dashboard}'\n`,
    });
    expect(dashboards).toEqual([
      {
        path: 'grafana/orders.json',
        line: 1,
        title: 'Orders',
        panels: 2,
        signals: ['latency', 'traffic'],
      },
      {
        path: 'k8s/dashboard.yaml',
        line: 5,
        title: 'Orders',
        panels: 2,
        signals: ['latency', 'traffic'],
      },
    ]);
  });

  it('reads the dashboards of the Grafana operator', async () => {
    const { dashboards } = await factsOf({
      'k8s/dashboard.yaml': `kind: GrafanaDashboard\nmetadata: {name: orders}\nspec:\n  json: '${dashboard}'\n`,
    });
    expect(dashboards).toMatchObject([
      { line: 4, title: 'Orders', signals: ['latency', 'traffic'] },
    ]);
  });

  it('takes no other JSON for a dashboard', async () => {
    const { dashboards } = await factsOf({
      'dashboard.json': '{"title": "Orders"}',
      'ui.json': '{"panels": [1]}',
      'broken.json': '{"panels": [',
    });
    expect(dashboards).toEqual([]);
  });
});

describe('objectives', () => {
  it('reads OpenSLO, Sloth and Pyrra', async () => {
    const { slos } = await factsOf({
      'a.yaml':
        'apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: orders-availability\nspec: {}\n---\napiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: orders\n',
      'b.yaml':
        'version: prometheus/v1\nservice: orders\nslos:\n  - name: requests\n    sli: {events: {error_query: "rate(http_errors[5m])"}}\n',
      'c.yaml':
        'apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\nspec:\n  slos:\n    - name: latency-p99\n',
      'd.yaml':
        'apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata: {name: speed}\nspec:\n  indicator: {latency: {}}\n',
    });
    expect(slos).toEqual([
      {
        path: 'a.yaml',
        line: 4,
        name: 'orders-availability',
        format: 'openslo',
        indicator: 'availability',
      },
      {
        path: 'b.yaml',
        line: 4,
        name: 'requests',
        format: 'sloth',
        indicator: 'errors',
      },
      {
        path: 'c.yaml',
        line: 5,
        name: 'latency-p99',
        format: 'sloth',
        indicator: 'latency',
      },
      {
        path: 'd.yaml',
        line: 3,
        name: 'speed',
        format: 'pyrra',
        indicator: 'latency',
      },
    ]);
  });
});

describe('collectors', () => {
  const config =
    'receivers: {otlp: {}}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [otlp]}}}\n';
  const indented = config.replace(/^/gm, '    ');

  it('reads configurations, alone and in resources', async () => {
    const { collectors } = await factsOf({
      'collector.yaml': `# ours\n${config}`,
      'resource.yaml': `kind: OpenTelemetryCollector\nspec:\n  config: |\n${indented}`,
      'map.yaml': `kind: ConfigMap\ndata:\n  collector.yaml: |\n${indented}`,
    });
    expect(collectors).toEqual([
      { path: 'collector.yaml', line: 2 },
      { path: 'map.yaml', line: 3 },
      { path: 'resource.yaml', line: 3 },
    ]);
  });

  it('takes no Alertmanager configuration for one', async () => {
    const { collectors } = await factsOf({
      'alertmanager.yml': 'receivers: [{name: a}]\nroute: {}\n',
      'half.yaml': 'receivers: {otlp: {}}\nexporters: {}\nservice: {}\n',
    });
    expect(collectors).toEqual([]);
  });
});

it('never throws', async () => {
  const part = fc.constantFrom(
    'groups:',
    '  - rules:',
    '      - alert: a',
    '        expr: 1',
    'kind: PrometheusRule',
    'kind: ConfigMap',
    'spec: {groups: 1}',
    'slos: [1]',
    'version: prometheus/v1',
    'data: {a: "receivers: ["}',
    'receivers: 1',
  );
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.array(part).map(lines => lines.join('\n')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('a.yaml', 'a.json'),
      text,
      async (path, content) => {
        expect(Array.isArray((await factsOf({ [path]: content })).alerts)).toBe(
          true,
        );
      },
    ),
  );
});
