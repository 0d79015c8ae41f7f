import { AnalyzerContext } from '../Analyzer';
import { environmentOf } from '../environmentNames';
import { ChartTemplates } from '../helm/renderCharts';
import { Kustomize } from './kustomize';
import { namespaceOf } from './namespaces';
import { Manifest } from './readManifests';
import { DeliveredSecret, secretOf } from './secrets';

/** More than a service has in all of its environments. */
const maxSecrets = 2_000;

/** The secrets of a tree as each environment gets them. */
export function deliveredSecrets(
  context: AnalyzerContext,
  manifests: Manifest[],
  kustomize: Kustomize,
  charts: ChartTemplates[],
): DeliveredSecret[] {
  const secrets: DeliveredSecret[] = [];
  const add = (manifest: Manifest, namespace: string, environment: string) =>
    secrets.push(...[secretOf(manifest, namespace, environment) ?? []].flat());

  for (const manifest of manifests) {
    const isSecret = secretOf(manifest, '', '') !== undefined;
    if (manifest.confidence === 'low' || !isSecret) {
      continue;
    }
    const deliveries = kustomize.deliveriesOf(manifest);
    for (const delivery of deliveries) {
      add(
        kustomize.patched(manifest, delivery),
        namespaceOf(manifest, kustomize, delivery),
        delivery.environment,
      );
    }
    if (deliveries.length === 0) {
      const namespace = namespaceOf(manifest, kustomize);
      add(manifest, namespace, environmentOf(manifest.path));
    }
    if (secrets.length > maxSecrets) {
      context.problem({
        list: 'secrets',
        reason: 'There are too many secrets.',
      });
      break;
    }
  }
  for (const chart of charts) {
    for (const [environment, values] of chart.environments) {
      // What production cannot be rendered with was told when the chart was.
      const problem: AnalyzerContext['problem'] = found =>
        values === chart.delivered ||
        context.problem({ ...found, list: 'secrets' });
      for (const manifest of chart.manifests({ ...context, problem }, values)) {
        add(manifest, namespaceOf(manifest, kustomize), environment);
      }
    }
  }
  return secrets;
}
