import { parser } from '@prometheus-io/lezer-promql';
import { parseAllDocuments } from 'yaml';
import { RenderedFiles } from '../render/RenderedFile';
import { isJsonObject } from '../template/isJsonObject';

/** Kinds that ask Prometheus: rules, analyses of releases, objectives. */
const kinds = new Set([
  'PrometheusRule',
  'AnalysisTemplate',
  'ClusterAnalysisTemplate',
  'SLO',
]);

/** What no service exposes, as the platform does. */
const ofThePlatform = [
  // Prometheus writes these of its targets and of its alerts.
  /^(up|scrape_\w+|ALERTS|ALERTS_FOR_STATE)$/,
  // kube-state-metrics and the kubelet tell of pods and nodes.
  /^(kube|kubelet|container|node)_/,
  // Argo CD and Argo Rollouts tell of releases.
  /^(argocd|rollout|analysis_run)_/,
];

/**
 * The metrics that a service must expose for its own rules, objectives,
 * analyses and Grafana dashboards: each name in their PromQL, with the files
 * that ask for it. Left out are what a rule records and what is the platform's.
 *
 * @public
 */
export function askedMetrics(files: RenderedFiles): Map<string, string[]> {
  const asked = new Map<string, Set<string>>();
  const recorded = new Set<string>();
  for (const [path, { content }] of files) {
    if (!/\.(ya?ml|json)$/.test(path)) continue;
    for (const { query, record } of queriesIn(content.toString('utf8'))) {
      if (record !== undefined) recorded.add(record);
      for (const name of namesIn(query)) {
        asked.set(name, (asked.get(name) ?? new Set()).add(path));
      }
    }
  }
  return new Map(
    [...asked]
      .filter(
        ([name]) =>
          !recorded.has(name) && !ofThePlatform.some(each => each.test(name)),
      )
      .map(([name, paths]) => [name, [...paths]]),
  );
}

interface Query {
  query: string;
  /** The name under which a rule keeps what comes out. */
  record?: string;
}

function queriesIn(text: string): Query[] {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  return Array.from(documents).flatMap(document => {
    if (document.errors.length > 0) return [];
    const value = valueOf(document);
    return isAsking(value) ? queriesOf(value) : [];
  });
}

/** Nothing of a document whose aliases lead nowhere, or to too much. */
function valueOf(document: {
  toJS(options: { maxAliasCount: number }): unknown;
}): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

function isAsking(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    (kinds.has(String(value.kind)) ||
      // Rules without a kind, and dashboards.
      [value.groups, value.panels].some(Array.isArray))
  );
}

function queriesOf(value: unknown): Query[] {
  if (Array.isArray(value)) return value.flatMap(queriesOf);
  if (!isJsonObject(value)) return [];
  const record = typeof value.record === 'string' ? value.record : undefined;
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && (key === 'expr' || key === 'query')
      ? [{ query: inner, record }]
      : queriesOf(inner),
  );
}

/** Names of metrics in a query; none in one that is not PromQL. */
function namesIn(query: string): string[] {
  // Grafana fills in its variables: the length of a window, or some value.
  const filled = query
    .replace(/\[\$(?:\w+|\{[^}]*\})/g, '[5m')
    .replace(/\$\{[^}]*\}|\$\w+/g, '1');
  const names: string[] = [];
  let isPromQl = true;
  parser.parse(filled).iterate({
    enter({ name, type, from, to, node }) {
      if (type.isError) isPromQl = false;
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') {
        names.push(filled.slice(from, to));
      }
    },
  });
  return isPromQl ? names : [];
}
