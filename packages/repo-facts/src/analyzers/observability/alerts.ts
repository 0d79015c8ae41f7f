import { RepoFacts } from '../../facts';
import { YamlDocument } from '../../yaml/readYaml';
import { asList, asObject, asText } from '../files/plainValues';

type Alert = Omit<RepoFacts['observability']['alerts'][number], 'path'>;

const ruleKinds = new Set(['PrometheusRule', 'VMRule']);

const runbookAnnotations = [
  'runbook_url',
  'runbook',
  'runbookUrl',
  'runbook_uri',
];

const burnRateName = /burn[ _-]?rate|budget[ _-]?burn/i;

/**
 * A threshold that is a multiple of an error budget, such as `> (14.4 * 0.001)`
 * or `> 6 * (1 - 0.999)`: whoever compares with that watches a burn rate,
 * whatever the alert is called.
 */
const budgetFactor = />=? ?\(? ?\d+(?:\.\d+)? ?\* ?\(? ?(?:1 ?- ?)?0?\.\d+/;

const prediction =
  /\b(predict_linear|holt_winters|double_exponential_smoothing)\s*\(/;

/** Reads alerts of a Prometheus rule file, or of a custom resource with one. */
export function readAlerts({ value, lineOf }: YamlDocument): Alert[] {
  const root = asObject(value);
  const isResource = ruleKinds.has(asText(root.kind));
  if (root.kind !== undefined && !isResource) {
    return [];
  }
  const place = isResource ? ['spec', 'groups'] : ['groups'];
  const groups = isResource ? asObject(root.spec).groups : root.groups;
  return asList(groups).flatMap((group, g) =>
    asList(asObject(group).rules).flatMap((entry, r) => {
      const rule = asObject(entry);
      return typeof rule.alert === 'string' && rule.expr !== undefined
        ? [alertOf(rule, lineOf([...place, g, 'rules', r]))]
        : [];
    }),
  );
}

function alertOf(rule: Record<string, unknown>, line: number): Alert {
  const expression = String(rule.expr).slice(0, 20_000).replace(/\s+/g, ' ');
  const annotations = asObject(rule.annotations);
  const labels = asObject(rule.labels);
  const words = [
    rule.alert,
    ...Object.keys(labels),
    ...Object.values(labels),
    ...Object.values(annotations),
    expression,
  ].join('\n');
  return {
    line,
    alert: asText(rule.alert),
    severity: asText(labels.severity),
    duration: asText(rule.for),
    runbookUrl:
      runbookAnnotations.map(name => asText(annotations[name])).find(Boolean) ??
      '',
    burnRate: burnRateName.test(words) || budgetFactor.test(expression),
    predictive: prediction.test(expression),
  };
}
