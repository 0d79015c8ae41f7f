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
  ])('takes %s, whatever its variables are', expr => {
    expect(dashboard(panel(expr))).toEqual([]);
  });

  it('names the panel, the annotation, the variable or the key of what is no PromQL', () => {
    expect(
      dashboard({
        ...panel('rate(a[5m)'),
        rows: [{ panels: [{ id: 3, targets: [{ expr: 'sum(' }] }] }],
        annotations: { list: [{ name: 'Deploys', expr: 'a ==' }] },
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
      { place: 'annotation "Deploys"', query: 'a ==' },
      { place: 'variable "job"', query: 'a{b}' },
      { place: 'variable "c"', query: 'd{' },
    ]);
    expect(
      brokenQueries(
        'slo.yaml',
        'kind: SLO\nspec: { indicator: { query: "a{" } }',
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
        panels: ['${DS_LOGS}', '$logs', { type: 'loki', uid: 'x' }].map(
          datasource => ({ datasource, targets: [{ expr: logs }] }),
        ),
      }),
    ).toBeUndefined();
  });

  it.each([
    ['rules.yaml', 'groups: [{ rules: [{ expr: "a{" }] }]'],
    ['map.yaml', 'kind: ConfigMap\nquery: a{'],
    ['board.json', '{'],
    ['board.txt', 'kind: SLO\nquery: a{'],
  ])('has nothing to say of %s', (path, text) => {
    expect(brokenQueries(path, text)).toBeUndefined();
  });
});
