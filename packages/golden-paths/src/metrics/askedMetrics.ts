import { RenderedFiles } from '../render/RenderedFile';
import { queriesIn } from './queriesIn';
import { readPromQl } from './readPromQl';

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
 * What is no PromQL asks for nothing; {@link brokenQueries} tells of it.
 *
 * @public
 */
export function askedMetrics(files: RenderedFiles): Map<string, string[]> {
  const asked = new Map<string, Set<string>>();
  const recorded = new Set<string>();
  for (const [path, { content }] of files) {
    const { rules, others } = queriesIn(path, content.toString('utf8'));
    for (const { query, record } of [...rules, ...others]) {
      if (record !== undefined) recorded.add(record);
      for (const name of readPromQl(query) ?? []) {
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
