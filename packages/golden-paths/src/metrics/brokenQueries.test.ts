import { brokenQueries } from './brokenQueries';

const dashboard = (rest: object) =>
  brokenQueries('board.json', JSON.stringify({ panels: [], ...rest }));

const panel = (expr: string, rest = {}) => ({
  panels: [{ title: 'Errors', targets: [{ refId: 'A', expr, ...rest }] }],
});

describe('brokenQueries', () => {
  it.each([
    'rate(a[$__rate_interval])',
    'rate(a{job=~"$job",b="${b:regex}"}[${window}]) > $least',
    'sum by (${labels:csv}, le) (increase([[metric]]_total[[[window]]:$step]))',
    '$metric{a="b"} offset $back / on ($labels) group_left ${prefix}_b',
    '$aggregate by (a) (rate(b{$filters, $label!="c"}[${n}m]))',
    'topk($n, $metric) # the "worst',
    '$query',
    'sum(${agg}_over_time(a[5m]))',
    '{job="x"$extra}',
    'a{le=${le:doublequote},b=~${b:singlequote} $more}',
    'rate(a[1${unit}]) offset 1${unit}',
    'avg(rate(a[5m])) ${op} 1',
    // Nobody knows what would make these right, or whether anything does.
    'a ${op} b',
    'histogram_${what}(a)',
    'a{b ${op} "c"}',
    'sum(a) ${by} (job)',
  ])('takes %s, whatever its variables are', expr => {
    expect(dashboard(panel(expr))).toEqual([]);
  });

  it.each([
    'rate(a{b="$c"}[5m)',
    'sum(rate(a[$__rate_interval])',
    '$a + b c',
    'a{b} + $c',
    `"${'\\"'.repeat(100_000)}\\`,
    `'${"\\'".repeat(100_000)}\\`,
  ])('refuses what is wrong elsewhere than at a variable', expr => {
    expect(dashboard(panel(expr))).toHaveLength(1);
  });

  it('names the panel, the annotation, the variable or the key of what is no PromQL', () => {
    expect(
      dashboard({
        ...panel('rate(a[5m)'),
        rows: [
          {
            panels: [
              { id: 3, title: '', targets: [{ expr: 'sum(' }] },
              { title: { toString: 1 }, targets: [{ expr: 'sum((' }] },
            ],
          },
        ],
        annotations: {
          list: [{ name: 'Deploys', expr: 'a ==' }, { expr: '(' }],
        },
        templating: {
          list: [
            { type: 'query', name: 'job', query: 'label_values(a{b}, job)' },
            { type: 'query', name: 'c', query: { query: 'query_result(d{)' } },
          ],
        },
      }),
    ).toEqual([
      { place: 'panel "Errors", query A', query: 'rate(a[5m)' },
      { place: 'panel "3", query', query: 'sum(' },
      { place: 'panel "#4", query', query: 'sum((' },
      { place: 'annotation "Deploys"', query: 'a ==' },
      { place: 'annotation "#2"', query: '(' },
      { place: 'variable "job"', query: 'a{b}' },
      { place: 'variable "c"', query: 'd{' },
    ]);
    expect(
      brokenQueries(
        'slo.yaml',
        'apiVersion: openslo/v1\nkind: SLO\nspec: { indicator: { query: "a{" } }',
      ),
    ).toEqual([{ place: 'spec.indicator.query', query: 'a{' }]);
  });

  it('leaves alone what asks another than Prometheus', () => {
    const logs = '{app="a"} |= "b"';
    expect(
      dashboard({
        __inputs: [{ name: 'DS_LOGS', pluginId: 'loki' }],
        templating: {
          list: [
            { type: 'datasource', name: 'logs', query: 'loki' },
            { type: 'custom', name: 'least', query: '1,5 %' },
            ...['label_names()', 'label_values(job)', 'metrics(a.*)'].map(
              query => ({ type: 'query', name: 'names', query }),
            ),
          ],
        },
        panels: [
          ...['${DS_LOGS}', '$logs', '$unknown', 'Loki', { uid: 'loki' }],
          ...[{ type: 'loki', uid: 'x' }, { uid: { toString: 1 } }],
        ].map(datasource => ({ datasource, targets: [{ expr: logs }] })),
      }),
    ).toEqual([]);
  });

  it.each([
    ...[undefined, null, 'default', '-- Mixed --', {}],
    ...['${DS_METRICS}', '$metrics', { type: 'prometheus', uid: 'x' }],
    { type: 'datasource', uid: '-- Mixed --' },
  ])('takes %j for Prometheus', datasource => {
    const asked = (rest: object) =>
      dashboard({
        __inputs: [{ name: 'DS_METRICS', pluginId: 'prometheus' }],
        templating: {
          list: [{ type: 'datasource', name: 'metrics', query: 'prometheus' }],
        },
        panels: [{ datasource, targets: [{ expr: 'a{', ...rest }] }],
      });
    expect(asked({})).toHaveLength(1);
    expect(asked({ datasource: { type: 'loki' } })).toEqual([]);
  });

  it.each([
    ['rules.yaml', 'groups: [{ rules: [{ expr: "a{" }] }]'],
    ['map.yaml', 'kind: ConfigMap\nquery: a{'],
    ['board.json', '{'],
    ['board.txt', 'apiVersion: openslo/v1\nkind: SLO\nquery: a{'],
  ])('has nothing to say of %s', (path, text) => {
    expect(brokenQueries(path, text)).toEqual([]);
  });
});
