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
          'kind: SLO\nspec: { query: b }\n---\nkind: SLO\nspec: { query: c }',
        'analysis.yaml':
          'kind: AnalysisTemplate\nspec: { metrics: [{ provider: { prometheus: { query: \'d{x="{{args.x}}"}\' } } }] }',
        'elsewhere.yaml':
          'kind: AnalysisTemplate\nspec: { metrics: [{ provider: { datadog: { query: e } } }] }',
        'others.yaml':
          'kind: SLO\nspec: { metricSource: { type: Datadog, spec: { query: f } } }',
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

  it('leaves out what a rule records, whoever asks for it', () => {
    expect(
      asked({
        'a.yaml': rules('job:orders:rate5m > 1'),
        'b.yaml': rules('rate(orders_total[5m])', 'record: job:orders:rate5m'),
      }),
    ).toEqual({ orders_total: ['b.yaml'] });
  });
});
