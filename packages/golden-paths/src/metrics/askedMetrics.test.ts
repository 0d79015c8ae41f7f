import { askedMetrics } from './askedMetrics';

function asked(files: Record<string, string>) {
  const rendered = Object.entries(files).map(
    ([path, text]) =>
      [path, { content: Buffer.from(text), executable: false }] as const,
  );
  return Object.fromEntries(askedMetrics(new Map(rendered)));
}

const rules = (expr: string, more = '') => `kind: PrometheusRule
spec:
  groups:
    - name: orders
      rules:
        - expr: ${expr}
          ${more}
`;

describe('askedMetrics', () => {
  it.each([
    ['orders_total', ['orders_total']],
    [
      'sum by (job) (rate(a_total[5m])) / on (job) b > bool 0',
      ['a_total', 'b'],
    ],
    ['histogram_quantile(0.9, c_bucket{le="1"} offset 1h)', ['c_bucket']],
    ['absent(up{job="a"}) or ALERTS or kube_pod_info', []],
    ['vector(1) and on () d', ['d']],
    ['sum(${agg}_over_time(a[5m])) $op b', ['a', 'b']],
    ['a_filled_in_total + ${b}_total + c$d', ['a_filled_in_total']],
    ['\'{__name__="[[a]]_b"} + {__name__="{{args.c}}"} + {"${d}_e"}\'', []],
    ['\'{__name__=$a} + {__name__="b"}\'', ['b']],
    ['a $b c', []],
    ['\'{__name__="e",job="a"} + {"f.g"} + {__name__=~"h.*"}\'', ['e', 'f.g']],
  ])('finds what %s asks for', (expr, names) => {
    expect(Object.keys(asked({ 'a.yaml': rules(expr) }))).toEqual(names);
  });

  it('reads rules, objectives, analyses and dashboards', () => {
    const dashboard = {
      panels: [{ targets: [{ expr: 'rate(a[${__interval}]) > $least' }] }],
    };
    expect(
      asked({
        'rules.yml': 'groups: [{ rules: [{ alert: A, expr: a }] }]',
        'slo.yaml':
          'apiVersion: openslo/v1\nkind: SLO\nspec: { query: b }\n---\napiVersion: openslo/v1alpha\nkind: SLO\nspec: { source: Prometheus, query: c }',
        'analysis.yaml':
          'kind: AnalysisTemplate\nspec: { metrics: [{ provider: { prometheus: { query: \'d{x="{{args.x}}"}\' } } }] }',
        'elsewhere.yaml':
          'kind: AnalysisTemplate\nspec: { metrics: [{ provider: { datadog: { query: e } } }] }',
        ...Object.fromEntries(
          [
            'openslo/v1\nspec: { type: Datadog, spec: { query: f } }',
            'openslo/v1alpha\nspec: { source: datadog, queryType: query, query: f }',
            'openslo/v1\nspec: { metricSourceRef: dd, spec: { query: f } }',
            'n9/v1alpha\nspec: { rawMetric: { query: { datadog: { query: f } } } }',
          ].map((text, index) => [
            `others${index}.yaml`,
            `kind: SLO\napiVersion: ${text}`,
          ]),
        ),
        'board.json': JSON.stringify(dashboard),
        // These ask something else, or are no PromQL.
        'other.yaml': 'kind: ConfigMap\nquery: e',
        'logs.json': '{"panels":[{"expr":"{app=\\"f\\"} |= \\"g\\""}]}',
        'broken.yaml': 'groups: [',
        'dangling.yaml': 'groups: [{ expr: f }]\nhost: *.example.com',
      }),
    ).toEqual({
      a: ['rules.yml', 'board.json'],
      b: ['slo.yaml'],
      c: ['slo.yaml'],
      d: ['analysis.yaml'],
    });
  });

  it.each([
    ['a.json', `${'{"panels":['.repeat(3000)}${']}'.repeat(3000)}`],
    ['a.json', `{"groups":${'['.repeat(9000)}${']'.repeat(9000)}}`],
    ['a.json', '{"kind":{"toString":1}}'],
    ['a.yaml', 'apiVersion: openslo/v1\nkind: SLO\nspec: &a\n  self: *a'],
  ])('reads on after a hostile %s', (path, text) => {
    expect(asked({ [path]: text, 'b.yaml': rules('b') })).toEqual({
      b: ['b.yaml'],
    });
  });

  it('leaves out what a rule records, whoever asks for it', () => {
    expect(
      asked({
        'a.yaml': rules('job:orders:rate5m > 1'),
        'b.yaml': rules('rate(orders_total[5m])', 'record: job:orders:rate5m'),
      }),
    ).toEqual({ orders_total: ['b.yaml'] });
  });
});
